#pragma once

#include <QImage>
#include <QObject>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bridge/latest_worker.h"
#include "runs/history.h"

namespace ganvas::ui {

/// Which kept grid to read.
struct GridRequest {
  std::filesystem::path run;
  runs::SampleRecord grid;
  std::vector<std::string> soon;  ///< files that are likely to be asked for next, the likeliest first
  std::uint64_t ticket = 0;       ///< of the asker's; comes back with the answer
};

struct GridAnswer {
  runs::SampleRecord grid;
  std::uint64_t ticket = 0;
  QImage sheet;     ///< null if it cannot be shown …
  QString problem;  ///< … and why, and what to do
};

/// Reads kept grids on a thread of its own and remembers the last ones, up to a number of bytes. A file that has been
/// written anew since is read anew.
class GridFeed : public QObject {
  Q_OBJECT

 public:
  static constexpr qsizetype kCacheBytes = qsizetype{64} << 20;

  explicit GridFeed(QObject* parent = nullptr, qsizetype cacheBytes = kCacheBytes);
  ~GridFeed() override;

  /// Returns at once. A request that still waits is dropped: the latest wins, also over reading ahead.
  void ask(GridRequest request);

  /// How many files have been decoded so far.
  int filesRead() const { return filesRead_; }

 Q_SIGNALS:
  void answered(const ganvas::ui::GridAnswer& answer);

 private:
  struct Reader;
  std::atomic<std::uint64_t> asked_ = 0;
  std::atomic<int> filesRead_ = 0;
  std::unique_ptr<Reader> reader_;  ///< used on the worker's thread only
  LatestWorker worker_;
};

}  // namespace ganvas::ui
