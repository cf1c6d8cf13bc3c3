#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace ganvas::testing {

/// What an uncompressed TIFF file of one strip says of itself.
struct TiffParts {
  std::uint32_t width = 0, height = 0;
  std::uint16_t samples = 1;  ///< 1, 3 or 4
  std::uint16_t bits = 8;
  std::uint16_t orientation = 0;  ///< 0: not said
  std::uint16_t extra = 0;        ///< meaning of the fourth sample; 0: not said
  bool bigEndian = false;
  std::uint32_t tileSide = 0;  ///< said beside the strip's; 0: not said
};

/// The file of these samples, row by row; bits, offsets and sizes as TIFF 6.0 has them.
inline std::string makeTiff(const TiffParts& parts, const std::vector<std::uint16_t>& samples) {
  std::string bytes;
  const auto put = [&](std::uint64_t value, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += static_cast<char>(value >> 8 * i & 0xFF);
    if (parts.bigEndian) std::reverse(text.begin(), text.end());
    bytes += text;
  };
  struct Entry {
    std::uint16_t tag, type;
    std::uint32_t count, value;
  };
  const auto size = static_cast<std::uint32_t>(samples.size() * parts.bits / 8);
  std::vector<Entry> entries = {{256, 4, 1, parts.width},
                                {257, 4, 1, parts.height},
                                {258, 3, parts.samples, parts.bits},
                                {259, 3, 1, 1},
                                {262, 3, 1, parts.samples >= 3 ? 2U : 1U},
                                {273, 4, 1, 0},
                                {277, 3, 1, parts.samples},
                                {278, 4, 1, parts.height},
                                {279, 4, 1, size}};
  if (parts.orientation > 0) entries.insert(entries.begin() + 6, {274, 3, 1, parts.orientation});
  if (parts.tileSide > 0) {
    entries.push_back({322, 4, 1, parts.tileSide});
    entries.push_back({323, 4, 1, parts.tileSide});
  }
  if (parts.extra > 0) entries.push_back({338, 3, 1, parts.extra});
  const auto after = static_cast<std::uint32_t>(8 + 2 + 12 * entries.size() + 4);
  const std::uint32_t bitsEach = parts.samples > 2 ? 2U * parts.samples : 0;  // behind the directory
  bytes += parts.bigEndian ? "MM" : "II";
  put(42, 2), put(8, 4), put(entries.size(), 2);
  for (const Entry& entry : entries) {
    put(entry.tag, 2), put(entry.type, 2), put(entry.count, 4);
    if (entry.tag == 273) {
      put(after + bitsEach, 4);
    } else if (entry.tag == 258 && bitsEach > 0) {
      put(after, 4);
    } else if (entry.type == 3) {
      put(entry.value, 2), put(0, 2);
    } else {
      put(entry.value, 4);
    }
  }
  put(0, 4);
  for (std::uint32_t i = 0; i < bitsEach; i += 2) put(parts.bits, 2);
  for (const std::uint16_t sample : samples) put(sample, parts.bits / 8);
  return bytes;
}

}  // namespace ganvas::testing
