#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/experiment.h"

namespace ganvas::config {

enum class ParameterKind { Integer, Real, Choice, Text, Path, Lines };

using Value = std::variant<std::int64_t, double, std::string, std::vector<std::string>>;

/// One parameter of an Experiment, declared once. TOML reading and writing, `--set key=value`, editors, tooltips and
/// error messages all come from this.
struct Parameter {
  std::string key;    ///< dotted, as in TOML: "generator_optimiser.learning_rate"
  std::string label;  ///< for people: "Generator learning rate"
  ParameterKind kind = ParameterKind::Text;
  std::string unit;  ///< "pixels", "steps", … or empty
  double minimum = 0;
  double maximum = 0;
  bool minimumExcluded = false;            ///< the value must be > minimum
  std::vector<std::string> choices;        ///< for Choice
  std::string form;                        ///< in words, what fits where bounds and choices do not say it: "1 or 3"
  std::function<bool(const Value&)> fits;  ///< the check that goes with `form`; empty where bounds and choices do
  std::string help;                        ///< one or two sentences: a tooltip
  bool live = false;                       ///< can change while the run trains
  /// Whether the value matters to an experiment ("synthetic only"); empty: it always does.
  std::function<bool(const Experiment&)> applies;
  std::function<Value(const Experiment&)> get;
  std::function<void(Experiment&, Value)> set;

  Value defaultValue() const { return get(Experiment{}); }
  bool appliesTo(const Experiment& experiment) const { return !applies || applies(experiment); }
  /// "0 < x ≤ 1", "1 … 4096 pixels" or "one of: adam, rmsprop, sgd"; empty where anything goes.
  std::string boundsText() const;
};

/// All parameters in the order of the TOML file.
const std::vector<Parameter>& parameters();

/// The parameter with that key, or nullptr.
const Parameter* findParameter(std::string_view key);

/// The known key nearest to `key` by edit distance, or the first whose part after the dot is `key`; empty when none is
/// near (distance > max(2, length / 3)).
std::string nearestKey(std::string_view key);

/// A value as text, and text as a value of the parameter's kind. Reals print with the fewest digits that read back
/// exactly. Lines are separated by newlines; a text may use ';' instead. parseValue checks bounds too, and throws Error
/// naming key, bounds and what was given; `where` says where the text came from ("--set", a file and line).
std::string valueText(const Value& value);
Value parseValue(const Parameter& parameter, std::string_view text, const std::string& where);

/// Throws Error naming key, bounds and value when `value` is of another type (an integer passes for a real), outside
/// the parameter's bounds or choices, or a text that is not UTF-8.
void checkValue(const Parameter& parameter, const Value& value, const std::string& where);

/// `--set key=value`: finds, parses, checks and sets. Throws Error; an unknown key names the nearest one.
void setFromText(Experiment& experiment, std::string_view assignment, const std::string& where);

}  // namespace ganvas::config
