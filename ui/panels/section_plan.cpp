// Which parameters belong together, and in which order.
#include <QCoreApplication>
#include <algorithm>
#include <set>
#include <string>

#include "panels/parameter_section.h"

namespace ganvas::ui {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::ExperimentPanel", text);
}

/// The section of a parameter: what stands before the dot, but for those that people look for together.
std::string sectionOf(const std::string& key) {
  if (key == "seed" || key.starts_with("start.")) return "start";
  if (key.starts_with("generator.") || key.starts_with("discriminator.")) return "networks";
  return key.substr(0, key.find('.'));
}

std::vector<ParameterSection::Plan> knownSections() {
  return {
      {QStringLiteral("data"), tr("Data set"), {}, {}},
      {QStringLiteral("preparation"), tr("Preparation"), {}, {}, true},
      {QStringLiteral("augmentation"), tr("Augmentation"), {}, {}, true},
      {QStringLiteral("schedule"), tr("Schedule"), {}, {}},
      {QStringLiteral("networks"), tr("Networks"), {}, {}},
      {QStringLiteral("objective"), tr("Objective"), {}, {}},
      {QStringLiteral("diffusion"), tr("Noise process"), {}, {}},
      {QStringLiteral("generator_optimiser"), tr("Generator’s optimiser"), QStringLiteral("Generator"), {}},
      {QStringLiteral("discriminator_optimiser"), tr("Discriminator’s optimiser"), QStringLiteral("Discriminator"), {}},
      {QStringLiteral("evaluation"), tr("Evaluation"), {}, {}},
      {QStringLiteral("checkpoints"), tr("Checkpoints"), {}, {}},
      {QStringLiteral("compute"), tr("Device"), {}, {}},
      {QStringLiteral("start"), tr("Seed and start"), {}, {}},
      {QStringLiteral("about"), tr("About"), {}, {}}};
}

}  // namespace

bool isRare(const config::Parameter& parameter, const config::Experiment& experiment) {
  static const std::set<std::string> rare = {"data.limit",
                                             "data.labels",
                                             "data.boxes",
                                             "data.keep",
                                             "preparation.outlier_keep",
                                             "preparation.outlier_reject",
                                             "objective.loss_scale",
                                             "objective.discriminator_scale",
                                             "objective.fake_label",
                                             "objective.weight_clip",
                                             "objective.gradient_penalty",
                                             "objective.r1_penalty",
                                             "objective.pulling_away",
                                             "schedule.warmup_steps",
                                             "schedule.horizon"};
  const std::string& key = parameter.key;
  const std::string& loss = experiment.objective.loss;
  if (loss == "wasserstein" && (key == "objective.weight_clip" || key == "objective.gradient_penalty")) return false;
  if (loss == "energy" && key == "objective.pulling_away") return false;
  return rare.contains(key) || key.ends_with(".epsilon");
}

std::vector<ParameterSection::Plan> planSections() {
  std::vector<ParameterSection::Plan> plans = knownSections();
  for (const config::Parameter& parameter : config::parameters()) {
    const QString id = QString::fromStdString(sectionOf(parameter.key));
    auto plan = std::find_if(plans.begin(), plans.end(), [&](const auto& known) { return known.id == id; });
    if (plan == plans.end()) {  // a part of the table that has no place of its own yet
      const QString title = id.left(1).toUpper() + id.mid(1).replace(QLatin1Char('_'), QLatin1Char(' '));
      plan = plans.insert(plans.end() - 1, {id, title, {}, {}});
    }
    plan->parameters.push_back(&parameter);
  }
  return plans;
}

}  // namespace ganvas::ui
