#pragma once

#include <atomic>
#include <thread>

#include "data/cache_room.h"
#include "data/prepared_set.h"

namespace ganvas::data {

/// Reads a prepared set once on a thread of the lowest priority and compares it with the checksums of its index. One
/// that is damaged is thrown out of the cache, so that the next opening makes it anew.
class ContentCheck {
 public:
  /// Both must outlive the check.
  ContentCheck(const PreparedSet& set, const CacheRoom& room);

  bool foundDamage() const { return damaged_; }

 private:
  void check(const std::stop_token& stop);
  bool isSound(const std::stop_token& stop) const;

  const PreparedSet& set_;
  const CacheRoom& room_;
  std::atomic<bool> damaged_ = false;
  std::jthread thread_;  ///< last: ends first
};

}  // namespace ganvas::data
