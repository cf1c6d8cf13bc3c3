#pragma once

#include <QObject>
#include <QPointer>

#include "bridge/latest_worker.h"
#include "window/dropped.h"

class QWidget;

namespace ganvas::ui {

/// Takes files and folders that are dropped on a window and finds out, on a thread of its own, what they are. While
/// something is dragged over the window, a hint lies over it.
class DropTarget : public QObject {
  Q_OBJECT

 public:
  explicit DropTarget(QWidget& window);
  ~DropTarget() override = default;

  /// As if `path` had been dropped.
  void open(const std::filesystem::path& path);

 Q_SIGNALS:
  void recognised(const ganvas::ui::Dropped& dropped);

 protected:
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  void showHint();
  void hideHint();

  QWidget& window_;
  QPointer<QWidget> hint_;
  LatestWorker worker_;
};

}  // namespace ganvas::ui
