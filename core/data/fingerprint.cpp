#include "data/fingerprint.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "base/error.h"
#include "sets/plain_file.h"

namespace ganvas::data {

namespace {

constexpr std::int64_t kEdge = 64 * 1024;

}  // namespace

void Fingerprint::add(std::string_view bytes) {
  for (const char byte : bytes) {
    hash_ ^= static_cast<std::uint8_t>(byte);
    hash_ *= 0x100000001b3;
  }
}

void Fingerprint::add(std::uint64_t number) {
  std::array<char, 8> bytes;
  for (char& byte : bytes) {
    byte = static_cast<char>(number & 0xff);
    number >>= 8;
  }
  add(std::string_view(bytes.data(), bytes.size()));
}

void Fingerprint::addFile(const std::filesystem::path& file) {
  const std::int64_t size = sets::plainFileSize(file);
  add(static_cast<std::uint64_t>(size));
  std::ifstream stream(file, std::ios::binary);
  std::string edge;
  for (const std::int64_t start : {std::int64_t{0}, std::max(kEdge, size - kEdge)}) {
    if (start >= size && start > 0) break;  // the first part was all
    edge.resize(static_cast<std::size_t>(std::min(kEdge, size - start)));
    stream.seekg(start);
    stream.read(edge.data(), static_cast<std::streamsize>(edge.size()));
    if (!stream) throw Error("the file cannot be read", file.string(), "Check its permissions and the disk");
    add(edge);
  }
}

std::string Fingerprint::text() const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += digits[(hash_ >> shift) & 0xf];
  return text;
}

}  // namespace ganvas::data
