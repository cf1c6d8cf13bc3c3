#pragma once

#include <QString>
#include <QWidget>

namespace ganvas::ui {

/// The user guide, which is installed beside the program, in a window of its own.
class GuideWindow : public QWidget {
  Q_OBJECT

 public:
  explicit GuideWindow(const QString& page, QWidget* parent = nullptr);

  /// The guide's first page, installed or in the source tree; empty where there is none.
  static QString firstPage();
};

}  // namespace ganvas::ui
