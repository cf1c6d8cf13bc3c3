#include "sets/label_file.h"

#include <algorithm>

#include "base/error.h"
#include "base/files.h"
#include "sets/container_limits.h"
#include "sets/container_names.h"
#include "sets/data_home.h"
#include "sets/plain_file.h"

namespace ganvas::sets {

namespace fs = std::filesystem;

namespace {

std::string placeIn(const PictureContainer& container, const std::string& name) {
  return container.isDirectory() ? (container.path() / name).string() : container.path().string() + ": " + name;
}

/// A file of the container by its path from the top or the pictures' folder, or by its bare name.
std::optional<std::size_t> findInside(const PictureContainer& container, const PictureTree& tree,
                                      const std::string& name, bool anywhere) {
  const std::vector<ContainedFile>& files = container.files();
  const auto find = [&](const auto& matches) -> std::optional<std::size_t> {
    const auto place = std::find_if(files.begin(), files.end(), matches);
    if (place == files.end()) return {};
    return static_cast<std::size_t>(place - files.begin());
  };
  for (const std::string& root : {std::string(), tree.top, tree.root}) {
    const std::string path = root + name;
    if (const auto found = find([&](const ContainedFile& file) { return file.name == path; })) return found;
  }
  if (!anywhere) return {};
  return find([&](const ContainedFile& file) { return baseName(file.name) == name; });
}

std::optional<LabelFile> readInside(PictureContainer& container, const PictureTree& tree, const std::string& name,
                                    bool anywhere) {
  const auto found = findInside(container, tree, name, anywhere);
  if (!found) return {};
  const std::string& path = container.files()[*found].name;
  return LabelFile{name, placeIn(container, path), {}, container.read(*found)};
}

std::optional<LabelFile> readOnDisk(const PictureContainer& container, const std::string& name) {
  const fs::path given = expandHome(name);
  const fs::path beside = (container.path() / "").lexically_normal().parent_path().parent_path() / given;
  for (const fs::path& file : {given, beside}) {
    if (isThere(file)) {
      return LabelFile{file.filename().string(), file.string(), {}, readWholeFile(file, kLargestFile)};
    }
  }
  return {};
}

std::optional<LabelFile> read(PictureContainer& container, const PictureTree& tree, const std::string& name) {
  if (name.empty()) return {};
  if (auto inside = readInside(container, tree, name, true)) return inside;
  return readOnDisk(container, name);
}

}  // namespace

std::optional<LabelFile> findLabelFile(PictureContainer& container, const PictureTree& tree,
                                       const std::string& wanted) {
  if (wanted.empty()) {
    for (const char* name : {"dataset.json", "labels.csv"}) {
      if (auto found = readInside(container, tree, name, false)) return found;
    }
    return {};
  }
  if (auto whole = read(container, tree, wanted)) return whole;
  const std::size_t mark = wanted.rfind('#');
  if (mark != std::string::npos) {
    if (auto named = read(container, tree, wanted.substr(0, mark))) {
      named->column = wanted.substr(mark + 1);
      return named;
    }
  }
  throw Error("there is no file of labels '" + wanted.substr(0, mark) + "', neither in " + container.path().string() +
                  " nor beside it",
              "data.labels", "Name the file, or set data.labels=none for none");
}

}  // namespace ganvas::sets
