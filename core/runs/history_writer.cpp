#include <algorithm>
#include <limits>
#include <unordered_map>

#include "runs/history.h"
#include "runs/history_file.h"
#include "runs/pyramid.h"

namespace ganvas::runs {

namespace {

constexpr std::int64_t kBlock = 1024;           // steps appended between two looks at what waits
constexpr std::size_t kMostWaiting = 1 << 18;   // values that may wait for flush()
constexpr std::size_t kMostRecords = 4096;      // samples, events and changes that may wait
constexpr std::size_t kLongestText = 64 << 10;  // bytes of an event
constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

}  // namespace

struct HistoryWriter::Impl {
  struct Series {
    std::int64_t id;
    std::string name;
    SeriesTail tail;
    bool stored;
  };

  explicit Impl(const std::filesystem::path& file);

  std::vector<std::size_t> columnsOf(const std::vector<std::string>& names);
  void appendBlock(const std::vector<std::size_t>& columns, std::span<const float> rows, std::size_t width);
  SeriesTail loadTail(std::int64_t id, std::int64_t steps);
  void writeTail(std::int64_t id, const SeriesTail& tail);
  void writeSeries();
  void writeRecords();
  void writeRun(std::int64_t stepsNow);
  void flush();
  void flushWhenMany();
  void fillUp(std::int64_t step);
  void cut(std::int64_t step);

  Database database;
  std::int64_t steps = 0;
  std::vector<Series> series;
  std::unordered_map<std::string, std::size_t> byName;
  std::size_t waiting = 0;  // values
  std::vector<SampleRecord> samples;
  std::vector<EventRecord> events;
  std::vector<LiveChange> changes;
  HistoryState state;
  bool changed = false;

  Statement loadChunk{database, "SELECT data FROM chunks WHERE series = ? AND level = ? AND number = ?"};
  Statement putChunk{database, "INSERT OR REPLACE INTO chunks(series, level, number, data) VALUES(?, ?, ?, ?)"};
  Statement dropChunks{database, "DELETE FROM chunks WHERE series = ? AND level = ? AND number >= ?"};
  Statement putSeries{database, "INSERT INTO series(id, name) VALUES(?, ?)"};
  Statement putSample{database,
                      "INSERT OR REPLACE INTO samples(step, epoch, file, rows, columns) VALUES(?, ?, ?, ?, ?)"};
  Statement dropSamples{database, "DELETE FROM samples WHERE step > ?"};
  Statement dropSample{database, "DELETE FROM samples WHERE step = ?"};
  Statement putEvent{database, "INSERT INTO events(time, step, kind, text) VALUES(?, ?, ?, ?)"};
  Statement putChange{database, "INSERT INTO live_changes(step, key, value) VALUES(?, ?, ?)"};
  Statement putRun{database,
                   "UPDATE run SET steps = ?, state = ?, step = ?, total_steps = ?, seconds = ?, failure = ? "
                   "WHERE id = 1"};
};

HistoryWriter::Impl::Impl(const std::filesystem::path& file) : database(openHistoryForWriting(file)) {
  Statement run(database, "SELECT steps, state, step, total_steps, seconds, failure FROM run WHERE id = 1");
  if (!run.step()) {
    throw Error("the history says nothing about its run", file.string(), "The file is damaged; put back a copy of it");
  }
  steps = checkedSteps(database, run.integer(0));
  state = {run.text(1), run.integer(2), run.integer(3), run.real(4), run.text(5)};
  run.reset();
  Statement list(database, "SELECT id, name FROM series ORDER BY id");
  while (list.step()) {
    const std::int64_t id = list.integer(0);
    byName.emplace(list.text(1), series.size());
    series.push_back({id, list.text(1), loadTail(id, steps), true});
  }
}

SeriesTail HistoryWriter::Impl::loadTail(std::int64_t id, std::int64_t count) {
  return SeriesTail(count, [&](int level, std::int64_t number) {
    loadChunk.bind(id, std::int64_t{level}, number);
    std::vector<float> data;
    if (loadChunk.step()) data = loadChunk.floats(0, kChunkCells * floatsPerCell(level));
    loadChunk.reset();
    return data;
  });
}

// Where each series finds its value in a row: names.size() where it has none. New names become series.
std::vector<std::size_t> HistoryWriter::Impl::columnsOf(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (byName.contains(name)) continue;
    const std::int64_t id = series.empty() ? 1 : series.back().id + 1;
    byName.emplace(name, series.size());
    series.push_back({id, name, SeriesTail(steps), false});
  }
  std::vector<std::size_t> columns(series.size(), names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t& column = columns[byName.at(names[i])];
    if (column != names.size()) throw Error("the series \"" + names[i] + "\" is there twice in one row", "", "");
    column = i;
  }
  return columns;
}

void HistoryWriter::Impl::appendBlock(const std::vector<std::size_t>& columns, std::span<const float> rows,
                                      std::size_t width) {
  const std::size_t count = rows.size() / width;
  for (std::size_t s = 0; s < series.size(); ++s) {
    const std::size_t column = columns[s];
    for (std::size_t i = 0; i < count; ++i) {
      series[s].tail.append(column < width ? rows[i * width + column] : kNothing);
    }
  }
  steps += static_cast<std::int64_t>(count);
  waiting += count * series.size();
  changed = true;
}

void HistoryWriter::Impl::writeTail(std::int64_t id, const SeriesTail& tail) {
  tail.forUnwritten([&](int level, std::int64_t number, std::span<const float> data) {
    putChunk.bind(id, std::int64_t{level}, number, data).run();
  });
}

void HistoryWriter::Impl::writeSeries() {
  for (const Series& one : series) {
    if (!one.stored) putSeries.bind(one.id, one.name).run();
    writeTail(one.id, one.tail);
  }
}

void HistoryWriter::Impl::writeRecords() {
  for (const SampleRecord& sample : samples) {
    putSample.bind(sample.step, sample.epoch, sample.file, std::int64_t{sample.rows}, std::int64_t{sample.columns})
        .run();
  }
  for (const EventRecord& event : events) putEvent.bind(event.time, event.step, event.kind, event.text).run();
  for (const LiveChange& change : changes) putChange.bind(change.step, change.key, change.value).run();
}

void HistoryWriter::Impl::writeRun(std::int64_t stepsNow) {
  putRun.bind(stepsNow, state.state, state.step, state.totalSteps, state.seconds, state.failure).run();
}

// What waits is forgotten only after the commit: when the disk is full, nothing is lost and flush() can be called
// again.
void HistoryWriter::Impl::flush() {
  if (!changed) return;
  Transaction transaction(database, Transaction::Kind::Write);
  writeSeries();
  writeRecords();
  writeRun(steps);
  transaction.commit();
  for (Series& one : series) {
    one.tail.markWritten();
    one.stored = true;
  }
  samples.clear();
  events.clear();
  changes.clear();
  waiting = 0;
  changed = false;
}

void HistoryWriter::Impl::flushWhenMany() {
  changed = true;
  if (waiting > kMostWaiting || samples.size() + events.size() + changes.size() > kMostRecords) flush();
}

void HistoryWriter::Impl::fillUp(std::int64_t step) {
  if (series.empty()) {
    steps = step;
    changed = true;
    return;
  }
  const std::vector<std::size_t> columns(series.size(), 1);
  const std::vector<float> nothing(kBlock, kNothing);
  while (steps < step) {
    const std::int64_t count = std::min(kBlock, step - steps);
    appendBlock(columns, std::span(nothing).first(static_cast<std::size_t>(count)), 1);
    flushWhenMany();
  }
}

void HistoryWriter::Impl::cut(std::int64_t step) {
  Transaction transaction(database, Transaction::Kind::Write);
  std::vector<SeriesTail> tails;
  for (const Series& one : series) {
    tails.push_back(loadTail(one.id, step));
    for (int level = 0; level < kLevels; ++level) {
      dropChunks.bind(one.id, std::int64_t{level}, cellsOf(level, step) / kChunkCells).run();
    }
    tails.back().markAllUnwritten();
    writeTail(one.id, tails.back());
    tails.back().markWritten();
  }
  writeRun(step);
  dropSamples.bind(step).run();
  transaction.commit();
  for (std::size_t s = 0; s < series.size(); ++s) series[s].tail = std::move(tails[s]);
  steps = step;
}

HistoryWriter::HistoryWriter(const std::filesystem::path& file) : impl_(std::make_unique<Impl>(file)) {}

HistoryWriter::~HistoryWriter() {
  try {
    impl_->flush();
  } catch (const Error&) {
    // A destructor has nobody to tell; whoever needs to know calls flush().
  }
  settleHistory(impl_->database);
}

std::int64_t HistoryWriter::steps() const {
  return impl_->steps;
}

void HistoryWriter::append(const std::vector<std::string>& names, std::span<const float> rows) {
  const std::size_t width = names.size();
  if (width == 0 ? !rows.empty() : rows.size() % width != 0) {
    throw Error(
        "a block of " + std::to_string(rows.size()) + " scalars does not divide into rows of " + std::to_string(width),
        impl_->database.file().string(), "");
  }
  if (rows.empty()) return;
  const std::vector<std::size_t> columns = impl_->columnsOf(names);
  while (!rows.empty()) {
    const auto block = rows.first(std::min(rows.size(), static_cast<std::size_t>(kBlock) * width));
    impl_->appendBlock(columns, block, width);
    rows = rows.subspan(block.size());
    impl_->flushWhenMany();
  }
}

void HistoryWriter::addSample(const SampleRecord& sample) {
  impl_->samples.push_back(sample);
  impl_->flushWhenMany();
}

void HistoryWriter::addEvent(std::int64_t step, const std::string& kind, const std::string& text) {
  impl_->events.push_back({0, utcNow(), step, kind, text.substr(0, kLongestText)});
  impl_->flushWhenMany();
}

void HistoryWriter::addLiveChange(const LiveChange& change) {
  impl_->changes.push_back(change);
  impl_->flushWhenMany();
}

void HistoryWriter::setState(const HistoryState& state) {
  impl_->state = state;
  impl_->changed = true;
}

void HistoryWriter::truncate(std::int64_t step) {
  step = std::max<std::int64_t>(step, 0);
  impl_->flush();
  if (step > impl_->steps) {
    impl_->fillUp(step);
    impl_->flush();
  } else {
    impl_->cut(step);
  }
}

void HistoryWriter::removeSamples(const std::vector<std::int64_t>& steps) {
  impl_->flush();  // those that wait are among them
  Transaction transaction(impl_->database, Transaction::Kind::Write);
  for (const std::int64_t step : steps) impl_->dropSample.bind(step).run();
  transaction.commit();
}

void HistoryWriter::flush() {
  impl_->flush();
}

}  // namespace ganvas::runs
