#include "models/set_order.h"

#include <algorithm>
#include <bit>

namespace ganvas::ui {

namespace {

/// SplitMix64's finaliser: every bit of the result depends on every bit of the value.
std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

constexpr int kRounds = 4;

}  // namespace

void SetOrder::setAll(std::int64_t count) {
  count_ = std::max<std::int64_t>(0, count);
  all_ = true;
  own_.clear();
}

void SetOrder::setClass(const std::vector<std::int32_t>& labels, std::int32_t label) {
  own_.clear();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == label) own_.push_back(static_cast<std::int64_t>(i));
  }
  count_ = static_cast<std::int64_t>(own_.size());
  all_ = false;
}

std::int64_t SetOrder::at(std::int64_t place) const {
  const auto index = static_cast<std::int64_t>(seed_ == 0 ? static_cast<std::uint64_t>(place)
                                                          : shuffled(static_cast<std::uint64_t>(place)));
  return all_ ? index : own_[static_cast<std::size_t>(index)];
}

// A Feistel network permutes the numbers below a power of four; what falls beyond the count goes through it again. So
// the order of any number of pictures takes no memory and no time.
std::uint64_t SetOrder::shuffled(std::uint64_t place) const {
  const auto count = static_cast<std::uint64_t>(count_);
  const int half = std::max(1, (static_cast<int>(std::bit_width(count - 1)) + 1) / 2);
  const std::uint64_t mask = (std::uint64_t{1} << half) - 1;
  do {
    std::uint64_t left = place >> half, right = place & mask;
    for (int round = 0; round < kRounds; ++round) {
      const std::uint64_t key = seed_ * kRounds + static_cast<std::uint64_t>(round);
      const std::uint64_t next = left ^ (mixed(right + mixed(key)) & mask);
      left = right;
      right = next;
    }
    place = (left << half) | right;
  } while (place >= count);
  return place;
}

}  // namespace ganvas::ui
