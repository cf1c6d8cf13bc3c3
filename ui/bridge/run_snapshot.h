#pragma once

#include <QString>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/reported.h"
#include "runs/history.h"

namespace ganvas::ui {

/// What the plots want of a run.
struct CurveNeeds {
  std::vector<std::string> series = {};
  std::int64_t first = 0, last = 0;  ///< steps to plot, 1-based, inclusive; both 0: all of them
  std::size_t points = 1000;         ///< at most so many per curve
  bool seconds = false;              ///< Curve::seconds and RunSnapshot::clock are wanted
  bool operator==(const CurveNeeds&) const = default;
};

/// What the panels want to know about a run.
struct RunQuery {
  std::filesystem::path run;
  CurveNeeds curves = {};
  std::int64_t afterEvent = 0;   ///< id of the newest event already shown
  std::int64_t afterGrid = -1;   ///< step of the newest kept grid already known
  std::int64_t knownGrids = 0;   ///< how many are known up to that one
  bool curvesOnly = false;       ///< the user moves a plot: neither events nor grids
  std::uint64_t generation = 0;  ///< comes back in the answer: which watching of the run it belongs to
};

struct Curve {
  std::string series;
  std::vector<runs::CurvePoint> points;
  /// Seconds of training at each point (when asked for, and the run recorded them); otherwise empty.
  std::vector<double> seconds;
};

/// Something on the step axis: a checkpoint or a live change of a parameter.
struct Mark {
  std::int64_t step = 0;
  bool live = false;  ///< a live change; otherwise a checkpoint
  QString text;
};

/// Seconds of training, pauses left out, when a step was made.
struct ClockPoint {
  double step = 0, seconds = 0;
};

/// A figure that the run's recipe reports, and the run's own.
struct Reported {
  config::ReportedFigure figure;
  std::int64_t step = 0;           ///< of the figure's epoch; 0: the document gives none, or it is not known
  std::optional<double> measured;  ///< mean over up to one epoch before that step, or before the newest one
  std::int64_t measuredStep = 0;   ///< the last step of that mean
};

/// The answer: plain values, read on the reader thread.
struct RunSnapshot {
  std::filesystem::path run;
  std::uint64_t generation = 0;  ///< the query's
  std::int64_t steps = 0;
  runs::HistoryState state;
  double epochsPerStep = 0;               ///< 0 while unknown
  std::vector<std::string> series;        ///< all that the history has
  std::vector<Curve> curves;              ///< in the order of the query
  bool curvesOnly = false;                ///< the query's: what is not of the curves is left out
  CurveNeeds needs;                       ///< what `curves` answers
  std::vector<ClockPoint> clock;          ///< of the whole run, coarse, when seconds are wanted and known
  std::vector<runs::EventRecord> events;  ///< newer than RunQuery::afterEvent
  std::vector<Mark> marks;                ///< those of `events`
  std::vector<Reported> reported;         ///< what the run's recipe reports, unless only curves were wanted
  QString reportedNote;                   ///< how far those figures can be compared
  std::vector<runs::SampleRecord> grids;  ///< kept grids newer than RunQuery::afterGrid, by step …
  bool allGrids = false;                  ///< … or all of them, since the known ones are no longer the run's
  QString problem;                        ///< why the history cannot be read, or empty
};

}  // namespace ganvas::ui
