#include "imaging/picture_hash.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace ganvas::imaging {

namespace {

constexpr std::size_t kColumns = 9, kRows = 8;

/// Calls take(pixel, part) for what lies in place `cell` of `Cells` places of the same length along a side. In units of
/// 1/Cells of a pixel all lengths are whole: a pixel is `Cells` long, a place as long as the side has pixels.
template <std::size_t Cells, typename Take>
void takeParts(std::size_t side, std::size_t cell, const Take& take) {
  const std::size_t begin = cell * side, end = begin + side;
  for (std::size_t pixel = begin / Cells; pixel * Cells < end; ++pixel) {
    take(pixel, std::min(end, (pixel + 1) * Cells) - std::max(begin, pixel * Cells));
  }
}

/// Brightness in thousandths (ITU-R BT.601).
std::uint32_t grey(const std::uint8_t* pixel, int channels) {
  return channels == 1 ? pixel[0] * 1000U : pixel[0] * 299U + pixel[1] * 587U + pixel[2] * 114U;
}

}  // namespace

std::uint64_t perceptualHash(std::span<const std::uint8_t> pixels, int width, int height, int channels) {
  const auto columns = static_cast<std::size_t>(width), rows = static_cast<std::size_t>(height);
  const auto step = static_cast<std::size_t>(channels);
  std::vector<std::array<std::uint64_t, kColumns>> lines(rows);
  std::vector<std::uint32_t> line(columns);
  for (std::size_t y = 0; y < rows; ++y) {
    const std::uint8_t* pixel = pixels.data() + y * columns * step;
    for (std::size_t x = 0; x < columns; ++x, pixel += step) line[x] = grey(pixel, channels);
    for (std::size_t cell = 0; cell < kColumns; ++cell) {
      std::uint64_t sum = 0;
      takeParts<kColumns>(columns, cell, [&](std::size_t x, std::size_t part) { sum += line[x] * part; });
      lines[y][cell] = sum;
    }
  }
  std::uint64_t hash = 0;
  for (std::size_t y = 0; y < kRows; ++y) {
    std::array<std::uint64_t, kColumns> sums{};
    takeParts<kRows>(rows, y, [&](std::size_t row, std::size_t part) {
      for (std::size_t x = 0; x < kColumns; ++x) sums[x] += lines[row][x] * part;
    });
    for (std::size_t x = 0; x + 1 < kColumns; ++x) {
      const bool darker = sums[x] < sums[x + 1];
      hash |= std::uint64_t{darker} << (8 * y + x);
    }
  }
  return hash;
}

}  // namespace ganvas::imaging
