#pragma once

#include <cstdint>
#include <vector>

namespace ganvas::ui {

/// Which picture stands at which place of a grid: all or those of one class, in order or shuffled.
class SetOrder {
 public:
  /// All `count` pictures.
  void setAll(std::int64_t count);
  /// Those whose label is `label`.
  void setClass(const std::vector<std::int32_t>& labels, std::int32_t label);
  /// Another seed gives another order; 0 is the set's own.
  void shuffle(std::uint64_t seed) { seed_ = seed; }

  std::int64_t count() const { return count_; }
  /// The picture at a place, 0 … count() − 1. Each picture stands at one.
  std::int64_t at(std::int64_t place) const;

 private:
  std::uint64_t shuffled(std::uint64_t place) const;

  std::int64_t count_ = 0;
  bool all_ = true;
  std::vector<std::int64_t> own_;  ///< the pictures of the class, where one is chosen
  std::uint64_t seed_ = 0;
};

}  // namespace ganvas::ui
