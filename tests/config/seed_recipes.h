#pragma once

#include <string>

#include "config/network_plan.h"
#include "config/recipes.h"

namespace ganvas::config::testing {

/// What the pictures of a recipe's data set are.
inline Shape pictureOf(const Experiment& experiment) {
  const Data& data = experiment.data;
  if (data.source == "cifar10") return Shape::picture(32, 32, 3);
  if (data.source == "folder") return Shape::picture(data.height, data.width, data.channels);
  return Shape::picture(28, 28, 1);
}

inline ExperimentPlan planOf(const std::string& name) {
  const Experiment experiment = loadRecipe(name);
  return planExperiment(experiment, pictureOf(experiment), 10);
}

}  // namespace ganvas::config::testing
