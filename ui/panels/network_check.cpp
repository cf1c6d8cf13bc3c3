#include "panels/network_check.h"

#include <QCoreApplication>
#include <optional>

#include "base/error.h"
#include "bridge/text.h"
#include "config/network_plan.h"

namespace ganvas::ui {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::ExperimentPanel", text);
}

/// The size of a set's pictures, where it is the same whatever the files hold.
std::optional<config::Shape> pictureShape(const config::Data& data) {
  if (data.source == "cifar10") return config::Shape::picture(32, 32, 3);
  if (data.source == "synthetic") return config::Shape::picture(data.height, data.width, data.channels);
  // A folder of the user's may hold any IDX pictures.
  if (data.source == "fashion-mnist" && data.path.empty()) return config::Shape::picture(28, 28, 1);
  return {};
}

QString summary(const config::NetworkPlan& plan) {
  return tr("%1 → %2 · %3 parameters")
      .arg(QString::fromStdString(plan.input.text()), QString::fromStdString(plan.output.text()),
           countText(plan.parameters()));
}

std::optional<config::NetworkPlan> plan(NetworkCheck::Network& network, const char* name,
                                        const std::vector<std::string>& layers, const config::Shape& input) {
  try {
    const config::NetworkPlan planned = config::planNetwork(name, layers, {input});
    network.summary = summary(planned);
    return planned;
  } catch (const Error& error) {
    network.problem = QString::fromStdString(error.what());
    return {};
  }
}

}  // namespace

NetworkCheck checkNetworks(const config::Experiment& experiment) {
  NetworkCheck check;
  const auto generator = plan(check.generator, "generator", experiment.generator.layers,
                              config::Shape::vector(experiment.generator.latent));
  std::optional<config::Shape> picture = pictureShape(experiment.data);
  if (!picture && generator && generator->output.isPicture()) picture = generator->output;
  if (!picture) return check;
  const auto discriminator = plan(check.discriminator, "discriminator", experiment.discriminator.layers, *picture);
  if (!generator || !discriminator) return check;
  try {
    config::planExperiment(experiment, *picture, 0);
  } catch (const Error& error) {
    const bool second = error.where().starts_with("discriminator");
    (second ? check.discriminator : check.generator).problem = QString::fromStdString(error.what());
  }
  return check;
}

}  // namespace ganvas::ui
