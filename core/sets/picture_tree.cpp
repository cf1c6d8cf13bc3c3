#include "sets/picture_tree.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "sets/container_names.h"

namespace ganvas::sets {

namespace {

using Numbers = std::vector<std::uint32_t>;

/// What lies directly below a prefix.
struct Level {
  std::vector<std::string> folders;  ///< with pictures in or below them, sorted
  bool pictures = false;
};

Level levelBelow(const std::vector<ContainedFile>& files, const Numbers& pictures, const std::string& prefix) {
  Level level;
  std::set<std::string_view> folders;
  std::string_view last;  // most often the next picture lies there as well
  for (const std::uint32_t file : pictures) {
    const std::string_view rest = std::string_view(files[file].name).substr(prefix.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos) {
      level.pictures = true;
    } else if (rest.substr(0, slash) != last) {
      last = rest.substr(0, slash);
      folders.insert(last);
    }
  }
  level.folders.assign(folders.begin(), folders.end());
  return level;
}

std::string lowered(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

bool isSplit(const std::string& folder) {
  constexpr std::array<std::string_view, 4> kSplits{"train", "test", "val", "valid"};
  return std::find(kSplits.begin(), kSplits.end(), lowered(folder)) != kSplits.end();
}

bool areSplits(const Level& level) {
  const auto splits = std::count_if(level.folders.begin(), level.folders.end(), isSplit);
  const bool train = std::any_of(level.folders.begin(), level.folders.end(),
                                 [](const std::string& folder) { return lowered(folder) == "train"; });
  const bool onlySplits = splits == static_cast<std::ptrdiff_t>(level.folders.size()) && !level.pictures;
  return (splits > 0 && onlySplits) || (train && splits > 1);
}

/// Below all single folders that are no split.
Level descend(const std::vector<ContainedFile>& files, const Numbers& pictures, std::string& prefix) {
  for (;;) {
    Level level = levelBelow(files, pictures, prefix);
    if (level.pictures || level.folders.size() != 1 || isSplit(level.folders.front())) return level;
    prefix += level.folders.front() + '/';
  }
}

std::string chooseSplit(const Level& level, const std::string& split, const std::string& where) {
  const std::vector<std::string> wanted =
      split == "test" ? std::vector<std::string>{"test", "val", "valid"} : std::vector<std::string>{split};
  for (const std::string& name : wanted) {
    for (const std::string& folder : level.folders) {
      if (lowered(folder) == name) return folder;
    }
  }
  const bool train = lowered(*std::find_if(level.folders.begin(), level.folders.end(), isSplit)) == "train";
  const std::string other = train ? "train" : "test";
  throw Error("there is the split '" + other + "' only, not '" + split + "'", where, "Use --set data.split=" + other);
}

Numbers pictureFiles(const PictureContainer& container) {
  Numbers pictures;
  const std::vector<ContainedFile>& files = container.files();
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (isPictureName(files[i].name)) pictures.push_back(static_cast<std::uint32_t>(i));
  }
  if (!pictures.empty()) return pictures;
  throw Error(std::string("there is no picture in the ") + (container.isDirectory() ? "folder" : "archive"),
              container.path().string(),
              "Set data.path to a folder or archive of PNG, JPEG, BMP, WebP or TIFF files, or of sub-folders with "
              "such, one for each class");
}

}  // namespace

PictureTree lookAtTree(const PictureContainer& container, const std::string& split) {
  const std::vector<ContainedFile>& files = container.files();
  PictureTree tree;
  tree.pictures = pictureFiles(container);
  Level level = descend(files, tree.pictures, tree.top);
  tree.root = tree.top;
  if (areSplits(level)) {
    tree.split = chooseSplit(level, split, container.path().string());
    tree.root += tree.split + '/';
    std::erase_if(tree.pictures, [&](std::uint32_t file) { return !files[file].name.starts_with(tree.root); });
    level = descend(files, tree.pictures, tree.root);
  }
  tree.classNames = std::move(level.folders);
  return tree;
}

std::int32_t folderLabel(const PictureTree& tree, const std::string& name) {
  const std::size_t slash = name.find('/', tree.root.size());
  if (slash == std::string::npos) return -1;
  const std::string_view folder = std::string_view(name).substr(tree.root.size(), slash - tree.root.size());
  const auto place = std::lower_bound(tree.classNames.begin(), tree.classNames.end(), folder);
  return static_cast<std::int32_t>(place - tree.classNames.begin());
}

}  // namespace ganvas::sets
