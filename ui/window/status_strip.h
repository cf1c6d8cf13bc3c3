#pragma once

#include <QStatusBar>
#include <array>

#include "session/session.h"

class QLabel;

namespace ganvas::ui {

/// The status bar: at the left what was said last, at the right how the run that trains here comes along.
class StatusStrip : public QStatusBar {
  Q_OBJECT

 public:
  explicit StatusStrip(QWidget* parent = nullptr);

  /// `awake`: the machine is kept from going to sleep.
  void show(const session::Status& status, bool awake);

 private:
  enum Field { Speed, Step, Epoch, Left, Device, Memory, Awake, FieldCount };

  QLabel* field(Field field, const char* name, const QString& help);
  void set(Field field, const QString& text);

  std::array<QLabel*, FieldCount> fields_{};
};

}  // namespace ganvas::ui
