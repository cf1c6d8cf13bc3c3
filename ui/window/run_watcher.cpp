#include "window/run_watcher.h"

#include <utility>

namespace ganvas::ui {

namespace {
constexpr int kShortest = 250;  // ms between two questions: four redraws a second
constexpr int kForeign = 1000;  // ms between looks at another process's run
}  // namespace

RunWatcher::RunWatcher(QObject* parent) : QObject(parent) {
  soon_.setSingleShot(true);
  later_.setSingleShot(true);
  connect(&soon_, &QTimer::timeout, this, &RunWatcher::ask);
  connect(&later_, &QTimer::timeout, this, &RunWatcher::advance);
  connect(&feed_, &HistoryFeed::answered, this, &RunWatcher::onAnswer);
}

void RunWatcher::show(const std::filesystem::path& run) {
  query_.run = run;
  ++query_.generation;
  query_.curves.first = query_.curves.last = 0;
  query_.afterEvent = 0;
  query_.afterGrid = -1;
  query_.knownGrids = 0;
  later_.stop();
  Q_EMIT cleared();
  if (!run.empty()) ask();
}

void RunWatcher::setNeeds(CurveNeeds needs, bool urgent) {
  if (needs == query_.curves) return;
  query_.curves = std::move(needs);
  urgent ? askUrgently() : advance();
}

void RunWatcher::advance() {
  if (query_.run.empty() || soon_.isActive()) return;
  const qint64 passed = sinceAsked_.isValid() ? sinceAsked_.elapsed() : kShortest;
  if (passed >= kShortest) return ask();
  soon_.start(static_cast<int>(kShortest - passed));
}

void RunWatcher::ask() {
  if (underWay_) {
    again_ = true;
    return;
  }
  if (query_.run.empty()) return;
  underWay_ = true;
  again_ = urgent_ = false;
  sinceAsked_.start();
  feed_.ask(query_);
}

// Leaves the pace of the routine questions alone: those read events and grids, too.
void RunWatcher::askUrgently() {
  if (underWay_) {
    urgent_ = true;
    return;
  }
  if (query_.run.empty()) return;
  underWay_ = true;
  RunQuery query = query_;
  query.curvesOnly = true;
  feed_.ask(std::move(query));
}

void RunWatcher::onAnswer(const RunSnapshot& answer) {
  underWay_ = false;
  // Another run was chosen meanwhile, or the same one anew: at once. What it says continues what is shown no more.
  if (answer.generation != query_.generation) return ask();
  if (!answer.events.empty()) query_.afterEvent = answer.events.back().id;
  if (answer.allGrids) query_.knownGrids = 0;
  query_.knownGrids += static_cast<std::int64_t>(answer.grids.size());
  if (!answer.grids.empty()) query_.afterGrid = answer.grids.back().step;
  const bool goesOn = answer.state.state == "running" || answer.state.state == "paused";
  if ((goesOn || !answer.problem.isEmpty()) && !later_.isActive()) later_.start(kForeign);
  Q_EMIT snapshot(answer);
  if (std::exchange(urgent_, false)) askUrgently();
  if (std::exchange(again_, false)) advance();
}

}  // namespace ganvas::ui
