#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sets/picture_container.h"
#include "sets/picture_tree.h"

namespace ganvas::sets {

/// Finds the pictures of a container by what other files call them. The container has to outlive it.
class NameIndex {
 public:
  NameIndex(const PictureContainer& container, const PictureTree& tree);

  /// The picture of that path, as seen from the container's top or from the tree's; else the only one of that file
  /// name; else the only one whose file name without its ending is that.
  std::optional<std::uint32_t> find(std::string_view name);

  /// All whose file name without its ending is `stem`, ascending.
  std::vector<std::uint32_t> withStem(std::string_view stem);

 private:
  using Map = std::unordered_multimap<std::string_view, std::uint32_t>;

  std::optional<std::uint32_t> findPath(const std::string& path) const;
  void indexPaths();
  void indexBases();
  void indexStems();

  const std::vector<ContainedFile>& files_;
  std::vector<std::string> roots_;  ///< where names may begin
  // Filled when first needed: there may be a million.
  std::unordered_map<std::string_view, std::uint32_t> paths_;
  Map bases_, stems_;
};

}  // namespace ganvas::sets
