#include "panels/network_check.h"

#include <optional>

#include "base/error.h"
#include "config/network_plan.h"

namespace ganvas::ui {

namespace {

/// The size of a set's pictures, where it is the same whatever the files hold.
std::optional<config::Shape> pictureShape(const config::Data& data) {
  if (data.source == "cifar10") return config::Shape::picture(32, 32, 3);
  if (data.source == "synthetic") return config::Shape::picture(data.height, data.width, data.channels);
  // A folder of the user's may hold any IDX pictures.
  if (data.source == "fashion-mnist" && data.path.empty()) return config::Shape::picture(28, 28, 1);
  return {};
}

config::Shape madeShape(const config::Generator& generator) {
  return config::planNetwork("generator", generator.layers, config::Shape::vector(generator.latent)).output;
}

}  // namespace

QString networkProblem(const config::Experiment& experiment) {
  try {
    const auto known = pictureShape(experiment.data);
    const config::Shape shape = known ? *known : madeShape(experiment.generator);
    if (shape.isPicture()) config::planExperiment(experiment, shape);
  } catch (const Error& error) {
    return QString::fromStdString(error.what());
  }
  return {};
}

}  // namespace ganvas::ui
