#include "panels/network_check.h"

#include <QCoreApplication>

#include "base/error.h"
#include "bridge/text.h"

namespace ganvas::ui {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::ExperimentPanel", text);
}

/// The size of a set's pictures, where it is the same whatever the files hold.
std::optional<config::Shape> pictureShape(const config::Data& data) {
  if (data.source == "cifar10") return config::Shape::picture(32, 32, 3);
  const bool chosen = data.source == "synthetic" || data.source == "folder";  // a folder's pictures are resized
  if (chosen) return config::Shape::picture(data.height, data.width, data.channels);
  // A folder of the user's may hold any IDX pictures.
  if (data.source == "fashion-mnist" && data.path.empty()) return config::Shape::picture(28, 28, 1);
  return {};
}

constexpr std::int64_t kUsualClasses = 10;  // of Fashion-MNIST, MNIST and CIFAR-10

std::int64_t classesOf(const config::Data& data, std::optional<std::int64_t> known) {
  return data.source == "synthetic" ? data.classes : known.value_or(kUsualClasses);
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

NetworkCheck checkNetworks(const config::Experiment& experiment, std::optional<std::int64_t> known) {
  NetworkCheck check;
  check.picture = pictureShape(experiment.data);
  check.classes = classesOf(experiment.data, known);
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
