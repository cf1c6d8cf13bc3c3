#include "data/open_source.h"

#include <filesystem>
#include <limits>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/synthetic_source.h"
#include "data/cifar_source.h"
#include "data/folder_source.h"
#include "data/idx_source.h"
#include "data/read_request.h"
#include "data/stl_source.h"
#include "sets/data_home.h"
#include "sets/idx_files.h"
#include "sets/plain_file.h"

namespace ganvas::data {

namespace fs = std::filesystem;

namespace {

const fs::path kDebianFashionMnist = "/usr/share/datasets/fashion-mnist";

fs::path requirePath(const config::Data& data, const char* files) {
  if (!data.path.empty()) return sets::expandHome(data.path);
  throw Error("the data source '" + data.source + "' needs to know where its files are", "data.path",
              "Set it with --set data.path=DIR, the directory that holds " + std::string(files));
}

std::string withSplit(const std::string& name, const std::string& split) {
  return name + " (" + split + ")";
}

/// Where a set lies that has a name: where the user says, or where fetching puts it.
fs::path placeOf(const config::Data& data, const std::string& title) {
  if (!data.path.empty()) return sets::expandHome(data.path);
  const fs::path home = sets::dataHome(data.source);
  if (sets::isThere(home)) return home;
  throw Error(title + " is not there", home.string(),
              "Fetch it (ganvas-cli data fetch " + data.source + "), or name a directory with --set data.path=DIR");
}

std::unique_ptr<BatchSource> openNamedIdx(const config::Data& data, const fs::path& place, const std::string& title,
                                          std::vector<std::string> classNames) {
  const sets::IdxFiles files = sets::findIdxFiles(place, data.split);
  return openIdx(withSplit(title, data.split), files.images, files.labels, std::move(classNames), data.limit);
}

std::unique_ptr<BatchSource> openFashionMnist(const config::Data& data) {
  const std::string title = "Fashion-MNIST";
  const bool debian = data.path.empty() && sets::isThere(kDebianFashionMnist);
  if (data.path.empty() && !debian && !sets::isThere(sets::dataHome(data.source))) {
    throw Error("Fashion-MNIST is not there", kDebianFashionMnist.string(),
                "Install it (sudo apt install dataset-fashion-mnist), fetch it (ganvas-cli data fetch fashion-mnist), "
                "or name a directory with --set data.path=DIR");
  }
  return openNamedIdx(
      data, debian ? kDebianFashionMnist : placeOf(data, title), title,
      {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"});
}

std::unique_ptr<BatchSource> openMnist(const config::Data& data) {
  return openNamedIdx(data, placeOf(data, "MNIST"), "MNIST", {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
}

std::unique_ptr<BatchSource> openKmnist(const config::Data& data) {
  return openNamedIdx(data, placeOf(data, "KMNIST"), "KMNIST",
                      {"o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"});
}

std::unique_ptr<BatchSource> openIdxSet(const config::Data& data) {
  const fs::path path = requirePath(data, "MNIST's IDX files, or one file of pictures");
  const sets::IdxFiles files = sets::findIdxFiles(path, data.split);
  if (fs::path(files.images) == path)
    return openIdx(path.filename().string(), files.images, files.labels, {}, data.limit);
  fs::path directory = path.lexically_normal();
  if (!directory.has_filename()) directory = directory.parent_path();  // "mnist/" is mnist
  const std::string name = directory.filename().string();
  return openIdx(withSplit(name.find_first_not_of('.') == std::string::npos ? "IDX" : name, data.split), files.images,
                 files.labels, {}, data.limit);
}

int number(std::int64_t value, const char* key) {
  if (value >= 0 && value <= std::numeric_limits<int>::max()) return static_cast<int>(value);
  throw Error("the value " + std::to_string(value) + " is out of range", key, "Change it");
}

config::Data folderData(config::Data data) {
  data.path = absolutePath(requirePath(data, "pictures, or a sub-folder of pictures for each class").string());
  data.boxes = absolutePath(data.boxes);
  return data;
}

std::unique_ptr<BatchSource> openFolderSet(const config::Data& data, const std::stop_token& stop,
                                           const SourceProgress& progress) {
  return openFolder(folderData(data), stop, progress);
}

std::unique_ptr<BatchSource> openSynthetic(const config::Data& data) {
  SyntheticOptions options;
  options.width = number(data.width, "data.width");
  options.height = number(data.height, "data.height");
  options.channels = number(data.channels, "data.channels");
  options.classes = number(data.classes, "data.classes");
  options.count = limitedCount(data.count, data.limit);
  return std::make_unique<SyntheticSource>(options);
}

}  // namespace

std::string absolutePath(const std::string& path) {
  if (path.empty()) return {};
  const fs::path expanded = sets::expandHome(path);
  std::error_code error;
  const fs::path absolute = fs::absolute(expanded, error);
  return (error ? expanded : absolute).string();
}

std::unique_ptr<BatchSource> openSource(const config::Data& data, const std::stop_token& stop,
                                        const SourceProgress& progress) {
  const bool unlabeled = data.split == "unlabeled" && data.source == "stl10";
  if (data.split != "train" && data.split != "test" && !unlabeled) {
    throw Error("there is no split '" + data.split + "'", "data.split",
                data.source == "stl10" ? "Use train, test or unlabeled" : "Use train or test");
  }
  if (data.source == "fashion-mnist") return openFashionMnist(data);
  if (data.source == "mnist") return openMnist(data);
  if (data.source == "kmnist") return openKmnist(data);
  if (data.source == "idx") return openIdxSet(data);
  if (data.source == "cifar10") return openCifar10(placeOf(data, "CIFAR-10"), data.split, data.limit);
  if (data.source == "cifar100") {
    return openCifar100(placeOf(data, "CIFAR-100"), data.split, data.labels, data.limit);
  }
  if (data.source == "stl10") return openStl10(placeOf(data, "STL-10"), data.split, data.limit);
  if (data.source == "folder") return openFolderSet(data, stop, progress);
  if (data.source == "synthetic") return openSynthetic(data);
  throw Error("there is no data source '" + data.source + "'", "data.source",
              "Use fashion-mnist, mnist, kmnist, idx, cifar10, cifar100, stl10, folder or synthetic");
}

SetInfo lookAtSource(const config::Data& data, const std::stop_token& stop) {
  return data.source == "folder" ? lookAtFolder(folderData(data), stop) : openSource(data, stop)->info();
}

}  // namespace ganvas::data
