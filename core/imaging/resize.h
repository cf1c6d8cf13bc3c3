#pragma once

#include "base/image_batch.h"

namespace ganvas::imaging {

/// Whole pictures of another size, labels kept: averaged by area along a side that shrinks, cubic along one that
/// grows. Throws Error when a side is below 1 pixel.
ImageBatch resized(const ImageBatch& batch, int width, int height);

}  // namespace ganvas::imaging
