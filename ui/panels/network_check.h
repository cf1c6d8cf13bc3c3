#pragma once

#include <QString>
#include <cstdint>
#include <optional>

#include "config/network_plan.h"
#include "config/usual_set.h"

namespace ganvas::ui {

/// What can be said of an experiment's networks.
struct NetworkCheck {
  struct Network {
    QString problem;  ///< why its layers do not fit each other or the pictures, in a sentence for the user
    QString summary;  ///< what it ends in and its size: "28×28×1 · 420,609 parameters"; empty where unknown
  };
  Network generator, discriminator;
  std::optional<config::Shape> picture;  ///< what they are checked against; empty where it is unknown
  std::int64_t classes = 0;
  bool againstSet = false;  ///< both are the data set's own; else one at least only stands in for what is not known

  /// The first problem, or an empty text.
  QString problem() const { return generator.problem.isEmpty() ? discriminator.problem : generator.problem; }
};

/// Checks the networks against each other and what is known of the data set. Where nobody knows the pictures' size,
/// those that the generator makes stand for them, and ten classes for an unknown number.
NetworkCheck checkNetworks(const config::Experiment& experiment, const config::SetFacts& set);

}  // namespace ganvas::ui
