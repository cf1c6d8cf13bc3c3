#include "data/prepared_set.h"

#include <sys/mman.h>

#include <utility>

#include "base/error.h"
#include "data/content_hash.h"

namespace ganvas::data {

namespace fs = std::filesystem;

MappedPixels::MappedPixels(const RawFile& file, std::size_t bytes) {
  if (bytes == 0 || file.size() != static_cast<std::int64_t>(bytes)) return;
  void* memory = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, file.descriptor(), 0);
  if (memory != MAP_FAILED) bytes_ = {static_cast<const std::uint8_t*>(memory), bytes};
}

MappedPixels::~MappedPixels() {
  if (!bytes_.empty()) ::munmap(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size());
}

PreparedSet::PreparedSet(fs::path place, PreparedHeader head, SetLock held)
    : directory(std::move(place)),
      header(std::move(head)),
      lock(std::move(held)),
      pixels(RawFile::open(directory / kPixelsFile)),
      index(directory),
      mapped(pixels, static_cast<std::size_t>(header.info.count) * header.info.pictureBytes()) {}

bool PreparedSet::isWhole() {
  const std::int64_t count = header.info.count;
  if (pixels.size() != count * static_cast<std::int64_t>(header.info.pictureBytes())) return false;
  if (index.pictures() != count || index.namesBytes() != header.namesBytes) return false;
  const RawFile file = RawFile::open(directory / kLabelsFile);
  if (file.size() != count * static_cast<std::int64_t>(sizeof(std::int32_t))) return false;
  labels.resize(static_cast<std::size_t>(count));
  file.readAt(0, {reinterpret_cast<std::uint8_t*>(labels.data()), labels.size() * sizeof(std::int32_t)});
  return hashOf(labels) == header.labelsHash;
}

std::unique_ptr<PreparedSet> PreparedSet::open(const fs::path& directory, const CacheKey& key) {
  std::optional<SetLock> lock = SetLock::share(directory);
  if (!lock) return nullptr;
  std::optional<PreparedHeader> header = readHeader(directory, key);
  if (!header) return nullptr;
  try {
    auto set = std::make_unique<PreparedSet>(directory, std::move(*header), std::move(*lock));
    if (!set->isWhole()) return nullptr;
    set->lock.noteUse();
    return set;
  } catch (const Error&) {
    return nullptr;  // a file is missing or cannot be read
  }
}

std::uint64_t hashOf(const PictureIndex& index) {
  const auto* entries = reinterpret_cast<const std::uint8_t*>(index.entries.data());
  const auto* names = reinterpret_cast<const std::uint8_t*>(index.names.data());
  return contentHash({entries, index.entries.size() * sizeof(IndexEntry)}) * 3 +
         contentHash({names, index.names.size()});
}

std::uint64_t hashOf(std::span<const std::int32_t> labels) {
  return contentHash({reinterpret_cast<const std::uint8_t*>(labels.data()), labels.size_bytes()});
}

}  // namespace ganvas::data
