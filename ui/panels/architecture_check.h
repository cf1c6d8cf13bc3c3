#pragma once

#include <QString>
#include <optional>

#include "config/memory_need.h"

namespace ganvas::ui {

/// A network as far as it can be planned, and what is wrong with it.
struct NetworkVerdict {
  config::NetworkPlan plan;                 ///< without layers where not even its input is known
  std::optional<config::LayerError> fault;  ///< of one line; then the plan may end before it
  QString problem;                          ///< a sentence, the fault's too; empty: it is good
};

struct ArchitectureVerdict {
  NetworkVerdict generator, discriminator;
  std::optional<config::MemoryNeed> memory;  ///< empty while something is wrong
};

/// Both networks by themselves, against each other and against pictures of that size and number of classes.
ArchitectureVerdict judgeArchitecture(const config::Experiment& experiment, const std::optional<config::Shape>& picture,
                                      std::int64_t classes);

}  // namespace ganvas::ui
