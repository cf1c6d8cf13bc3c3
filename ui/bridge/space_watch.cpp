#include "bridge/space_watch.h"

#include <QMetaObject>
#include <algorithm>
#include <exception>
#include <system_error>

#include "base/files.h"

namespace ganvas::ui {

namespace fs = std::filesystem;

namespace {

/// Size of one of the run's checkpoints; 0 when there is none yet.
std::int64_t checkpointBytes(const fs::path& run) {
  std::error_code error;
  std::int64_t largest = 0;
  for (fs::directory_iterator entry(run / "checkpoints", error), end; !error && entry != end; entry.increment(error)) {
    std::error_code none;
    const std::uintmax_t size = fs::file_size(entry->path() / "state.safetensors", none);
    if (!none) largest = std::max(largest, static_cast<std::int64_t>(size));
  }
  return largest;
}

/// −1 when it cannot be told.
std::int64_t freeBytes(const fs::path& folder) try {
  return static_cast<std::int64_t>(freeSpace(folder));
} catch (const std::exception&) {
  return -1;
}

}  // namespace

SpaceWatch::SpaceWatch(QObject* parent) : QObject(parent) {
  connect(&timer_, &QTimer::timeout, this, &SpaceWatch::look);
}

void SpaceWatch::watch(const fs::path& runsDir, const fs::path& run) {
  const bool same = timer_.isActive() && runsDir == runsDir_ && run == run_;
  if (same) return;
  runsDir_ = runsDir;
  run_ = run;
  timer_.start(kEveryMs);
  look();
}

void SpaceWatch::setLeastBytes(std::int64_t bytes) {
  leastBytes_ = bytes;
  if (timer_.isActive()) look();
}

void SpaceWatch::look() {
  worker_.post([this, runsDir = runsDir_, run = run_, least = leastBytes_] {
    const std::int64_t free = freeBytes(run.empty() ? runsDir : run);  // a resumed run may lie on another disk
    const std::int64_t needed = std::max(least, run.empty() ? 0 : kCheckpoints * checkpointBytes(run));
    QMetaObject::invokeMethod(
        this, [this, free, low = free >= 0 && free < needed] { Q_EMIT looked(free, low); }, Qt::QueuedConnection);
  });
}

}  // namespace ganvas::ui
