#pragma once

#include <cstdint>
#include <span>

namespace ganvas::imaging {

/// The DCT hash of a picture (height × width × `channels` bytes; after Zauner 2010, pHash): of its grey 32×32 version
/// the 8×8 lowest frequencies but the constant ones; a bit is set where a coefficient is positive. Pictures that look
/// the same differ in a few of the 64 bits, unrelated ones in about 32. Survives resizing, JPEG and a change of
/// brightness or contrast. A picture of one colour has the hash 0. Throws Error when the memory does not fit.
std::uint64_t perceptualHash(std::span<const std::uint8_t> pixels, int width, int height, int channels);

/// A hash of the very bytes.
std::uint64_t exactHash(std::span<const std::uint8_t> pixels);

}  // namespace ganvas::imaging
