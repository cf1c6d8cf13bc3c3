// IDX files, plain and gzip: sets/idx_file.h.
#include <algorithm>

#include "fuzz.h"
#include "sets/idx_file.h"

namespace {

constexpr std::int64_t kMostRead = 1 << 20;

void readSome(const std::filesystem::path& path, ganvas::sets::IdxKind kind) {
  ganvas::sets::IdxFile file(path, kind);
  const std::int64_t item = std::int64_t{file.height()} * file.width();
  if (item > kMostRead) return;
  const std::int64_t items = std::min(file.count(), kMostRead / item);
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(items * item));
  file.read(file.count() - items, bytes);
  file.read(0, bytes);
}

}  // namespace

std::vector<std::string> seedInputs() {
  const std::string images("\0\0\x08\3\0\0\0\2\0\0\0\2\0\0\0\3abcdefghijkl", 28);
  const std::string labels("\0\0\x08\1\0\0\0\3\0\1\2", 11);
  // gzip of the labels, stored
  const std::string packed("\x1f\x8b\x08\0\0\0\0\0\0\3\1\x0b\0\xf4\xff\0\0\x08\1\0\0\0\3\0\1\2\0\0\0\0\x0b\0\0\0", 34);
  return {images, labels, packed};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ganvas;
  const auto file = fuzz::workplace().write("file", data, size);
  fuzz::mayRefuse([&] { readSome(file, sets::IdxKind::Images); });
  fuzz::mayRefuse([&] { readSome(file, sets::IdxKind::Labels); });
  return 0;
}
