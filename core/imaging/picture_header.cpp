#include "imaging/picture_header.h"

#include <algorithm>
#include <cstdlib>

#include "imaging/byte_view.h"
#include "imaging/tiff_header.h"

namespace ganvas::imaging {

namespace {

using namespace std::string_view_literals;

PictureHeader readPng(const ByteView& file) {
  PictureHeader header{file.big(16, 4), file.big(20, 4), false};
  header.transparent = (file.at(25) & 4) != 0;  // the colour type's bit for alpha
  // Chunks: length, type, data, checksum. The last one is IEND.
  for (std::size_t place = 8; place + 12 <= file.size();) {
    if (file.has(place + 4, "IEND")) header.complete = true;
    if (file.has(place + 4, "tRNS")) header.transparent = true;
    if (file.has(place + 4, "eXIf")) header.orientation = exifOrientation(file.from(place + 8));
    place += 12 + static_cast<std::size_t>(file.big(place, 4));
  }
  return header;
}

bool isFrameHeader(std::int64_t marker) {  // SOF0 to SOF15 but DHT, JPG and DAC, which share the range
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool standsAlone(std::int64_t marker) {  // a marker without a segment: TEM, RST0 to RST7, SOI
  return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

// Walks the markers, through the coded data too, up to the end-of-image marker.
PictureHeader readJpeg(const ByteView& file) {
  PictureHeader header{0, 0, false};
  header.scalable = true;
  std::size_t place = 2;
  while (place + 1 < file.size()) {
    const std::int64_t marker = file.at(place + 1);
    if (file.at(place) != 0xFF || marker == 0x00) {  // coded data, or FF 00: a coded FF
      ++place;
    } else if (marker == 0xFF) {  // fill bytes
      ++place;
    } else if (marker == 0xD9) {
      header.complete = true;
      return header;
    } else if (standsAlone(marker)) {
      place += 2;
    } else {
      if (isFrameHeader(marker)) {
        header.height = std::max(header.height, file.big(place + 5, 2));
        header.width = std::max(header.width, file.big(place + 7, 2));
      }
      if (marker == 0xE1 && file.has(place + 4, "Exif\0\0"sv)) {
        header.orientation = exifOrientation(file.from(place + 10));
      }
      place += 2 + static_cast<std::size_t>(file.big(place + 2, 2));
    }
  }
  return header;
}

PictureHeader readBmp(const ByteView& file) {
  if (file.little(14, 4) == 12) return {file.little(18, 2), file.little(20, 2)};  // OS/2's header
  const auto width = static_cast<std::int32_t>(file.little(18, 4));
  const auto height = static_cast<std::int32_t>(file.little(22, 4));  // negative: rows from the top
  const bool complete = static_cast<std::int64_t>(file.size()) > file.little(10, 4);
  return {width, std::abs(std::int64_t{height}), complete};
}

// Chunks: name, length, data, padded to an even length.
int webpOrientation(const ByteView& file) {
  for (std::size_t place = 12; place + 8 <= file.size();) {
    const auto length = static_cast<std::size_t>(file.little(place + 4, 4));
    if (file.has(place, "EXIF")) {
      const std::size_t start =
          file.has(place + 8, "Exif\0\0"sv) ? place + 14 : place + 8;  // some write JPEG's mark too
      return exifOrientation(file.from(start));
    }
    place += 8 + length + length % 2;
  }
  return 1;
}

PictureHeader readWebp(const ByteView& file) {
  const bool complete = static_cast<std::int64_t>(file.size()) >= file.little(4, 4) + 8;
  if (file.has(12, "VP8X")) {
    PictureHeader header{file.little(24, 3) + 1, file.little(27, 3) + 1, complete, (file.at(20) & 16) != 0};
    header.orientation = webpOrientation(file);
    return header;
  }
  if (file.has(12, "VP8L")) {
    const std::int64_t sizes = file.little(21, 4);  // 14 bits each, less one
    return {(sizes & 0x3FFF) + 1, (sizes >> 14 & 0x3FFF) + 1, complete, (sizes >> 28 & 1) != 0};
  }
  return {file.little(26, 2) & 0x3FFF, file.little(28, 2) & 0x3FFF, complete};
}

}  // namespace

std::optional<PictureHeader> readPictureHeader(std::string_view bytes) {
  const ByteView file(bytes);
  if (file.has(0, "\x89PNG\r\n\x1a\n"sv)) return readPng(file);
  if (file.has(0, "\xFF\xD8\xFF"sv)) return readJpeg(file);
  if (file.has(0, "BM"sv)) return readBmp(file);
  if (file.has(0, "RIFF"sv) && file.has(8, "WEBPVP8"sv)) return readWebp(file);
  if (isTiff(bytes)) return readTiffHeader(bytes);
  return std::nullopt;
}

}  // namespace ganvas::imaging
