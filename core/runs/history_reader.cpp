#include <algorithm>
#include <map>

#include "runs/history.h"
#include "runs/history_file.h"
#include "runs/pyramid.h"

namespace ganvas::runs {

namespace {

constexpr std::int64_t kMostValues = 1 << 28;  // floats that values() gives at once: 1 GiB
constexpr std::size_t kMostPoints = 1 << 22;

// Steps per point: the least power of two that makes at most `most` points of steps first..last. Points begin at
// multiples of their width, so they stay where they are while a view scrolls or a run grows.
int widthBits(std::int64_t first, std::int64_t last, std::size_t most) {
  int bits = 0;
  while (bits < 62 && static_cast<std::uint64_t>(((last - 1) >> bits) - ((first - 1) >> bits)) + 1 > most) ++bits;
  return bits;
}

}  // namespace

struct HistoryReader::Impl {
  explicit Impl(const std::filesystem::path& file) : database(openHistoryForReading(file)) {}

  std::int64_t steps() {
    selectSteps.reset();
    const std::int64_t count = selectSteps.step() ? selectSteps.integer(0) : 0;
    selectSteps.reset();
    return checkedSteps(database, count);
  }

  std::int64_t seriesId(const std::string& name) {  // 0 where there is none
    selectId.bind(std::string_view(name));
    const std::int64_t id = selectId.step() ? selectId.integer(0) : 0;
    selectId.reset();
    return id;
  }

  // Calls use(cell, low, high) for the stored cells in [from, to).
  template <typename Use>
  void forCells(std::int64_t id, int level, std::int64_t from, std::int64_t to, Use use) {
    if (from >= to) return;
    const auto stride = static_cast<std::int64_t>(floatsPerCell(level));
    selectChunks.bind(id, std::int64_t{level}, from / kChunkCells, (to - 1) / kChunkCells);
    while (selectChunks.step()) {
      const std::int64_t begin = selectChunks.integer(0) * kChunkCells;
      const std::vector<float> data = selectChunks.floats(1, static_cast<std::size_t>(kChunkCells * stride));
      const std::int64_t end = std::min(to, begin + static_cast<std::int64_t>(data.size()) / stride);
      for (std::int64_t cell = std::max(from, begin); cell < end; ++cell) {
        const auto i = static_cast<std::size_t>((cell - begin) * stride);
        use(cell, data[i], data[i + static_cast<std::size_t>(stride) - 1]);
      }
    }
    selectChunks.reset();
  }

  Database database;
  Statement selectSteps{database, "SELECT steps FROM run WHERE id = 1"};
  Statement selectId{database, "SELECT id FROM series WHERE name = ?"};
  Statement selectChunks{database,
                         "SELECT number, data FROM chunks WHERE series = ? AND level = ? AND number BETWEEN ? AND ? "
                         "ORDER BY number"};
};

HistoryReader::HistoryReader(const std::filesystem::path& file) : impl_(std::make_unique<Impl>(file)) {}
HistoryReader::~HistoryReader() = default;
HistoryReader::HistoryReader(HistoryReader&&) noexcept = default;

std::int64_t HistoryReader::steps() const {
  return impl_->steps();
}

std::vector<std::string> HistoryReader::series() const {
  Statement list(impl_->database, "SELECT name FROM series ORDER BY id");
  std::vector<std::string> names;
  while (list.step()) names.push_back(list.text(0));
  return names;
}

HistoryState HistoryReader::state() const {
  Statement run(impl_->database, "SELECT state, step, total_steps, seconds, failure FROM run WHERE id = 1");
  if (!run.step()) return {};
  return {run.text(0), run.integer(1), run.integer(2), run.real(3), run.text(4)};
}

std::vector<float> HistoryReader::values(const std::string& series, std::int64_t first, std::int64_t last) const {
  const Transaction snapshot(impl_->database, Transaction::Kind::Read);
  first = std::max<std::int64_t>(first, 1);
  last = std::min(last, impl_->steps());
  const std::int64_t id = impl_->seriesId(series);
  if (first > last || id == 0) return {};
  if (last - first >= kMostValues) {
    throw Error("more than " + std::to_string(kMostValues) + " values were asked for at once",
                impl_->database.file().string(), "Ask for fewer steps, or for a curve");
  }
  std::vector<float> values(static_cast<std::size_t>(last - first + 1), std::numeric_limits<float>::quiet_NaN());
  impl_->forCells(id, 0, first - 1, last, [&](std::int64_t cell, float value, float) {
    values[static_cast<std::size_t>(cell - (first - 1))] = value;
  });
  return values;
}

std::vector<CurvePoint> HistoryReader::curve(const std::string& series, std::int64_t first, std::int64_t last,
                                             std::size_t most) const {
  const Transaction snapshot(impl_->database, Transaction::Kind::Read);
  const std::int64_t steps = impl_->steps();
  first = std::max<std::int64_t>(first, 1);
  last = std::min(last, steps);
  const std::int64_t id = impl_->seriesId(series);
  if (first > last || id == 0 || most == 0) return {};

  const int bits = widthBits(first, last, std::min(most, kMostPoints));
  const std::int64_t firstPoint = (first - 1) >> bits, lastPoint = (last - 1) >> bits;
  std::vector<Extent> extents(static_cast<std::size_t>(lastPoint - firstPoint + 1));
  const auto extentAt = [&](std::int64_t step) -> Extent& {
    return extents[static_cast<std::size_t>((step >> bits) - firstPoint)];
  };
  // From the coarsest level whose cells fit into a point; what no cell of it covers yet, from the levels below.
  const std::int64_t end = std::min((lastPoint + 1) << bits, steps);
  std::int64_t covered = firstPoint << bits;
  for (int level = std::min(bits / kFanoutBits, kLevels - 1); level >= 0; --level) {
    const int shift = kFanoutBits * level;
    impl_->forCells(id, level, covered >> shift, end >> shift,
                    [&](std::int64_t cell, float low, float high) { extentAt(cell << shift).add(low, high); });
    covered = (end >> shift) << shift;
  }

  std::vector<CurvePoint> points;
  points.reserve(extents.size());
  for (std::size_t i = 0; i < extents.size(); ++i) {
    const std::int64_t begin = (firstPoint + static_cast<std::int64_t>(i)) << bits;
    const std::int64_t width = std::min(std::int64_t{1} << bits, steps - begin);
    points.push_back({begin + 1, width, extents[i].minimum, extents[i].maximum});
  }
  return points;
}

std::vector<SampleRecord> HistoryReader::samples(std::int64_t afterStep) const {
  Statement list(impl_->database, "SELECT step, epoch, file, rows, columns FROM samples WHERE step > ? ORDER BY step");
  list.bind(afterStep);
  std::vector<SampleRecord> samples;
  while (list.step()) {
    samples.push_back({list.integer(0), list.real(1), list.text(2), static_cast<int>(list.integer(3)),
                       static_cast<int>(list.integer(4))});
  }
  return samples;
}

std::int64_t HistoryReader::sampleCount(std::int64_t lastStep) const {
  Statement count(impl_->database, "SELECT count(*) FROM samples WHERE step <= ?");
  count.bind(lastStep);
  return count.step() ? count.integer(0) : 0;
}

std::optional<SampleRecord> HistoryReader::latestSample() const {
  Statement newest(impl_->database, "SELECT step, epoch, file, rows, columns FROM samples ORDER BY step DESC LIMIT 1");
  if (!newest.step()) return std::nullopt;
  return SampleRecord{newest.integer(0), newest.real(1), newest.text(2), static_cast<int>(newest.integer(3)),
                      static_cast<int>(newest.integer(4))};
}

std::vector<EventRecord> HistoryReader::events(std::int64_t afterId, std::size_t most) const {
  Statement list(impl_->database, "SELECT id, time, step, kind, text FROM events WHERE id > ? ORDER BY id LIMIT ?");
  list.bind(afterId, static_cast<std::int64_t>(std::min<std::size_t>(most, INT64_MAX)));
  std::vector<EventRecord> events;
  while (list.step()) {
    events.push_back({list.integer(0), list.text(1), list.integer(2), list.text(3), list.text(4)});
  }
  return events;
}

std::vector<LiveChange> HistoryReader::liveChanges() const {
  Statement list(impl_->database, "SELECT step, key, value FROM live_changes ORDER BY id");
  std::vector<LiveChange> changes;
  while (list.step()) changes.push_back({list.integer(0), list.text(1), list.text(2)});
  return changes;
}

}  // namespace ganvas::runs
