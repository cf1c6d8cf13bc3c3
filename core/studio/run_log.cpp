#include "studio/run_log.h"

#include <limits>

namespace ganvas::studio {

namespace {

std::int64_t newestEvent(const std::filesystem::path& history) {
  const runs::HistoryReader reader(history);
  std::int64_t newest = 0;
  for (auto events = reader.events(); !events.empty(); events = reader.events(newest)) newest = events.back().id;
  return newest;
}

std::vector<float> withTiming(const engine::ScalarBlock& block, const BlockTiming& timing) {
  const auto width = static_cast<std::ptrdiff_t>(block.names.size());
  const auto count = static_cast<double>(block.steps());
  const float speed = timing.picturesPerSecond > 0 ? static_cast<float>(timing.picturesPerSecond)
                                                   : std::numeric_limits<float>::quiet_NaN();
  std::vector<float> rows;
  rows.reserve(block.rows.size() + 2 * static_cast<std::size_t>(block.steps()));
  for (std::int64_t row = 0; row < block.steps(); ++row) {
    const auto values = block.rows.begin() + row * width;
    rows.insert(rows.end(), values, values + width);
    const double share = static_cast<double>(row + 1) / count;
    rows.push_back(static_cast<float>(timing.begin + share * (timing.end - timing.begin)));
    rows.push_back(speed);
  }
  return rows;
}

}  // namespace

RunLog::RunLog(const std::filesystem::path& history, RunView& view) : writer_(history), view_(view) {
  lastEvent_ = newestEvent(history);
  view_.historySteps = writer_.steps();
  view_.events = lastEvent_;
}

void RunLog::append(const engine::ScalarBlock& block, const BlockTiming& timing) {
  if (block.steps() == 0) return;
  std::vector<std::string> names = block.names;
  names.insert(names.end(), {runs::kSecondsSeries, runs::kSpeedSeries});
  writer_.append(names, withTiming(block, timing));
  view_.lastScalars.clear();
  const float* last = block.rows.data() + (block.rows.size() - block.names.size());
  for (std::size_t i = 0; i < block.names.size(); ++i) view_.lastScalars.emplace_back(block.names[i], last[i]);
}

void RunLog::addSample(const runs::SampleRecord& sample) {
  writer_.addSample(sample);
}

void RunLog::addLiveChange(const runs::LiveChange& change) {
  writer_.addLiveChange(change);
}

void RunLog::addEvent(const std::string& kind, const std::string& text) {
  writer_.addEvent(view_.progress.step, kind, text);
  ++lastEvent_;
}

void RunLog::truncate(std::int64_t step) {
  writer_.truncate(step);
  view_.historySteps = writer_.steps();
}

void RunLog::flush(const std::string& state, const std::string& failure) {
  writer_.setState({state, view_.progress.step, view_.progress.totalSteps, view_.progress.secondsRun, failure});
  writer_.flush();
  view_.historySteps = writer_.steps();
  view_.events = lastEvent_;
  lastFlush_ = Clock::now();
}

}  // namespace ganvas::studio
