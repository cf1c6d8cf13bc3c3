#include "sets/name_index.h"

#include <algorithm>

#include "sets/archive_reader.h"
#include "sets/container_names.h"

namespace ganvas::sets {

namespace {

std::optional<std::uint32_t> theOnly(const std::unordered_multimap<std::string_view, std::uint32_t>& map,
                                     std::string_view name) {
  const auto [first, last] = map.equal_range(name);
  if (first == last || std::next(first) != last) return {};
  return first->second;
}

}  // namespace

NameIndex::NameIndex(const PictureContainer& container, const PictureTree& tree)
    : files_(container.files()), roots_{"", tree.top, tree.root} {}

void NameIndex::indexPaths() {
  if (!paths_.empty()) return;
  paths_.reserve(files_.size());
  for (std::size_t i = 0; i < files_.size(); ++i) {
    if (isPictureName(files_[i].name)) paths_.emplace(files_[i].name, static_cast<std::uint32_t>(i));
  }
}

std::optional<std::uint32_t> NameIndex::findPath(const std::string& path) const {
  const auto found = paths_.find(path);
  return found == paths_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::uint32_t> NameIndex::find(std::string_view name) {
  std::string plain(name);
  std::replace(plain.begin(), plain.end(), '\\', '/');
  plain = plainMemberName(plain);
  if (plain.empty()) return {};
  indexPaths();
  for (const std::string& root : roots_) {
    if (const auto found = findPath(root + plain)) return found;
  }
  indexBases();
  if (const auto found = theOnly(bases_, baseName(plain))) return found;
  indexStems();
  return theOnly(stems_, baseName(plain));
}

std::vector<std::uint32_t> NameIndex::withStem(std::string_view stem) {
  indexStems();
  std::vector<std::uint32_t> found;
  const auto [first, last] = stems_.equal_range(stem);
  for (auto entry = first; entry != last; ++entry) found.push_back(entry->second);
  std::sort(found.begin(), found.end());
  return found;
}

void NameIndex::indexBases() {
  if (!bases_.empty()) return;
  indexPaths();
  bases_.reserve(paths_.size());
  for (const auto& [path, file] : paths_) bases_.emplace(baseName(path), file);
}

void NameIndex::indexStems() {
  if (!stems_.empty()) return;
  indexPaths();
  stems_.reserve(paths_.size());
  for (const auto& [path, file] : paths_) stems_.emplace(withoutEnding(baseName(path)), file);
}

}  // namespace ganvas::sets
