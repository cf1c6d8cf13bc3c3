#pragma once

#include "config/experiment.h"

namespace ganvas::config {

/// Whether pictures are changed at all: settings that are all 0 and empty change nothing.
bool augments(const Augmentation& augmentation);

/// Throws Error naming the parameter where ADA cannot work: the loss gives the sign of D(x) no meaning, or there is
/// nothing whose probability it could steer.
void checkAugmentation(const Experiment& experiment);

}  // namespace ganvas::config
