#pragma once

#include <QObject>
#include <QTimer>
#include <cstdint>
#include <filesystem>

#include "bridge/latest_worker.h"

namespace ganvas::ui {

/// Looks now and then how much room is left where the runs are, on a thread of its own.
class SpaceWatch : public QObject {
  Q_OBJECT

 public:
  static constexpr int kEveryMs = 15000;
  /// Below this, or below room for kCheckpoints more checkpoints of the run that trains, space is low.
  static constexpr std::int64_t kLeastBytes = std::int64_t{1} << 30;
  static constexpr std::int64_t kCheckpoints = 20;

  explicit SpaceWatch(QObject* parent = nullptr);
  ~SpaceWatch() override = default;

  /// `run`: the one that trains, or empty. Looks at once and from then on.
  void watch(const std::filesystem::path& runsDir, const std::filesystem::path& run);
  /// For tests: another bound than kLeastBytes.
  void setLeastBytes(std::int64_t bytes);

 Q_SIGNALS:
  /// After each look. `low`: the user should hear of it before a run does.
  void looked(qint64 freeBytes, bool low);

 private:
  void look();

  std::filesystem::path runsDir_, run_;
  std::int64_t leastBytes_ = kLeastBytes;
  QTimer timer_;
  LatestWorker worker_;
};

}  // namespace ganvas::ui
