#pragma once

#include <c10/core/Device.h>

#include "base/batch_source.h"
#include "config/experiment.h"

namespace ganvas::engine {

/// Where the pictures are while they are trained on.
enum class Keeping {
  Memory,  ///< all on the training device
  Stream,  ///< in their file, read a few batches ahead
};

/// What data.keep means for this set: `auto` is memory where the set takes less than half of what is free on the device
/// (and of the machine's memory, through which it gets there), or where it cannot be streamed. Throws Error when
/// `stream` is asked for and the pictures do not lie in a file that can be read in any order.
Keeping keepingOf(const config::Data& data, const BatchSource& source, c10::Device device);

}  // namespace ganvas::engine
