#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/experiment.h"

namespace ganvas::config {

/// A figure that the recipe's document reports. As a line of about.reported: "NAME VALUE [epoch E] [mark]".
struct ReportedFigure {
  std::string name;  ///< a series of the history ("d_loss") or a score ("FID")
  double value = 0;
  std::optional<double> epoch;  ///< that it was read at; the end of training where it is not given
  bool mark = false;            ///< defined as Ganvas defines it: shown as a mark behind the live curve
};

/// Throws Error naming the line.
std::vector<ReportedFigure> reportedFigures(const About& about);

}  // namespace ganvas::config
