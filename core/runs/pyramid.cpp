#include "runs/pyramid.h"

#include <utility>

namespace ganvas::runs {

namespace {

Extent lastCells(const std::vector<float>& data, int level) {
  const std::size_t stride = floatsPerCell(level);
  Extent extent;
  for (std::size_t i = data.size() - stride * kFanout; i < data.size(); i += stride) {
    extent.add(data[i], data[i + stride - 1]);
  }
  return extent;
}

}  // namespace

SeriesTail::SeriesTail(std::int64_t steps, const ChunkLoader& load) : steps_(steps), levels_(kLevels) {
  for (int level = 0; level < kLevels; ++level) {
    const std::int64_t cells = cellsOf(level, steps);
    const auto floats = static_cast<std::size_t>(cells % kChunkCells) * floatsPerCell(level);
    if (floats == 0) continue;
    auto& data = levels_[level].data;
    if (load) data = load(level, cells / kChunkCells);
    data.resize(floats, std::numeric_limits<float>::quiet_NaN());
  }
}

void SeriesTail::append(float value) {
  ++steps_;
  Extent cell{value, value};
  for (int level = 0; level < kLevels; ++level) {
    auto& [data, changed] = levels_[level];
    data.push_back(cell.minimum);
    if (level > 0) data.push_back(cell.maximum);
    changed = true;
    // 16 divides 1,024: the cells of one cell above always lie in one chunk.
    const bool completes = cellsOf(level, steps_) % kFanout == 0;
    if (completes) cell = lastCells(data, level);
    if (data.size() == kChunkCells * floatsPerCell(level)) finishChunk(level);
    if (!completes) break;
  }
}

void SeriesTail::finishChunk(int level) {
  auto& [data, changed] = levels_[level];
  full_.push_back({level, cellsOf(level, steps_) / kChunkCells - 1, std::exchange(data, {})});
  changed = false;
}

void SeriesTail::forUnwritten(const std::function<void(int, std::int64_t, std::span<const float>)>& write) const {
  for (const Chunk& chunk : full_) write(chunk.level, chunk.number, chunk.data);
  for (int level = 0; level < kLevels; ++level) {
    if (levels_[level].changed) write(level, cellsOf(level, steps_) / kChunkCells, levels_[level].data);
  }
}

void SeriesTail::markWritten() {
  full_.clear();
  for (Level& level : levels_) level.changed = false;
}

void SeriesTail::markAllUnwritten() {
  for (Level& level : levels_) level.changed = !level.data.empty();
}

}  // namespace ganvas::runs
