#include "imaging/picture_bytes.h"

#include <cstdint>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/files.h"

namespace ganvas::imaging {

namespace {

constexpr std::uintmax_t kLargestFile = std::uintmax_t{256} << 20;
constexpr std::int64_t kMostPixels = std::int64_t{1} << 28;
constexpr std::uintmax_t kStart = std::uintmax_t{128} << 10;
constexpr std::uintmax_t kEnd = std::uintmax_t{64} << 10;

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

std::string readPart(const std::filesystem::path& file, std::uintmax_t from, std::uintmax_t size) {
  std::string bytes(size, '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(from));
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream) throw Error("the file cannot be read", file.string(), "Check its permissions and the disk");
  return bytes;
}

/// Whether the file's last part has the mark that its format ends with, where there is such.
bool mayHoldEnd(const std::string& start, const std::string& end) {
  const auto holds = [&](const char* mark) { return end.find(mark) != std::string::npos; };
  return start.starts_with("\xFF\xD8") ? holds("\xFF\xD9") : !start.starts_with("\x89PNG") || holds("IEND");
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

void checkPicture(const std::filesystem::path& file) {
  std::error_code failure;
  const bool plain = std::filesystem::is_regular_file(file, failure);
  const std::uintmax_t size = plain ? std::filesystem::file_size(file, failure) : 0;
  if (!plain || failure || size <= kStart || size > kLargestFile) {
    readPictureBytes(file);
    return;
  }
  const std::string start = readPart(file, 0, kStart);
  const PictureHeader header = headerOf(start, file.string());
  if (!mayHoldEnd(start, readPart(file, size - kEnd, kEnd))) {  // cut off, or with a film behind the picture
    readPictureBytes(file);
    return;
  }
  // A JPEG may say its size farther behind, after a long profile or thumbnail.
  if (header.width > 0 && header.height > 0) checkSize(header, file.string());
}

void failDamaged(const std::string& name) {
  throw Error("the picture is damaged, or of a kind that cannot be decoded", name,
              "Get the file again, or leave it out");
}

void failTooLarge(const std::string& name) {
  throw Error("there is no memory left to decode the picture", name, "Make it smaller, or leave it out");
}

}  // namespace ganvas::imaging
