#pragma once

#include <QFrame>

#include "session/session.h"

class QLabel;

namespace ganvas::ui {

/// Says what went wrong or soon will, where, and what to do, until it is dismissed or the next run starts.
class FailureBanner : public QFrame {
  Q_OBJECT

 public:
  enum class Kind { Failure, Warning };

  explicit FailureBanner(Kind kind, QWidget* parent = nullptr);
  void show(const session::Failure& failure);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Kind kind_;
  QLabel* what_ = nullptr;
  QLabel* where_ = nullptr;
  QLabel* advice_ = nullptr;
};

}  // namespace ganvas::ui
