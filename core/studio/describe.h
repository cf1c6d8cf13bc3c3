#pragma once

#include <cstdint>
#include <string>

#include "config/experiment.h"
#include "config/network_plan.h"

namespace ganvas::studio {

/// What networks must know of a data set.
struct SetShape {
  config::Shape picture;
  std::int64_t classes = 0;
  bool opened = false;  ///< from the set itself; otherwise it is config::assumedSet()
};

/// Of an experiment's data, or what is assumed where they are not there.
SetShape setShape(const config::Experiment& experiment);

/// A network as a table: layer line, output shape, trainable parameters and multiply-adds, per layer and in total.
std::string describeNetwork(const config::NetworkPlan& plan);

/// An experiment in words: what it is, its source, what is assumed, data, objective, schedule, the networks as tables
/// and the figures that its document reports. Throws Error when its layer lines do not fit.
std::string describeExperiment(const config::Experiment& experiment);

}  // namespace ganvas::studio
