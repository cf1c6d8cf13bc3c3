#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/trainer.h"

namespace ganvas::studio {

/// Whose weights a run began with.
struct StartingWeights {
  std::string text;                   ///< "weights of /runs/…, step 500"
  std::vector<std::string> warnings;  ///< a network that kept its own, a damaged checkpoint that was passed over
};

/// Loads what start.weights_from names, the newest good checkpoint of a run's directory or a checkpoint's directory.
/// Throws Error when there is neither, none can be used, or no network has the same layers (naming the first
/// difference of each); the trainer is then unchanged.
StartingWeights takeStartingWeights(const std::string& from, engine::Trainer& trainer);

}  // namespace ganvas::studio
