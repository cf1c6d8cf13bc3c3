#pragma once

#include <QString>
#include <cstdint>

namespace ganvas::ui {

/// Something on the step axis.
struct PlotMark {
  std::int64_t step = 0;
  bool live = false;  ///< a live change of a parameter; otherwise a checkpoint
  QString text;
  bool reported = false;  ///< what a document reports, not something of the run
};

}  // namespace ganvas::ui
