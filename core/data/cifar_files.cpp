#include "data/cifar_files.h"

#include <algorithm>
#include <sstream>

#include "base/error.h"
#include "base/files.h"
#include "sets/plain_file.h"

namespace ganvas::data {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kClasses = 10;
constexpr std::uintmax_t kLargestNamesFile = 64 * 1024;

std::vector<std::string> fileNames(const std::string& split) {
  if (split == "test") return {"test_batch.bin"};
  return {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"};
}

// The directory itself, or the one that the official archive unpacks to.
fs::path batchesDirectory(const fs::path& directory) {
  const fs::path unpacked = directory / "cifar-10-batches-bin";
  const bool here = sets::isThere(directory / "data_batch_1.bin") || sets::isThere(directory / "test_batch.bin");
  return !here && sets::isThere(unpacked) ? unpacked : directory;
}

[[noreturn]] void failMissing(const fs::path& directory, const std::string& name, const std::string& split) {
  const std::string other = split == "test" ? "train" : "test";
  const std::vector<std::string> others = fileNames(other);
  const auto there = [&](const std::string& file) { return sets::isThere(directory / file); };
  const std::vector<std::string> wanted = fileNames(split);
  if (std::none_of(wanted.begin(), wanted.end(), there) && std::all_of(others.begin(), others.end(), there)) {
    throw Error("the directory holds the split '" + other + "' only, not '" + split + "'", directory.string(),
                "Set it with --set data.split=" + other);
  }
  const std::string bare = name.substr(0, name.size() - std::string(".bin").size());
  if (there(bare)) {
    throw Error("there is " + bare + " but no " + name + ": this seems to be the Python version of CIFAR-10",
                directory.string(), "Get the binary version (cifar-10-binary.tar.gz)");
  }
  throw Error("the directory holds no " + name, directory.string(),
              "Set data.path to the directory that holds CIFAR-10's binary files (data_batch_1.bin … test_batch.bin)");
}

CifarBatch checkedBatch(const fs::path& file) {
  const std::int64_t size = sets::plainFileSize(file);
  const auto record = static_cast<std::int64_t>(kCifarRecordBytes);
  if (size == 0) throw Error("the file is empty", file.string(), "Get the file again");
  if (size % record != 0) {
    throw Error("the file has the wrong length or is truncated: " + std::to_string(size) +
                    " bytes are no whole number of records of " + std::to_string(record) + " bytes (" +
                    std::to_string(size / record) + " whole ones are there)",
                file.string(), "Get the file again: CIFAR-10's own have 30730000 bytes");
  }
  return {file, size / record};
}

std::vector<std::string> classNamesIn(const fs::path& directory) {
  const fs::path file = directory / "batches.meta.txt";
  if (!sets::isThere(file)) {
    return {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"};
  }
  std::vector<std::string> names;
  std::istringstream lines(readWholeFile(file, kLargestNamesFile));
  for (std::string line; std::getline(lines, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (!line.empty()) names.push_back(line);
  }
  if (names.size() == kClasses) return names;
  throw Error("the file holds " + std::to_string(names.size()) + " class names, not " + std::to_string(kClasses),
              file.string(), "Get it again, or delete it to use the usual names");
}

}  // namespace

CifarFiles findCifarFiles(const fs::path& directory, const std::string& split) {
  sets::requireDirectory(directory);
  const fs::path place = batchesDirectory(directory);
  CifarFiles files;
  for (const std::string& name : fileNames(split)) {
    if (!sets::isThere(place / name)) failMissing(place, name, split);
    files.batches.push_back(checkedBatch(place / name));
  }
  files.classNames = classNamesIn(place);
  return files;
}

}  // namespace ganvas::data
