#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ganvas::runs {

/// Two series that every run has beside what its objective measures: training seconds at a step, pauses left out and
/// going on over resumes, and real pictures per second over the last seconds (NaN while unknown). Their values differ
/// from run to run of the same seed.
inline constexpr const char* kSecondsSeries = "seconds";
inline constexpr const char* kSpeedSeries = "pictures_per_second";

/// A kept grid of samples.
struct SampleRecord {
  std::int64_t step = 0;
  double epoch = 0;
  std::string file;  ///< relative to the run directory: "samples/000500.png"
  int rows = 0, columns = 0;
  bool operator==(const SampleRecord&) const = default;
};

/// Something that happened: kind is "info", "warning", "failure", "checkpoint" or "live" (a parameter changed).
struct EventRecord {
  std::int64_t id = 0;  ///< ascending from 1
  std::string time;     ///< ISO 8601, UTC
  std::int64_t step = 0;
  std::string kind;
  std::string text;
};

/// A live change of a parameter: from step `step` on, `key` had `value`.
struct LiveChange {
  std::int64_t step = 0;  ///< the first step made with the new value
  std::string key, value;
  bool operator==(const LiveChange&) const = default;
};

/// The state of a run as its writer last said: "created", "running", "paused", "stopped", "finished" or "failed".
/// A run whose state is running or paused and whose lock is free died: see RunSummary::interrupted.
struct HistoryState {
  std::string state = "created";
  std::int64_t step = 0;
  std::int64_t totalSteps = 0;
  double seconds = 0;   ///< of training, pauses left out
  std::string failure;  ///< the message, when failed
  bool operator==(const HistoryState&) const = default;
};

/// One point of a plotted curve: the least and greatest value among `width` steps from `step` on (1-based).
struct CurvePoint {
  std::int64_t step = 0;
  std::int64_t width = 1;
  float minimum = 0, maximum = 0;
};

/// Writes history.db. Scalars are chunks: BLOBs of 1,024 float32 values per series, with a pyramid of (min, max) pairs
/// over 16, 256, 4,096 … steps. Values are buffered; flush() makes them durable in one transaction (call it at least
/// once a second; append() does it by itself when too much waits). When flush() throws (disk full), nothing is lost
/// and it can be called again. Not thread-safe: one writer, on one thread.
class HistoryWriter {
 public:
  /// Opens or creates. Throws Error when the file is no SQLite database (it is left as it is), or of a newer format.
  /// WAL on local file systems, rollback journal elsewhere.
  explicit HistoryWriter(const std::filesystem::path& file);
  ~HistoryWriter();

  /// Steps recorded so far (every series has one value per step).
  std::int64_t steps() const;
  /// Appends `rows.size() / names.size()` steps; rows is steps × names, row-major. New names may appear later in a
  /// run: earlier steps read as NaN.
  void append(const std::vector<std::string>& names, std::span<const float> rows);
  void addSample(const SampleRecord& sample);  ///< replaces one of the same step
  void addEvent(std::int64_t step, const std::string& kind, const std::string& text);
  void addLiveChange(const LiveChange& change);
  void setState(const HistoryState& state);
  /// Forgets scalars and samples after `step` (a resume from an older checkpoint); events and live changes stay.
  /// Should the history end before `step` (a power cut took its last second), NaNs fill it up: steps() is `step` then.
  /// Durable at once.
  void truncate(std::int64_t step);
  /// Forgets the samples at these steps; durable at once.
  void removeSamples(const std::vector<std::int64_t>& steps);
  void flush();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Reads a history while this or another process writes it. Own connection; use each reader on one thread at a time.
class HistoryReader {
 public:
  explicit HistoryReader(const std::filesystem::path& file);  ///< throws Error
  ~HistoryReader();
  HistoryReader(HistoryReader&&) noexcept;

  std::int64_t steps() const;
  std::vector<std::string> series() const;
  HistoryState state() const;
  /// Values of steps first..last (1-based, inclusive, clipped to what is there). A series that the run lacks has none.
  std::vector<float> values(const std::string& series, std::int64_t first, std::int64_t last) const;
  /// At most `most` points that cover steps first..last, from the coarsest pyramid level that is fine enough. Points
  /// are a power of two steps wide and begin at multiples of it, so the outer ones may reach beyond first and last;
  /// the last one ends with the run. NaNs are left out of minima and maxima; a point of NaNs alone is NaN.
  std::vector<CurvePoint> curve(const std::string& series, std::int64_t first, std::int64_t last,
                                std::size_t most) const;
  std::vector<SampleRecord> samples(std::int64_t afterStep = -1) const;  ///< later than that step, by step
  std::int64_t sampleCount(std::int64_t lastStep) const;                 ///< up to that step
  std::optional<SampleRecord> latestSample() const;
  std::vector<EventRecord> events(std::int64_t afterId = 0, std::size_t most = 10000) const;
  std::vector<LiveChange> liveChanges() const;  ///< in the order made

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ganvas::runs
