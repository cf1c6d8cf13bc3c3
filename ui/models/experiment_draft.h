#pragma once

#include <QString>
#include <map>
#include <string>
#include <vector>

#include "config/parameter.h"

namespace ganvas::ui {

/// An experiment that is being edited: what it began from, its values now, and texts that are not values (yet).
class ExperimentDraft {
 public:
  explicit ExperimentDraft(config::Experiment base = {});
  /// Begins from `base` with other values: those that the user's settings offer.
  ExperimentDraft(config::Experiment base, config::Experiment offered);

  const config::Experiment& base() const { return base_; }
  /// Where a text is not a value, the last value.
  const config::Experiment& experiment() const { return experiment_; }

  /// The text to edit: the value's, or the one that is not a value.
  QString text(const config::Parameter& parameter) const;
  void setText(const config::Parameter& parameter, const QString& text);
  void setValue(const config::Parameter& parameter, config::Value value);

  /// Why the parameter's text is not a value, as a sentence that begins with its label; empty if it is one.
  QString problem(const config::Parameter& parameter) const;
  /// The first parameter that matters to the experiment and has a problem, or nullptr.
  const config::Parameter* firstProblem() const;

  bool isChanged(const config::Parameter& parameter) const;
  /// In the table's order.
  std::vector<const config::Parameter*> changes() const;
  /// Whether it is `experiment`, and the user has changed nothing.
  bool isUntouched(const config::Experiment& experiment) const;
  void revert(const config::Parameter& parameter);
  void revertAll();
  /// Another base: what was changed stays as it is, the rest follows.
  void rebase(const config::Experiment& base);

 private:
  struct Misfit {
    QString text, problem;
  };

  config::Experiment base_, experiment_;
  std::map<std::string, Misfit> misfits_;  ///< by key
};

/// A value as it is shown and edited.
QString valueText(const config::Parameter& parameter, const config::Experiment& experiment);

/// Reads a text as a value; on failure says why in a sentence that begins with the parameter's label and returns false.
bool readValue(const config::Parameter& parameter, const QString& text, config::Value& value, QString& problem);

}  // namespace ganvas::ui
