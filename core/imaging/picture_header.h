#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ganvas::imaging {

/// What a picture file says of itself, read without decoding it.
struct PictureHeader {
  std::int64_t width = 0;    ///< pixels
  std::int64_t height = 0;   ///< pixels
  bool complete = true;      ///< false where the file is known to end early
  bool transparent = false;  ///< whether some of it may be: an alpha channel or a transparent colour (PNG and WebP)
  bool scalable = false;     ///< whether it can be decoded at a fraction of its size: JPEG
};

/// Reads the header of a PNG, JPEG, BMP or WebP file; nothing for other bytes. Decoders allocate what a header asks
/// for, and some fill what is missing of a cut file with grey: this looks first.
std::optional<PictureHeader> readPictureHeader(std::string_view bytes);

}  // namespace ganvas::imaging
