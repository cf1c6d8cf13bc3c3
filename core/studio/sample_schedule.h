#pragma once

#include <cstdint>

namespace ganvas::studio {

/// Whether the grid of the fixed noise is kept after `step`: at every multiple of `every` (≥ 1), at the last step, and
/// early on, where a GAN changes most, at 0, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500 … below `every`.
bool isSampleDue(std::int64_t step, std::int64_t every, std::int64_t last);

}  // namespace ganvas::studio
