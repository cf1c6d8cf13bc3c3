#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

namespace ganvas::imaging {

/// Decodes a picture file into `pixels`: height × width × channels bytes (1 is grey, 3 are RGB), each side 1 … 4096.
/// What sticks out of the wanted aspect is cut off evenly on both sides; the rest is averaged by area when it shrinks
/// and interpolated (cubic) when it grows. The EXIF orientation of a photograph is followed, what is transparent lies
/// on white, 16 bits become 8. May be called by several threads at once. Throws Error naming the file, as
/// readPicture() does.
void readFitted(const std::filesystem::path& file, int width, int height, int channels, std::span<std::uint8_t> pixels);

}  // namespace ganvas::imaging
