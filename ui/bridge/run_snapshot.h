#pragma once

#include <QImage>
#include <QString>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "runs/history.h"

namespace ganvas::ui {

/// What the panels want to know about a run.
struct RunQuery {
  std::filesystem::path run;
  std::vector<std::string> series = {};
  std::int64_t first = 0, last = 0;  ///< steps to plot, 1-based, inclusive; both 0: all of them
  std::size_t points = 1000;         ///< at most so many per curve
  std::int64_t afterEvent = 0;       ///< id of the newest event already shown
  std::int64_t shownGrid = -1;       ///< step of the grid already shown: it is not read again
};

struct Curve {
  std::string series;
  std::vector<runs::CurvePoint> points;
};

struct Grid {
  std::int64_t step = 0;
  QImage image;
};

/// The answer: plain values, read on the reader thread.
struct RunSnapshot {
  std::filesystem::path run;
  std::int64_t steps = 0;
  runs::HistoryState state;
  std::vector<Curve> curves;              ///< in the order of the query
  std::vector<runs::EventRecord> events;  ///< newer than RunQuery::afterEvent
  std::optional<Grid> grid;               ///< when newer than RunQuery::shownGrid
  QString problem;                        ///< why the history cannot be read, or empty
};

}  // namespace ganvas::ui
