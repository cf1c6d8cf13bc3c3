#include "studio/run_log.h"

namespace ganvas::studio {

namespace {

std::int64_t newestEvent(const std::filesystem::path& history) {
  const runs::HistoryReader reader(history);
  std::int64_t newest = 0;
  for (auto events = reader.events(); !events.empty(); events = reader.events(newest)) newest = events.back().id;
  return newest;
}

}  // namespace

RunLog::RunLog(const std::filesystem::path& history, RunView& view) : writer_(history), view_(view) {
  lastEvent_ = newestEvent(history);
  view_.historySteps = writer_.steps();
  view_.events = lastEvent_;
}

void RunLog::append(const engine::ScalarBlock& block) {
  if (block.steps() == 0) return;
  writer_.append(block.names, block.rows);
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
