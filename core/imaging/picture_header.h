#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ganvas::imaging {

/// What a picture file says of itself, read without decoding it.
struct PictureHeader {
  std::int64_t width = 0;    ///< pixels
  std::int64_t height = 0;   ///< pixels
  bool complete = true;      ///< false where the file is known to end early
  bool transparent = false;  ///< whether some of it may be: an alpha channel or a transparent colour (not of a BMP)
  bool scalable = false;     ///< whether it can be decoded at a fraction of its size: JPEG
  int orientation = 1;       ///< as EXIF counts, 1 … 8: how it is to be turned; from 5 on width and height swap
  std::size_t orientationPlace = 0;  ///< TIFF: where the directory's entry for it lies; 0: none
};

/// Reads the header of a PNG, JPEG, BMP, WebP or TIFF file; nothing for other bytes. Decoders allocate what a header
/// asks for, and some fill what is missing of a cut file with grey: this looks first.
std::optional<PictureHeader> readPictureHeader(std::string_view bytes);

}  // namespace ganvas::imaging
