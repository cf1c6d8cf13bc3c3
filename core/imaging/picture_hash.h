#pragma once

#include <cstdint>
#include <span>

namespace ganvas::imaging {

/// A 64-bit hash of what a picture looks like, the same for each size and for slight changes of colour: few bits differ
/// between pictures that look the same. It is the difference hash: the picture in grey, averaged by area to 9×8; bit
/// 8·y + x tells whether place (x, y) is darker than its right neighbour. `pixels`: height × width × channels, grey or
/// RGB, each side 1 … 4096. Exact integers: the same on every machine. A picture of one colour has the hash 0.
std::uint64_t perceptualHash(std::span<const std::uint8_t> pixels, int width, int height, int channels);

}  // namespace ganvas::imaging
