#include "bridge/history_feed.h"

#include <sys/stat.h>

#include <QMetaObject>
#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

#include "config/network_plan.h"
#include "config/reported_marks.h"
#include "runs/run_directory.h"

namespace ganvas::ui {

namespace {

/// What a run was made with, as far as that can be read.
struct RunFacts {
  double epochsPerStep = 0;  ///< passes of the set per step; 0 where unknown
  std::vector<config::ReportedFigure> reported;
  QString note;

  static RunFacts of(const std::filesystem::path& run) {
    RunFacts facts;
    try {
      const runs::RunDirectory directory = runs::RunDirectory::open(run);
      const config::Experiment& experiment = directory.experiment();
      const std::int64_t pictures = directory.manifest().pictures;
      if (pictures > 0) facts.epochsPerStep = 1 / config::stepsPerEpoch(experiment, pictures);
      facts.note = QString::fromStdString(experiment.about.reportedNote);
      facts.reported = config::reportedFigures(experiment.about);
      facts.judgeMarks(experiment);
    } catch (const std::exception&) {
      // A run is shown without them.
    }
    return facts;
  }

 private:
  void judgeMarks(const config::Experiment& experiment) {
    const auto isMarked = [](const config::ReportedFigure& figure) { return figure.mark; };
    if (std::none_of(reported.begin(), reported.end(), isMarked)) return;
    const std::string why = config::whyNoMarks(experiment);
    if (why.empty()) return;
    for (config::ReportedFigure& figure : reported) figure.mark = false;
    note += (note.isEmpty() ? QString() : QStringLiteral(" ")) + QString::fromStdString(why);
  }
};

constexpr std::int64_t kMostAveraged = 1000;  // steps of a run's own figure beside a reported one

constexpr std::size_t kClockPoints = 1000;  // of the whole run: places what lies outside the stretch that is read

double middle(const runs::CurvePoint& point) {
  return 0.5 * (double{point.minimum} + double{point.maximum});
}

/// Which file a path leads to: an open history that was deleted, or replaced by a copy, is another one.
struct FileId {
  dev_t device = 0;
  ino_t number = 0;
  bool operator==(const FileId&) const = default;

  static FileId of(const std::filesystem::path& file) {
    struct stat status {};
    return ::stat(file.c_str(), &status) == 0 ? FileId{status.st_dev, status.st_ino} : FileId{};
  }
};

}  // namespace

/// Keeps the history of the run that was asked for last open.
struct HistoryFeed::Reader {
  std::filesystem::path run;
  FileId file;
  std::unique_ptr<runs::HistoryReader> history;
  RunFacts facts;

  RunSnapshot answer(const RunQuery& query) {
    RunSnapshot snapshot;
    snapshot.run = query.run;
    snapshot.generation = query.generation;
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
    const std::filesystem::path path = wanted / "history.db";
    const FileId found = FileId::of(path);
    if (history && run == wanted && file == found) return;
    history.reset();
    history = std::make_unique<runs::HistoryReader>(path);
    run = wanted;
    file = found;
    facts = RunFacts::of(wanted);
  }

  void read(const RunQuery& query, RunSnapshot& snapshot) const {
    snapshot.steps = history->steps();
    snapshot.state = history->state();
    snapshot.epochsPerStep = facts.epochsPerStep;
    snapshot.series = history->series();
    snapshot.needs = query.curves;
    snapshot.curvesOnly = query.curvesOnly;
    readCurves(query.curves, snapshot);
    if (query.curvesOnly) return;
    snapshot.events = history->events(query.afterEvent);
    for (const runs::EventRecord& event : snapshot.events) {
      const bool live = event.kind == "live";
      if (live || event.kind == "checkpoint") {
        snapshot.marks.push_back({event.step, live, QString::fromStdString(event.text)});
      }
    }
    readGrids(query, snapshot);
    snapshot.reportedNote = facts.note;
    for (const config::ReportedFigure& figure : facts.reported) snapshot.reported.push_back(reported(figure));
  }

  Reported reported(const config::ReportedFigure& figure) const {
    Reported answer;
    answer.figure = figure;
    const double epochs = facts.epochsPerStep;
    // An epoch that no run can have is none.
    const double step = figure.epoch && epochs > 0 ? std::round(*figure.epoch / epochs) : 0;
    if (step >= 1 && step < 1e15) answer.step = static_cast<std::int64_t>(step);
    const std::int64_t steps = history->steps();
    answer.measuredStep = answer.step > 0 ? std::min(answer.step, steps) : steps;
    const std::int64_t width =
        epochs > 0 ? std::clamp(static_cast<std::int64_t>(std::min(1 / epochs, 1e9)), std::int64_t{1}, kMostAveraged)
                   : 1;
    const std::int64_t first = std::max<std::int64_t>(1, answer.measuredStep - width + 1);
    double sum = 0;
    int count = 0;
    for (const float value : history->values(figure.name, first, answer.measuredStep)) {
      if (!std::isfinite(value)) continue;
      sum += value;
      ++count;
    }
    if (count > 0) answer.measured = sum / count;
    return answer;
  }

  void readCurves(const CurveNeeds& needs, RunSnapshot& snapshot) const {
    const std::int64_t first = needs.first > 0 ? needs.first : 1;
    const std::int64_t last = needs.last > 0 ? needs.last : snapshot.steps;
    if (last < first) return;
    std::vector<double> seconds;
    if (needs.seconds) {
      for (const auto& point : history->curve("seconds", first, last, needs.points)) seconds.push_back(middle(point));
      snapshot.clock = readClock(snapshot.steps);
    }
    for (const std::string& name : needs.series) {
      Curve curve{.series = name, .points = history->curve(name, first, last, needs.points), .seconds = {}};
      if (curve.points.size() == seconds.size()) curve.seconds = seconds;  // points of one stretch have one grid
      snapshot.curves.push_back(std::move(curve));
    }
  }

  std::vector<ClockPoint> readClock(std::int64_t steps) const {
    std::vector<ClockPoint> clock;
    for (const runs::CurvePoint& point : history->curve("seconds", 1, steps, kClockPoints)) {
      if (!std::isfinite(middle(point))) continue;
      clock.push_back({static_cast<double>(point.step), double{point.minimum}});
      if (point.width > 1) clock.push_back({static_cast<double>(point.step + point.width - 1), double{point.maximum}});
    }
    return clock;
  }

  void readGrids(const RunQuery& query, RunSnapshot& snapshot) const {
    snapshot.allGrids = history->sampleCount(query.afterGrid) != query.knownGrids;
    snapshot.grids = history->samples(snapshot.allGrids ? -1 : query.afterGrid);
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
