#include "data/picture_index.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "data/fingerprint.h"

namespace ganvas::data {

namespace {

constexpr const char* kEntries = "index";
constexpr const char* kNames = "names";
constexpr std::int64_t kEntryBytes = sizeof(IndexEntry);
constexpr std::uint64_t kLongestName = 1 << 16;

template <typename T>
std::span<std::uint8_t> bytesOf(std::span<T> values) {
  return {reinterpret_cast<std::uint8_t*>(values.data()), values.size_bytes()};
}

}  // namespace

std::string_view PictureIndex::nameOf(std::size_t picture) const {
  const std::uint64_t begin = picture == 0 ? 0 : entries[picture - 1].nameEnd;
  const std::uint64_t end = entries[picture].nameEnd;
  if (begin > end || end > names.size()) return {};
  return std::string_view(names).substr(begin, end - begin);
}

IndexFiles::IndexFiles(const std::filesystem::path& set)
    : entries_(RawFile::open(set / kEntries)), names_(RawFile::open(set / kNames)) {}

void IndexFiles::write(const std::filesystem::path& set, const PictureIndex& index) {
  const auto* entries = reinterpret_cast<const std::uint8_t*>(index.entries.data());
  const auto* names = reinterpret_cast<const std::uint8_t*>(index.names.data());
  RawFile::create(set / kEntries).writeAt(0, {entries, index.entries.size() * sizeof(IndexEntry)});
  RawFile::create(set / kNames).writeAt(0, {names, index.names.size()});
}

std::int64_t IndexFiles::pictures() const {
  const std::int64_t bytes = entries_.size();
  return bytes % kEntryBytes == 0 ? bytes / kEntryBytes : -1;
}

PictureIndex IndexFiles::readAll() const {
  PictureIndex index;
  index.entries.resize(static_cast<std::size_t>(pictures()));
  entries_.readAt(0, bytesOf(std::span(index.entries)));
  index.names.resize(static_cast<std::size_t>(names_.size()));
  names_.readAt(0, bytesOf(std::span(index.names)));
  return index;
}

PictureOrigin IndexFiles::origin(std::int64_t picture) const {
  try {
    std::array<IndexEntry, 2> entries;  // the one before, for where its name ends, and the picture's
    const std::int64_t from = picture == 0 ? 0 : picture - 1;
    const std::span<IndexEntry> wanted = std::span(entries).subspan(picture == 0 ? 1 : 0);
    entries_.readAt(from * kEntryBytes, bytesOf(wanted));
    const IndexEntry& entry = entries[1];
    if (entry.nameEnd < entries[0].nameEnd || entry.nameEnd - entries[0].nameEnd > kLongestName) return {};
    std::string name(entry.nameEnd - entries[0].nameEnd, '\0');
    names_.readAt(static_cast<std::int64_t>(entries[0].nameEnd), bytesOf(std::span(name)));
    return {std::move(name), entry.width, entry.height, entry.bytes};
  } catch (const Error&) {
    return {};
  }
}

std::string fingerprintOf(const SetInfo& info, const PictureIndex& index, std::span<const std::int32_t> labels,
                          std::span<const std::int64_t> chosen) {
  Fingerprint fingerprint;
  for (const int number : {info.width, info.height, info.channels}) {
    fingerprint.add(static_cast<std::uint64_t>(number));
  }
  for (const std::string& name : info.classNames) fingerprint.add(name + "\n");
  const auto add = [&](std::size_t picture) {
    fingerprint.add(index.nameOf(picture));
    fingerprint.add(static_cast<std::uint64_t>(labels[picture]));
    fingerprint.add(index.entries[picture].pixelHash);
  };
  for (std::size_t picture = 0; chosen.empty() && picture < labels.size(); ++picture) add(picture);
  for (const std::int64_t picture : chosen) add(static_cast<std::size_t>(picture));
  return "pictures-1 " + fingerprint.text();
}

}  // namespace ganvas::data
