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
  query_.first = query_.last = 0;
  query_.afterEvent = 0;
  query_.shownGrid = -1;
  later_.stop();
  Q_EMIT cleared();
  if (!run.empty()) ask();
}

void RunWatcher::setNeeds(std::vector<std::string> series, std::int64_t first, std::int64_t last, std::size_t points) {
  query_.series = std::move(series);
  query_.first = first;
  query_.last = last;
  query_.points = points;
  advance();
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
  sinceAsked_.start();
  feed_.ask(query_);
}

void RunWatcher::onAnswer(const RunSnapshot& answer) {
  underWay_ = false;
  if (answer.run == query_.run) {
    if (!answer.events.empty()) query_.afterEvent = answer.events.back().id;
    if (answer.state.state == "running" || answer.state.state == "paused") later_.start(kForeign);
    Q_EMIT snapshot(answer);
  }
  if (std::exchange(again_, false)) advance();
}

}  // namespace ganvas::ui
