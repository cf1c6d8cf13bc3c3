#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "imaging/picture_header.h"

namespace ganvas::imaging {

/// A picture file, read whole but not decoded.
struct PictureBytes {
  std::string bytes;
  PictureHeader header;
};

/// Reads a picture file and checks what its header promises. Throws Error naming `file` when it is missing, over
/// 256 MiB, of more than 2^28 pixels, truncated or no picture.
PictureBytes readPictureBytes(const std::filesystem::path& file);

/// The header of a picture file's bytes. Throws Error with `name` as the place when they are empty, cut short, no
/// picture, or a picture of more than 2^28 pixels.
PictureHeader checkedHeader(std::string_view bytes, const std::string& name);

/// Throws the Error of a picture whose data no decoder accepts.
[[noreturn]] void failDamaged(const std::string& name);
/// Throws the Error of a picture that there is no memory for.
[[noreturn]] void failTooLarge(const std::string& name);

}  // namespace ganvas::imaging
