#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace ganvas::runs {

// The pyramid of one series. Level 0 holds the values; a cell of level k ≥ 1 is the (min, max) of 16^k consecutive
// steps, and only complete cells are stored, so that a level is rewritten only when it has something new: what is left
// over at the end is put together from the levels below.

inline constexpr int kLevels = 8;  ///< 0 … 7: a cell of the last covers 268 million steps
inline constexpr int kFanoutBits = 4;
inline constexpr std::int64_t kFanout = 1 << kFanoutBits;
inline constexpr std::int64_t kChunkCells = 1024;

/// Complete cells of `level` after `steps` steps.
inline std::int64_t cellsOf(int level, std::int64_t steps) {
  return steps >> (kFanoutBits * level);
}
/// Floats of one cell: a value, or a pair.
inline std::size_t floatsPerCell(int level) {
  return level == 0 ? 1 : 2;
}

/// Least and greatest of some values; NaNs are left out, of NaNs alone it is NaN.
struct Extent {
  float minimum = std::numeric_limits<float>::quiet_NaN();
  float maximum = std::numeric_limits<float>::quiet_NaN();

  void add(float low, float high) {
    minimum = std::fmin(minimum, low);
    maximum = std::fmax(maximum, high);
  }
};

/// 1,024 cells of one level, or fewer at the end.
struct Chunk {
  int level = 0;
  std::int64_t number = 0;
  std::vector<float> data;
};

/// Stored floats of a chunk; may be shorter than asked for (the rest is NaN) or empty.
using ChunkLoader = std::function<std::vector<float>(int level, std::int64_t number)>;

/// The growing end of one series: the last chunk of each level, and full chunks that wait to be written.
class SeriesTail {
 public:
  /// Continues a series after `steps` steps; without a loader those are NaN.
  explicit SeriesTail(std::int64_t steps, const ChunkLoader& load = {});

  void append(float value);

  /// Calls `write(level, number, floats)` for every chunk that changed since markWritten().
  void forUnwritten(const std::function<void(int, std::int64_t, std::span<const float>)>& write) const;
  void markWritten();
  /// Counts every unfinished chunk as changed.
  void markAllUnwritten();

 private:
  struct Level {
    std::vector<float> data;
    bool changed = false;
  };

  void finishChunk(int level);

  std::int64_t steps_;
  std::vector<Level> levels_;
  std::vector<Chunk> full_;
};

}  // namespace ganvas::runs
