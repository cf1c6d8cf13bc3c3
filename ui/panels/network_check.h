#pragma once

#include <QString>
#include <cstdint>
#include <optional>

#include "config/network_plan.h"

namespace ganvas::ui {

/// What can be said of an experiment's networks without opening a file.
struct NetworkCheck {
  struct Network {
    QString problem;  ///< why its layers do not fit each other or the pictures, in a sentence for the user
    QString summary;  ///< what it ends in and its size: "28×28×1 · 420,609 parameters"; empty where unknown
  };
  Network generator, discriminator;
  std::optional<config::Shape> picture;  ///< what they are checked against; empty where it is unknown
  std::int64_t classes = 0;

  /// The first problem, or an empty text.
  QString problem() const { return generator.problem.isEmpty() ? discriminator.problem : generator.problem; }
};

/// Where the pictures' size is known only from the files, those that the generator makes stand for them, so that a
/// misfit with the files themselves is found when the run prepares. So it is with the number of classes: `classes` is
/// what is known of the files by now (0: no labels), and ten stand in for what is not.
NetworkCheck checkNetworks(const config::Experiment& experiment, std::optional<std::int64_t> classes = {});

}  // namespace ganvas::ui
