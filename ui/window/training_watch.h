#pragma once

#include <QObject>
#include <filesystem>
#include <functional>

#include "bridge/desktop.h"
#include "bridge/session_bridge.h"
#include "bridge/space_watch.h"

class QWidget;

namespace ganvas::ui {

/// What a run that trains asks of the desktop: that the machine stays awake, that the user hears of its end while the
/// window is in the background, and of a disk that is filling up.
class TrainingWatch : public QObject {
  Q_OBJECT

 public:
  TrainingWatch(SessionBridge& bridge, QWidget& window);

  /// How runs are called for people; without it by their directories.
  void setNames(std::function<QString(const std::filesystem::path&)> nameOf) { nameOf_ = std::move(nameOf); }
  void setRunsDir(const std::filesystem::path& runsDir);
  bool staysAwake() const { return inhibitor_.holds(); }
  SpaceWatch& space() { return space_; }

 Q_SIGNALS:
  /// Space is low: what to tell. Once until there is room again.
  void spaceLow(const QString& text);
  void spaceEnough();
  /// A notification was sent, for whoever wants to know.
  void notified(const QString& title, const QString& text);

 private:
  void onStatus();
  void onState(session::State before, session::State now);
  void onSpace(qint64 freeBytes, bool low);

  SessionBridge& bridge_;
  QWidget& window_;
  SleepInhibitor inhibitor_;
  SpaceWatch space_;
  std::filesystem::path runsDir_;
  std::function<QString(const std::filesystem::path&)> nameOf_;
  session::State state_ = session::State::Idle;
  bool low_ = false;
};

}  // namespace ganvas::ui
