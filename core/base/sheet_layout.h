#pragma once

#include <cstdint>
#include <optional>

namespace ganvas {

/// Pixels between the pictures of a kept grid of samples and around them.
inline constexpr int kSheetMargin = 2;

/// Where the pictures of a sheet lie: row by row, all of one size, a margin between them and around them.
struct SheetLayout {
  int rows = 0, columns = 0;
  int width = 0, height = 0;  ///< of one picture, in pixels
  int margin = kSheetMargin;

  int left(int column) const { return margin + column * (width + margin); }
  int top(int row) const { return margin + row * (height + margin); }

  /// Index of the picture that covers a pixel of the sheet; −1 on a margin and outside.
  int pictureAt(int x, int y) const {
    if (x < margin || y < margin) return -1;
    const int column = (x - margin) / (width + margin);
    const int row = (y - margin) / (height + margin);
    const bool inside = column < columns && row < rows && x < left(column) + width && y < top(row) + height;
    return inside ? row * columns + column : -1;
  }

  bool operator==(const SheetLayout&) const = default;
};

/// The layout of a full sheet of that size, from how many rows and columns it has; nothing where they do not fit it.
inline std::optional<SheetLayout> sheetLayout(int sheetWidth, int sheetHeight, int rows, int columns,
                                              int margin = kSheetMargin) {
  if (rows < 1 || columns < 1 || margin < 0) return std::nullopt;
  const auto pictureSide = [margin](int sheet, int count) {
    const std::int64_t room = sheet - (std::int64_t{count} + 1) * margin;
    return room > 0 && room % count == 0 ? static_cast<int>(room / count) : 0;
  };
  const SheetLayout layout{rows, columns, pictureSide(sheetWidth, columns), pictureSide(sheetHeight, rows), margin};
  if (layout.width == 0 || layout.height == 0) return std::nullopt;
  return layout;
}

}  // namespace ganvas
