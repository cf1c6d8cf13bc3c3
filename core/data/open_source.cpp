#include "data/open_source.h"

#include <cstdlib>
#include <filesystem>
#include <limits>
#include <string>
#include <system_error>
#include <vector>

#include "base/error.h"
#include "base/synthetic_source.h"
#include "data/cifar_source.h"
#include "data/folder_source.h"
#include "data/idx_source.h"
#include "data/read_request.h"
#include "sets/idx_files.h"
#include "sets/plain_file.h"

namespace ganvas::data {

namespace fs = std::filesystem;

namespace {

const fs::path kDebianFashionMnist = "/usr/share/datasets/fashion-mnist";

// The path as given, with a leading ~ for the home directory: shells leave it alone in data.path=~/mnist.
fs::path expandHome(const std::string& path) {
  const char* home = std::getenv("HOME");
  const bool tilde = path == "~" || path.starts_with("~/");
  return tilde && home != nullptr ? fs::path(home + path.substr(1)) : fs::path(path);
}

fs::path requirePath(const config::Data& data, const char* files) {
  if (!data.path.empty()) return expandHome(data.path);
  throw Error("the data source '" + data.source + "' needs to know where its files are", "data.path",
              "Set it with --set data.path=DIR, the directory that holds " + std::string(files));
}

std::string withSplit(const std::string& name, const std::string& split) {
  return name + " (" + split + ")";
}

std::unique_ptr<BatchSource> openFashionMnist(const config::Data& data) {
  if (data.path.empty() && !sets::isThere(kDebianFashionMnist)) {
    throw Error("Fashion-MNIST is not installed", kDebianFashionMnist.string(),
                "Install it (sudo apt install dataset-fashion-mnist), or name a directory with its four files: "
                "--set data.path=DIR");
  }
  const fs::path path = data.path.empty() ? kDebianFashionMnist : expandHome(data.path);
  const sets::IdxFiles files = sets::findIdxFiles(path, data.split);
  return openIdx(
      withSplit("Fashion-MNIST", data.split), files.images, files.labels,
      {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"},
      data.limit);
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
  const fs::path expanded = expandHome(path);
  std::error_code error;
  const fs::path absolute = fs::absolute(expanded, error);
  return (error ? expanded : absolute).string();
}

std::unique_ptr<BatchSource> openSource(const config::Data& data, const std::stop_token& stop,
                                        const SourceProgress& progress) {
  if (data.split != "train" && data.split != "test") {
    throw Error("there is no split '" + data.split + "'", "data.split", "Use train or test");
  }
  if (data.source == "fashion-mnist") return openFashionMnist(data);
  if (data.source == "idx") return openIdxSet(data);
  if (data.source == "cifar10") {
    return openCifar10(requirePath(data, "data_batch_1.bin … test_batch.bin"), data.split, data.limit);
  }
  if (data.source == "folder") return openFolderSet(data, stop, progress);
  if (data.source == "synthetic") return openSynthetic(data);
  throw Error("there is no data source '" + data.source + "'", "data.source",
              "Use fashion-mnist, idx, cifar10, folder or synthetic");
}

SetInfo lookAtSource(const config::Data& data, const std::stop_token& stop) {
  return data.source == "folder" ? lookAtFolder(folderData(data), stop) : openSource(data, stop)->info();
}

}  // namespace ganvas::data
