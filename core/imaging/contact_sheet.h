#pragma once

#include <cstdint>

#include "base/image_batch.h"
#include "base/sheet_layout.h"

namespace ganvas::imaging {

struct SheetOptions {
  int columns = 8;
  int margin = kSheetMargin;      ///< pixels between pictures and around them
  int scale = 1;                  ///< each picture pixel becomes scale × scale
  std::uint8_t background = 255;  ///< grey of margins and empty cells
};

/// The batch's pictures row by row on one sheet: as many rows as needed. An empty batch gives an empty picture. Throws
/// Error on fewer than one column or scale 1, a negative margin, or a sheet of more than 2^28 pixels.
Picture contactSheet(const ImageBatch& batch, const SheetOptions& options);

}  // namespace ganvas::imaging
