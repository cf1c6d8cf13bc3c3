#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "bridge/latest_worker.h"
#include "config/recipes.h"
#include "runs/run_lister.h"

namespace ganvas::ui {

/// Reads the list of runs on a thread of its own, and keeps it up to date by itself: soon
/// after the directory changes; runs that another process trains every two seconds; everything now and then, for what
/// no watcher tells (a note written by another window).
class RunsFeed : public QObject {
  Q_OBJECT

 public:
  static constexpr int kHeldMs = 2000;  ///< between two looks at the runs that a process holds
  static constexpr int kAllMs = 4000;   ///< between two looks at all of them

  explicit RunsFeed(QObject* parent = nullptr);
  ~RunsFeed() override;

  /// Lists a directory, from now on. Returns at once; questions that wait melt into one. A long list arrives in parts,
  /// the first screenful soon.
  void ask(const std::filesystem::path& runsDir);

 Q_SIGNALS:
  /// All runs known by now, newest first. Not emitted when nothing has changed since the last time.
  void listed(const std::vector<ganvas::runs::RunSummary>& runs);

 private:
  void tick();
  void post(bool all);
  void read(const std::filesystem::path& runsDir, bool all);
  void measure(const std::filesystem::path& runsDir, std::uint64_t id);
  void tell(const std::filesystem::path& runsDir, std::vector<runs::RunSummary> runs);
  void onListed(const std::filesystem::path& runsDir, const std::shared_ptr<const std::vector<runs::RunSummary>>& runs);
  void watch();

  std::filesystem::path runsDir_;
  QFileSystemWatcher watcher_;
  QTimer soon_, regular_;
  int ticks_ = 0;
  bool anyHeld_ = false;
  bool allUnderWay_ = false;
  std::atomic<std::uint64_t> asked_ = 0;                       ///< number of the last question
  std::shared_ptr<const std::vector<runs::RunSummary>> told_;  ///< what listed() said last

  runs::RunLister lister_;  ///< used on the worker's thread only
  std::atomic<bool> stopped_ = false;
  LatestWorker worker_;
};

/// Reads the recipes, embedded and the user's, on a thread of its own.
class RecipesFeed : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  ~RecipesFeed() override = default;

  void ask();

 Q_SIGNALS:
  void listed(const std::vector<ganvas::config::Recipe>& recipes,
              const std::vector<ganvas::config::BrokenRecipe>& broken);

 private:
  LatestWorker worker_;
};

}  // namespace ganvas::ui
