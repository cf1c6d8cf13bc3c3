#include "imaging/picture_bytes.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/files.h"

namespace ganvas::imaging {

namespace {

constexpr std::uintmax_t kLargestFile = std::uintmax_t{256} << 20;
constexpr std::int64_t kMostPixels = std::int64_t{1} << 28;

PictureHeader headerOf(std::string_view bytes, const std::string& file) {
  if (bytes.empty()) throw Error("the file is empty", file, "Get the file again, or leave it out");
  const std::optional<PictureHeader> header = readPictureHeader(bytes);
  if (!header) {
    throw Error("this is no picture, or none that can be read", file, "JPEG, PNG, WebP, BMP and TIFF can be read");
  }
  return *header;
}

void checkSize(const PictureHeader& header, const std::string& file) {
  if (header.width <= kMostPixels / header.height) return;
  throw Error("the picture has " + std::to_string(header.width) + "×" + std::to_string(header.height) +
                  " pixels, more than " + std::to_string(kMostPixels),
              file, "Make it smaller, or leave it out");
}

}  // namespace

PictureHeader checkedHeader(std::string_view bytes, const std::string& name) {
  const PictureHeader header = headerOf(bytes, name);
  if (!header.complete) throw Error("the picture is truncated", name, "Get the file again, or leave it out");
  if (header.width < 1 || header.height < 1) failDamaged(name);
  checkSize(header, name);
  return header;
}

PictureBytes readPictureBytes(const std::filesystem::path& file) {
  std::string bytes = readWholeFile(file, kLargestFile);
  const PictureHeader header = checkedHeader(bytes, file.string());
  return {std::move(bytes), header};
}

void failDamaged(const std::string& name) {
  throw Error("the picture is damaged, or of a kind that cannot be decoded", name,
              "Get the file again, or leave it out");
}

void failTooLarge(const std::string& name) {
  throw Error("there is no memory left to decode the picture", name, "Make it smaller, or leave it out");
}

}  // namespace ganvas::imaging
