#pragma once

#include <QWidget>

#include "session/session.h"

class QAction;
class QLabel;
class QProgressBar;

namespace ganvas::ui {

/// The buttons that steer the run that trains here, and how far it is.
class ProgressPanel : public QWidget {
  Q_OBJECT

 public:
  ProgressPanel(QAction* pause, QAction* resume, QAction* stop, QWidget* parent = nullptr);

  /// The run that trains here, or trained last; `name` when another one is shown beside.
  void show(const session::Status& status, const QString& name = {});
  /// While none trains: how far the shown run came.
  void showRest(const QString& state, std::int64_t step, std::int64_t totalSteps);
  /// The window closes as soon as the run has stopped.
  void setFinishing();

 private:
  void showBar(const session::Status& status, const QString& name);

  QLabel* state_ = nullptr;
  QProgressBar* bar_ = nullptr;
  bool finishing_ = false;
};

}  // namespace ganvas::ui
