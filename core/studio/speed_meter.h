#pragma once

#include <chrono>
#include <cstdint>
#include <deque>

namespace ganvas::studio {

/// Steps per second over a sliding window, so that time left follows a machine that speeds up or slows down.
class SpeedMeter {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::seconds kWindow{5};

  /// Call with ascending times. Keeps the readings of the last kWindow and the one before it.
  void add(Clock::time_point time, std::int64_t step);
  /// Forgets all: after a pause, whose time must not count.
  void reset() { readings_.clear(); }
  /// 0 while unknown.
  double stepsPerSecond() const;

 private:
  struct Reading {
    Clock::time_point time;
    std::int64_t step;
  };
  std::deque<Reading> readings_;
};

}  // namespace ganvas::studio
