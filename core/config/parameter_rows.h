#pragma once

// For the files parameter_table*.cpp only: how a row of the table is written down.

#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "config/parameter.h"

namespace ganvas::config {

using Table = std::vector<Parameter>;

// The table's parts, in order.
void addSeed(Table& table);
void addAbout(Table& table);
void addData(Table& table);
void addPreparation(Table& table);
void addAugmentation(Table& table);
void addNetworks(Table& table);
void addObjective(Table& table);
void addDiffusion(Table& table);
void addOptimisers(Table& table);
void addSchedule(Table& table);
void addEvaluation(Table& table);
void addCheckpoints(Table& table);
void addCompute(Table& table);
void addStart(Table& table);

inline constexpr double kLargestCount = 1e9;
inline constexpr double kBelowOne = 0.999999;  // decays: at 1 an average would never move

/// Whether the loss needs a discriminator.
bool isAdversarial(const Experiment& experiment);

// Connects a parameter with its field. `field` is a generic function from an Experiment to a reference.
template <class Field>
Parameter bound(Parameter parameter, Field field) {
  using T = std::remove_cvref_t<decltype(field(std::declval<Experiment&>()))>;
  parameter.get = [field](const Experiment& experiment) { return Value(field(experiment)); };
  parameter.set = [field](Experiment& experiment, Value value) {
    if constexpr (std::is_same_v<T, double>) {
      const auto* whole = std::get_if<std::int64_t>(&value);
      field(experiment) = whole ? static_cast<double>(*whole) : std::get<double>(value);
    } else {
      field(experiment) = std::get<T>(std::move(value));
    }
  };
  return parameter;
}

struct Names {
  std::string key, label, help;
};

struct Bounds {
  double minimum = 0, maximum = 0;
  std::string unit;
  bool minimumExcluded = false;
};

inline Parameter named(ParameterKind kind, Names names) {
  Parameter parameter;
  parameter.kind = kind;
  parameter.key = std::move(names.key);
  parameter.label = std::move(names.label);
  parameter.help = std::move(names.help);
  return parameter;
}

inline Parameter number(ParameterKind kind, Names names, Bounds bounds) {
  Parameter parameter = named(kind, std::move(names));
  parameter.minimum = bounds.minimum;
  parameter.maximum = bounds.maximum;
  parameter.unit = std::move(bounds.unit);
  parameter.minimumExcluded = bounds.minimumExcluded;
  return parameter;
}

inline Parameter integer(Names names, Bounds bounds) {
  return number(ParameterKind::Integer, std::move(names), std::move(bounds));
}

inline Parameter real(Names names, Bounds bounds) {
  return number(ParameterKind::Real, std::move(names), std::move(bounds));
}

inline Parameter choice(Names names, std::vector<std::string> choices) {
  Parameter parameter = named(ParameterKind::Choice, std::move(names));
  parameter.choices = std::move(choices);
  return parameter;
}

inline Parameter text(Names names) {
  return named(ParameterKind::Text, std::move(names));
}

inline Parameter live(Parameter parameter) {
  parameter.live = true;
  return parameter;
}

inline Parameter onlyIf(Parameter parameter, std::function<bool(const Experiment&)> applies) {
  parameter.applies = std::move(applies);
  return parameter;
}

}  // namespace ganvas::config
