#include "bridge/history_feed.h"

#include <QMetaObject>
#include <algorithm>
#include <exception>
#include <utility>

#include "runs/run_directory.h"

namespace ganvas::ui {

namespace {

/// Passes of the set per step, by what the run was made with; 0 when that cannot be read.
double epochsPerStepOf(const std::filesystem::path& run) try {
  const runs::RunDirectory directory = runs::RunDirectory::open(run);
  const auto pictures = static_cast<double>(directory.manifest().pictures);
  return pictures > 0 ? static_cast<double>(directory.experiment().schedule.batchSize) / pictures : 0;
} catch (const std::exception&) {
  return 0;
}

}  // namespace

/// Keeps the history of the run that was asked for last open.
struct HistoryFeed::Reader {
  std::filesystem::path run;
  std::unique_ptr<runs::HistoryReader> history;
  double epochsPerStep = 0;

  RunSnapshot answer(const RunQuery& query) {
    RunSnapshot snapshot;
    snapshot.run = query.run;
    try {
      open(query.run);
      read(query, snapshot);
    } catch (const std::exception& error) {
      history.reset();
      snapshot.problem = QString::fromUtf8(error.what());
    }
    return snapshot;
  }

 private:
  void open(const std::filesystem::path& wanted) {
    if (history && run == wanted) return;
    history.reset();
    history = std::make_unique<runs::HistoryReader>(wanted / "history.db");
    run = wanted;
    epochsPerStep = epochsPerStepOf(wanted);
  }

  void read(const RunQuery& query, RunSnapshot& snapshot) const {
    snapshot.steps = history->steps();
    snapshot.state = history->state();
    snapshot.epochsPerStep = epochsPerStep;
    snapshot.series = history->series();
    snapshot.needs = query.curves;
    readCurves(query.curves, snapshot);
    snapshot.events = history->events(query.afterEvent);
    for (const runs::EventRecord& event : snapshot.events) {
      const bool live = event.kind == "live";
      if (live || event.kind == "checkpoint") {
        snapshot.marks.push_back({event.step, live, QString::fromStdString(event.text)});
      }
    }
    readGrids(query, snapshot);
  }

  void readCurves(const CurveNeeds& needs, RunSnapshot& snapshot) const {
    const std::int64_t first = needs.first > 0 ? needs.first : 1;
    const std::int64_t last = needs.last > 0 ? needs.last : snapshot.steps;
    if (last < first) return;
    const auto clock =
        needs.seconds ? history->curve("seconds", first, last, needs.points) : std::vector<runs::CurvePoint>();
    std::vector<double> seconds;
    for (const runs::CurvePoint& point : clock)
      seconds.push_back(0.5 * (double{point.minimum} + double{point.maximum}));
    for (const std::string& name : needs.series) {
      Curve curve{.series = name, .points = history->curve(name, first, last, needs.points), .seconds = {}};
      if (curve.points.size() == seconds.size()) curve.seconds = seconds;  // points of one stretch have one grid
      snapshot.curves.push_back(std::move(curve));
    }
  }

  void readGrids(const RunQuery& query, RunSnapshot& snapshot) const {
    std::vector<runs::SampleRecord> all = history->samples();
    const auto firstNew =
        std::find_if(all.begin(), all.end(), [&](const auto& grid) { return grid.step > query.afterGrid; });
    snapshot.allGrids = firstNew - all.begin() != query.knownGrids;
    snapshot.grids.assign(snapshot.allGrids ? all.begin() : firstNew, all.end());
  }
};

HistoryFeed::HistoryFeed(QObject* parent) : QObject(parent), reader_(std::make_unique<Reader>()) {}

HistoryFeed::~HistoryFeed() = default;

void HistoryFeed::ask(RunQuery query) {
  worker_.post([this, query = std::move(query)] {
    QMetaObject::invokeMethod(
        this, [this, snapshot = reader_->answer(query)] { Q_EMIT answered(snapshot); }, Qt::QueuedConnection);
  });
}

}  // namespace ganvas::ui
