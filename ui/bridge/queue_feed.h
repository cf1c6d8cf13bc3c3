#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <filesystem>
#include <functional>
#include <vector>

#include "runs/queue.h"
#include "session/session.h"

namespace ganvas::ui {

/// The queue as it lies on disk.
struct QueueListing {
  std::vector<runs::QueueEntry> entries;
  /// What the recipe that each entry names holds, for what differs from it; default where there is no such recipe.
  std::vector<config::Experiment> recipes;
  bool paused = false;
};

/// Reads and changes the queue on a thread of its own, in the order of the calls, and follows what other programs
/// change. A change is not lost where the object goes: its destructor waits for those asked for.
class QueueFeed : public QObject {
  Q_OBJECT

 public:
  explicit QueueFeed(const std::filesystem::path& runsDir, QObject* parent = nullptr);
  ~QueueFeed() override;

  /// Lists anew; all of these return at once.
  void ask();
  void add(const runs::QueuedRun& run, bool inFront = false);
  void remove(const std::string& id);
  void move(const std::string& id, std::size_t index);
  void retry(const std::string& id);
  void setPaused(bool paused);
  /// Anything else; `job` runs on the feed's thread and may throw. A new listing follows.
  void change(std::function<void(runs::Queue&)> job);

 Q_SIGNALS:
  /// Never while a change is under way: what is shown does not jump back and forth.
  void listed(const ganvas::ui::QueueListing& listing);
  /// A change could not be made, and the queue is as it was; or it cannot be read, which is told once.
  void failed(const ganvas::session::Failure& failure);

 private:
  void post(std::function<void(runs::Queue&)> job);
  void list();
  void arrive(const QueueListing& listing);
  void watch();

  std::filesystem::path runsDir_;
  runs::Queue queue_;  ///< the thread's
  QFileSystemWatcher watcher_;
  QTimer timer_;
  int pending_ = 0;         ///< jobs that have not answered
  bool asked_ = false;      ///< a listing is among them
  std::string unreadable_;  ///< why the last listing failed; empty: it did not
  QThreadPool thread_;      ///< one thread; last: it is waited for before the rest goes
};

}  // namespace ganvas::ui
