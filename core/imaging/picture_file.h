#pragma once

#include <filesystem>
#include <string>

#include "base/image_batch.h"

namespace ganvas::imaging {

/// Lossless PNG bytes of a picture (1 or 3 channels). Throws Error.
std::string encodePng(const Picture& picture);

/// Writes a PNG atomically. Throws Error naming the file (disk full, no permission …).
void writePng(const std::filesystem::path& file, const Picture& picture);

/// Decodes PNG, JPEG, … into 1 or 3 channels of 8 bits. Throws Error naming `file` when it is missing, over 256 MiB, of
/// more than 2^28 pixels, truncated or no picture.
Picture readPicture(const std::filesystem::path& file);

}  // namespace ganvas::imaging
