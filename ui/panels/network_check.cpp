#include "panels/network_check.h"

#include <QCoreApplication>

#include "base/error.h"
#include "bridge/text.h"

namespace ganvas::ui {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::ExperimentPanel", text);
}

QString summary(const config::NetworkPlan& plan) {
  return tr("%1 → %2 · %3 parameters")
      .arg(QString::fromStdString(plan.input.text()), QString::fromStdString(plan.output.text()),
           countText(plan.parameters()));
}

std::optional<config::NetworkPlan> plan(NetworkCheck::Network& network, const char* name,
                                        const std::vector<std::string>& layers, const config::NetworkInput& input) {
  try {
    const config::NetworkPlan planned = config::planNetwork(name, layers, input);
    network.summary = summary(planned);
    return planned;
  } catch (const Error& error) {
    network.problem = QString::fromStdString(error.what());
    return {};
  }
}

}  // namespace

NetworkCheck checkNetworks(const config::Experiment& experiment, const config::SetFacts& set) {
  NetworkCheck check;
  check.picture = set.picture;
  check.classes = set.classes.value_or(*config::assumedSet(experiment.data).classes);
  check.againstSet = set.picture && set.classes;
  if (!check.picture && !config::hasDiscriminator(experiment)) return check;
  const auto generator =
      plan(check.generator, "generator", experiment.generator.layers,
           config::generatorInput(experiment, check.picture.value_or(config::Shape()), check.classes));
  if (!check.picture && generator && generator->output.isPicture()) check.picture = generator->output;
  if (!check.picture) return check;
  const bool judged = !config::hasDiscriminator(experiment) ||
                      plan(check.discriminator, "discriminator", experiment.discriminator.layers,
                           config::discriminatorInput(*check.picture, check.classes));
  if (!generator || !judged) return check;
  try {
    config::planExperiment(experiment, *check.picture, check.classes);
  } catch (const Error& error) {
    const bool second = error.where().starts_with("discriminator");
    (second ? check.discriminator : check.generator).problem = QString::fromStdString(error.what());
  }
  return check;
}

}  // namespace ganvas::ui
