#pragma once

#include <QObject>
#include <atomic>
#include <cstdint>

#include "bridge/latest_worker.h"
#include "runs/epoch_table.h"

namespace ganvas::ui {

/// Reads epoch tables on a thread of its own; only the newest question counts.
class EpochTableFeed : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  ~EpochTableFeed() override { ++asked_; }

  /// Returns at once. Without epochs, those that suit the runs. A question that is being answered goes on where it asks
  /// for the same: else a table that takes long would never come while its runs train.
  void ask(const runs::EpochQuery& query, bool same);

 Q_SIGNALS:
  void answered(const ganvas::runs::EpochTable& table);

 private:
  std::atomic<std::uint64_t> asked_ = 0;  ///< changes with each question that is another one
  LatestWorker worker_;
};

}  // namespace ganvas::ui
