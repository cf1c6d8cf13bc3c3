#include "panels/architecture_check.h"

#include <QCoreApplication>

namespace ganvas::ui {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::ArchitecturePanel", text);
}

QString sentence(const Error& error) {
  QString what = QString::fromStdString(error.problem());
  if (!what.isEmpty()) what[0] = what[0].toUpper();
  const QString advice = QString::fromStdString(error.advice());
  return advice.isEmpty() ? what + u'.' : what + QStringLiteral(". ") + advice + u'.';
}

void take(NetworkVerdict& verdict, const config::LayerError& fault) {
  verdict.fault = fault;
  verdict.problem = tr("Line %1: %2").arg(fault.line()).arg(sentence(fault));
}

void plan(NetworkVerdict& verdict, const char* name, const std::vector<std::string>& lines,
          const config::NetworkInput& input) {
  verdict.plan.name = name;
  try {
    config::PartialPlan partial = config::planUpToFault(name, lines, input);
    verdict.plan = std::move(partial.plan);
    if (partial.fault) take(verdict, *partial.fault);
  } catch (const Error& error) {
    verdict.problem = sentence(error);
  }
}

void judgeTogether(ArchitectureVerdict& verdict, const config::Experiment& experiment, const config::Shape& picture,
                   std::int64_t classes) {
  try {
    verdict.memory = config::leastMemory(config::planExperiment(experiment, picture, classes));
  } catch (const config::LayerError& fault) {
    take(fault.network() == "generator" ? verdict.generator : verdict.discriminator, fault);
  } catch (const Error& error) {
    const bool second = error.where().starts_with("discriminator");
    (second ? verdict.discriminator : verdict.generator).problem = sentence(error);
  }
}

}  // namespace

ArchitectureVerdict judgeArchitecture(const config::Experiment& experiment, const std::optional<config::Shape>& picture,
                                      std::int64_t classes) {
  ArchitectureVerdict verdict;
  const bool discriminates = config::hasDiscriminator(experiment);
  if (picture || discriminates) {
    plan(verdict.generator, "generator", experiment.generator.layers,
         config::generatorInput(experiment, picture.value_or(config::Shape()), classes));
  }
  if (picture && discriminates) {
    plan(verdict.discriminator, "discriminator", experiment.discriminator.layers,
         config::discriminatorInput(*picture, classes));
  }
  if (picture && verdict.generator.problem.isEmpty() && verdict.discriminator.problem.isEmpty()) {
    judgeTogether(verdict, experiment, *picture, classes);
  }
  return verdict;
}

}  // namespace ganvas::ui
