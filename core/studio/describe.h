#pragma once

#include <string>

#include "config/experiment.h"
#include "config/network_plan.h"

namespace ganvas::studio {

/// The shape of an experiment's pictures. Where the data are not there, what such sets usually are: 28×28×1 for
/// fashion-mnist and idx, 32×32×3 for cifar10. Those of a folder are resized to what the experiment says.
config::Shape pictureShape(const config::Experiment& experiment);

/// A network as a table: layer line, output shape, trainable parameters and multiply-adds, per layer and in total.
std::string describeNetwork(const config::NetworkPlan& plan);

/// Both networks of an experiment, with a heading. Throws Error when its layer lines do not fit.
std::string describeExperiment(const config::Experiment& experiment);

}  // namespace ganvas::studio
