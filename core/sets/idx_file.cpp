#include "sets/idx_file.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/error.h"

namespace ganvas::sets {

namespace {

constexpr std::int64_t kMostItems = std::int64_t{1} << 31;
constexpr std::int64_t kLargestSide = 4096;
constexpr std::int64_t kMostExpansion = 1032;  // deflate packs no better than 1 : 1032
constexpr const char* kGetAgain = "Get the file again";

std::uint32_t bigEndian(const std::uint8_t* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

const char* typeName(std::uint8_t code) {
  switch (code) {
    case 0x08:
      return "unsigned bytes";
    case 0x09:
      return "signed bytes";
    case 0x0B:
      return "16-bit integers";
    case 0x0C:
      return "32-bit integers";
    case 0x0D:
      return "32-bit floats";
    case 0x0E:
      return "64-bit floats";
    default:
      return nullptr;
  }
}

std::string hexadecimal(const std::uint8_t* bytes, int count) {
  constexpr const char* digits = "0123456789abcdef";
  std::string text;
  for (int i = 0; i < count; ++i) {
    if (i > 0) text += ' ';
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 0xf];
  }
  return text;
}

const char* itemsName(IdxKind kind) {
  return kind == IdxKind::Images ? "pictures" : "labels";
}

// The magic number: two zero bytes, the type of the values, the number of dimensions.
void checkMagic(const std::uint8_t* bytes, IdxKind kind, const std::string& file) {
  const int dimensions = kind == IdxKind::Images ? 3 : 1;
  if (bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0x08 && bytes[3] == dimensions) return;

  const char* type = typeName(bytes[2]);
  if (bytes[0] != 0 || bytes[1] != 0 || type == nullptr) {
    throw Error("this is not an IDX file: it starts with the bytes " + hexadecimal(bytes, 4), file,
                "IDX files of " + std::string(itemsName(kind)) + " start with 00 00 08 0" + std::to_string(dimensions));
  }
  if (bytes[2] == 0x08 && (bytes[3] == 1 || bytes[3] == 3)) {
    const bool labels = bytes[3] == 1;
    throw Error(std::string("this IDX file holds ") + (labels ? "labels, not pictures" : "pictures, not labels"), file,
                "Check which file is which");
  }
  throw Error("this IDX file holds " + std::string(type) + " (type 0x" + hexadecimal(bytes + 2, 1) + ") in " +
                  std::to_string(bytes[3]) + " dimensions; " + itemsName(kind) + " are unsigned bytes (type 0x08) in " +
                  std::to_string(dimensions),
              file, "Convert the file, or name another one");
}

void checkBetween(std::int64_t value, std::int64_t largest, const char* what, const std::string& file) {
  if (value >= 1 && value <= largest) return;
  throw Error(std::string("the header says ") + what + " " + std::to_string(value) + "; 1 to " +
                  std::to_string(largest) + " is possible",
              file, "The file is damaged or of another kind: get it again");
}

}  // namespace

IdxFile::IdxFile(const std::filesystem::path& path, IdxKind kind) : file_(path), kind_(kind) {
  if (file_.sizeOnDisk() == 0) throw Error("the file is empty", path.string(), kGetAgain);
  readHeader();
  checkLength();
}

void IdxFile::readHeader() {
  const std::string file = path().string();
  std::array<std::uint8_t, 16> header{};
  const auto wanted = static_cast<std::size_t>(headerBytes());
  const std::size_t got = file_.read(0, std::span(header).first(wanted));
  if (got >= 4) checkMagic(header.data(), kind_, file);
  if (got < wanted) {
    throw Error("the file is truncated: " + std::to_string(got) + " bytes, and its header alone takes " +
                    std::to_string(wanted),
                file, kGetAgain);
  }
  count_ = bigEndian(header.data() + 4);
  checkBetween(count_, kMostItems, "the number of items is", file);
  if (kind_ == IdxKind::Labels) return;
  const std::int64_t height = bigEndian(header.data() + 8);
  const std::int64_t width = bigEndian(header.data() + 12);
  checkBetween(height, kLargestSide, "the pictures' height is", file);
  checkBetween(width, kLargestSide, "the pictures' width is", file);
  height_ = static_cast<int>(height);
  width_ = static_cast<int>(width);
}

void IdxFile::checkLength() const {
  const std::int64_t size = file_.sizeOnDisk();
  if (file_.isCompressed()) {  // the length is known at the end only, but this much cannot be in it
    if (totalBytes() / kMostExpansion <= size) return;
    throw Error("the header promises " + std::to_string(totalBytes()) + " bytes, more than " + std::to_string(size) +
                    " packed bytes can hold",
                path().string(), kGetAgain);
  }
  if (size < totalBytes()) failTruncated(size);
  if (size > totalBytes()) {
    throw Error("the file has the wrong length: " + std::to_string(size) + " bytes, and " + std::to_string(count_) +
                    " " + itemsName(kind_) + " take " + std::to_string(totalBytes()),
                path().string(), kGetAgain);
  }
}

void IdxFile::read(std::int64_t first, std::span<std::uint8_t> bytes) {
  const std::int64_t start = headerBytes() + first * itemBytes();
  const std::size_t got = file_.read(start, bytes);
  if (got < bytes.size()) failTruncated(file_.position());
  if (start + static_cast<std::int64_t>(got) == totalBytes()) checkEnd();
}

void IdxFile::checkEnd() {
  std::uint8_t extra = 0;
  if (file_.read(totalBytes(), std::span(&extra, 1)) != 0) {
    throw Error("the file has the wrong length: bytes follow after the " + std::to_string(count_) + " " +
                    itemsName(kind_) + " that its header promises",
                path().string(), kGetAgain);
  }
  if (file_.isCutOff()) throw Error("the file is truncated: its checksum is missing", path().string(), kGetAgain);
}

void IdxFile::failTruncated(std::int64_t bytesThere) const {
  const std::int64_t there = std::max<std::int64_t>(0, bytesThere - headerBytes()) / itemBytes();
  throw Error("the file is truncated: " + std::to_string(there) + " of the " + std::to_string(count_) + " " +
                  itemsName(kind_) + " that its header promises are there",
              path().string(), kGetAgain);
}

std::int64_t countLabelClasses(IdxFile& labels) {
  constexpr std::int64_t kChunk = 64 * 1024;
  std::vector<std::uint8_t> chunk;
  std::int64_t largest = 0;
  for (std::int64_t first = 0; first < labels.count(); first += kChunk) {
    chunk.resize(static_cast<std::size_t>(std::min(labels.count() - first, kChunk)));
    labels.read(first, chunk);
    largest = std::max<std::int64_t>(largest, *std::max_element(chunk.begin(), chunk.end()));
  }
  return largest + 1;
}

}  // namespace ganvas::sets
