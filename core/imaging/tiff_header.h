#pragma once

#include <cstdint>
#include <string_view>

#include "imaging/picture_header.h"

namespace ganvas::imaging {

/// Whether the bytes begin as a TIFF file does (not BigTIFF, which is for files beyond 4 GiB).
bool isTiff(std::string_view bytes);

/// The header of a TIFF file: of several pages the first. Complete where its strips or tiles lie within the bytes.
PictureHeader readTiffHeader(std::string_view bytes);

/// The orientation that an EXIF block (a TIFF directory) names, 1 … 8; 1 where it names none.
int exifOrientation(std::string_view block);

}  // namespace ganvas::imaging
