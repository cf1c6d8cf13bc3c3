#include "models/experiment_draft.h"

#include <utility>

#include "base/error.h"

namespace ganvas::ui {

namespace {

// The core's words begin with the key; people know the parameter by its label.
QString sentence(const config::Parameter& parameter, const Error& error) {
  QString what = QString::fromStdString(error.problem());
  const QString key = QString::fromStdString(parameter.key);
  if (what.startsWith(key)) what.replace(0, key.size(), QString::fromStdString(parameter.label));
  const QString advice = QString::fromStdString(error.advice());
  return advice.isEmpty() ? what + QLatin1Char('.') : what + QStringLiteral(". ") + advice + QLatin1Char('.');
}

}  // namespace

QString valueText(const config::Parameter& parameter, const config::Experiment& experiment) {
  return QString::fromStdString(config::valueText(parameter.get(experiment)));
}

bool readValue(const config::Parameter& parameter, const QString& text, config::Value& value, QString& problem) {
  const QString given = parameter.kind == config::ParameterKind::Path ? text.trimmed() : text;
  try {
    value = config::parseValue(parameter, given.toStdString(), {});
    return true;
  } catch (const Error& error) {
    problem = sentence(parameter, error);
    return false;
  }
}

ExperimentDraft::ExperimentDraft(config::Experiment base) : base_(std::move(base)), experiment_(base_) {}

ExperimentDraft::ExperimentDraft(config::Experiment base, config::Experiment offered)
    : base_(std::move(base)), experiment_(std::move(offered)) {}

QString ExperimentDraft::text(const config::Parameter& parameter) const {
  const auto misfit = misfits_.find(parameter.key);
  return misfit == misfits_.end() ? valueText(parameter, experiment_) : misfit->second.text;
}

void ExperimentDraft::setText(const config::Parameter& parameter, const QString& text) {
  config::Value value;
  QString problem;
  if (readValue(parameter, text, value, problem)) {
    setValue(parameter, std::move(value));
  } else {
    misfits_[parameter.key] = {text, problem};
  }
}

void ExperimentDraft::setValue(const config::Parameter& parameter, config::Value value) {
  misfits_.erase(parameter.key);
  parameter.set(experiment_, std::move(value));
}

QString ExperimentDraft::problem(const config::Parameter& parameter) const {
  const auto misfit = misfits_.find(parameter.key);
  return misfit == misfits_.end() ? QString() : misfit->second.problem;
}

const config::Parameter* ExperimentDraft::firstProblem() const {
  if (misfits_.empty()) return nullptr;
  for (const config::Parameter& parameter : config::parameters()) {
    if (misfits_.contains(parameter.key) && parameter.appliesTo(experiment_)) return &parameter;
  }
  return nullptr;
}

bool ExperimentDraft::isChanged(const config::Parameter& parameter) const {
  return misfits_.contains(parameter.key) || parameter.get(experiment_) != parameter.get(base_);
}

std::vector<const config::Parameter*> ExperimentDraft::changes() const {
  std::vector<const config::Parameter*> changed;
  for (const config::Parameter& parameter : config::parameters()) {
    if (isChanged(parameter)) changed.push_back(&parameter);
  }
  return changed;
}

bool ExperimentDraft::isUntouched(const config::Experiment& experiment) const {
  return misfits_.empty() && base_ == experiment && experiment_ == experiment;
}

void ExperimentDraft::revert(const config::Parameter& parameter) {
  setValue(parameter, parameter.get(base_));
}

void ExperimentDraft::revertAll() {
  misfits_.clear();
  experiment_ = base_;
}

void ExperimentDraft::rebase(const config::Experiment& base) {
  for (const config::Parameter& parameter : config::parameters()) {
    if (!isChanged(parameter)) parameter.set(experiment_, parameter.get(base));
  }
  base_ = base;
}

}  // namespace ganvas::ui
