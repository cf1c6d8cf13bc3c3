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
  /// `recognise` runs on that thread.
  DropTarget(QWidget& window, RecogniseData recognise);
  ~DropTarget() override = default;

  /// As if `path` had been dropped.
  void open(const std::filesystem::path& path);
  /// What data of folders and archives are taken with: size, channels and so on.
  void setData(const config::Data& data) { data_ = data; }

 Q_SIGNALS:
  void recognised(const ganvas::ui::Dropped& dropped);

 protected:
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  void showHint();
  void hideHint();

  QWidget& window_;
  RecogniseData recognise_;
  config::Data data_;
  QPointer<QWidget> hint_;
  LatestWorker worker_;
};

}  // namespace ganvas::ui
