#include "imaging/tiff_header.h"

#include <algorithm>

#include "imaging/byte_view.h"

namespace ganvas::imaging {

namespace {

using namespace std::string_view_literals;

enum Tag : std::int64_t {
  kWidth = 256,
  kHeight = 257,
  kStripOffsets = 273,
  kOrientation = 274,
  kStripBytes = 279,
  kTileWidth = 322,
  kTileHeight = 323,
  kTileOffsets = 324,
  kTileBytes = 325,
  kExtraSamples = 338
};

constexpr std::int64_t kLargestTile = 1 << 26;  // pixels; decoders keep one in memory whole

/// The first directory of a TIFF file or EXIF block, as TIFF 6.0 (Adobe 1992) has it.
class Directory {
 public:
  explicit Directory(std::string_view bytes)
      : file_(bytes), little_(file_.has(0, "II"sv)), place_(static_cast<std::size_t>(number(4, 4))) {
    count_ = static_cast<std::size_t>(number(place_, 2));
  }

  bool complete() const { return place_ >= 8 && place_ + 2 + 12 * count_ <= file_.size(); }

  /// The entry's place, or 0. Decoders take the first of several.
  std::size_t find(Tag tag) const {
    for (std::size_t i = 0; i < count_ && place_ + 2 + 12 * i < file_.size(); ++i) {
      const std::size_t entry = place_ + 2 + 12 * i;
      if (number(entry, 2) == tag) return entry;
    }
    return 0;
  }
  std::int64_t values(std::size_t entry) const { return entry == 0 ? 0 : number(entry + 4, 4); }
  std::int64_t value(std::size_t entry, std::int64_t index = 0) const {
    if (entry == 0) return 0;
    const int size = bytesEach(entry);
    const bool inPlace = values(entry) * size <= 4;
    const auto start = inPlace ? entry + 8 : static_cast<std::size_t>(number(entry + 8, 4));
    return number(start + static_cast<std::size_t>(index * size), size);
  }
  std::int64_t value(Tag tag) const { return value(find(tag)); }

  int orientation() const {
    const std::int64_t found = value(kOrientation);
    return found >= 1 && found <= 8 ? static_cast<int>(found) : 1;
  }

  /// Whether all pieces of the picture, strips or tiles, lie within the file.
  bool holds(Tag offsets, Tag sizes) const {
    const std::size_t offset = find(offsets), size = find(sizes);
    const std::int64_t pieces = values(offset);
    const auto end = static_cast<std::int64_t>(file_.size());
    if (pieces < 1 || pieces > end || values(size) != pieces) return false;
    for (std::int64_t i = 0; i < pieces; ++i) {
      if (value(offset, i) + value(size, i) > end) return false;
    }
    return true;
  }

 private:
  std::int64_t number(std::size_t place, int count) const {
    return little_ ? file_.little(place, count) : file_.big(place, count);
  }
  int bytesEach(std::size_t entry) const {
    const std::int64_t type = number(entry + 2, 2);
    return type == 4 ? 4 : type == 3 ? 2 : 1;
  }

  ByteView file_;
  bool little_;
  std::size_t place_, count_ = 0;
};

}  // namespace

bool isTiff(std::string_view bytes) {
  const ByteView file(bytes);
  return file.has(0, "II*\0"sv) || file.has(0, "MM\0*"sv);
}

PictureHeader readTiffHeader(std::string_view bytes) {
  const Directory directory(bytes);
  PictureHeader header{directory.value(kWidth), directory.value(kHeight), false};
  header.complete = directory.complete() &&
                    (directory.holds(kStripOffsets, kStripBytes) || directory.holds(kTileOffsets, kTileBytes));
  const std::int64_t tileWidth = directory.value(kTileWidth), tileHeight = directory.value(kTileHeight);
  if (tileWidth > 0 && tileHeight > kLargestTile / tileWidth) header.width = header.height = 0;
  const std::int64_t extra = directory.value(kExtraSamples);
  header.transparent = extra == 1 || extra == 2;
  header.orientation = directory.orientation();
  header.orientationPlace = directory.find(kOrientation);
  return header;
}

int exifOrientation(std::string_view block) {
  return isTiff(block) ? Directory(block).orientation() : 1;
}

}  // namespace ganvas::imaging
