#include "imaging/contact_sheet.h"

#include <algorithm>

#include "base/error.h"

namespace ganvas::imaging {

namespace {

constexpr double kMostPixels = 1 << 28;

void check(bool good, const char* what, const char* advice) {
  if (!good) throw Error(what, "contact sheet", advice);
}

void checkBatch(const ImageBatch& batch) {
  check(batch.width >= 1 && batch.height >= 1 && (batch.channels == 1 || batch.channels == 3),
        "the pictures must have 1 or 3 channels and at least one pixel", "");
  check(batch.pixels.size() % batch.pictureBytes() == 0, "the batch is no whole number of pictures", "");
}

// In floating point, where no product overflows.
void checkSize(const ImageBatch& batch, const SheetOptions& options, double rows) {
  const double width = options.margin + options.columns * (double(batch.width) * options.scale + options.margin);
  const double height = options.margin + rows * (double(batch.height) * options.scale + options.margin);
  check(width * height <= kMostPixels && width <= kMostPixels && height <= kMostPixels,
        "the sheet would have more than 268435456 pixels", "Show fewer pictures, or scale them less");
}

// Copies one picture, each pixel scale × scale times, to where `target` points in rows of `stride` bytes.
void paste(const std::uint8_t* source, const ImageBatch& batch, int scale, std::uint8_t* target, std::size_t stride) {
  const auto channels = static_cast<std::size_t>(batch.channels);
  const std::size_t rowBytes = static_cast<std::size_t>(batch.width) * static_cast<std::size_t>(scale) * channels;
  for (int y = 0; y < batch.height; ++y) {
    std::uint8_t* out = target;
    for (int x = 0; x < batch.width; ++x, source += channels) {
      for (int copy = 0; copy < scale; ++copy) out = std::copy_n(source, channels, out);
    }
    for (int copy = 1; copy < scale; ++copy) {
      std::copy_n(target, rowBytes, target + static_cast<std::size_t>(copy) * stride);
    }
    target += static_cast<std::size_t>(scale) * stride;
  }
}

}  // namespace

Picture contactSheet(const ImageBatch& batch, const SheetOptions& options) {
  check(options.columns >= 1, "a sheet needs at least one column", "");
  check(options.margin >= 0, "the margin is negative", "");
  check(options.scale >= 1, "the scale must be 1 or more", "");
  if (batch.pixels.empty()) return {};
  checkBatch(batch);

  const std::size_t columns = static_cast<std::size_t>(options.columns);
  const std::size_t rows = (batch.size() - 1) / columns + 1;
  checkSize(batch, options, static_cast<double>(rows));

  const auto margin = static_cast<std::size_t>(options.margin);
  const auto scale = static_cast<std::size_t>(options.scale);
  const std::size_t cellWidth = static_cast<std::size_t>(batch.width) * scale + margin;
  const std::size_t cellHeight = static_cast<std::size_t>(batch.height) * scale + margin;
  const auto channels = static_cast<std::size_t>(batch.channels);
  const std::size_t stride = (margin + columns * cellWidth) * channels;

  Picture sheet;
  sheet.width = static_cast<int>(margin + columns * cellWidth);
  sheet.height = static_cast<int>(margin + rows * cellHeight);
  sheet.channels = batch.channels;
  sheet.pixels.assign(stride * static_cast<std::size_t>(sheet.height), options.background);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const std::size_t left = margin + i % columns * cellWidth;
    const std::size_t top = margin + i / columns * cellHeight;
    paste(batch.pixels.data() + i * batch.pictureBytes(), batch, options.scale,
          sheet.pixels.data() + top * stride + left * channels, stride);
  }
  return sheet;
}

}  // namespace ganvas::imaging
