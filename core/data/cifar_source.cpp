#include "data/cifar_source.h"

#include <algorithm>
#include <sstream>
#include <utility>
#include <vector>

#include "base/error.h"
#include "data/binary_source.h"
#include "data/cifar_names.h"

namespace ganvas::data {

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

constexpr std::int64_t kLargestNamesFile = 64 * 1024;
const std::string kNamesFile = "batches.meta.txt";

Names cifar10Files(const std::string& split) {
  if (split == "test") return {"test_batch.bin"};
  return {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"};
}

Names cifar100Files(const std::string& split) {
  return {split + ".bin"};
}

/// What is found instead of a file that is missing.
struct Instead {
  Names wanted, others;  ///< files of the split, and of the other one
  std::string otherSplit;
  std::string pythonName;  ///< what the Python version calls the file
  std::string title, archive, files;
};

[[noreturn]] void failMissing(const sets::SetFiles& files, const std::string& name, const Instead& instead) {
  const auto there = [&](const std::string& file) { return files.has(file); };
  const std::string place = files.place().string();
  const std::string kind = files.isArchive() ? "archive" : "directory";
  const bool noneOfIt = std::none_of(instead.wanted.begin(), instead.wanted.end(), there);
  if (noneOfIt && std::all_of(instead.others.begin(), instead.others.end(), there)) {
    throw Error("the " + kind + " holds the split '" + instead.otherSplit + "' only", place,
                "Set it with --set data.split=" + instead.otherSplit);
  }
  if (there(instead.pythonName)) {
    throw Error("there is " + instead.pythonName + " but no " + name + ": this seems to be the Python version of " +
                    instead.title,
                place, "Get the binary version (" + instead.archive + ")");
  }
  throw Error(
      "the " + kind + " holds no " + name, place,
      "Set data.path to the directory or archive of " + instead.title + "'s binary files (" + instead.files + ")");
}

void addBatches(BinarySet& set, const Instead& instead) {
  for (const std::string& name : instead.wanted) {
    if (!set.files.has(name)) failMissing(set.files, name, instead);
    addBatch(set, name);
  }
}

Names classNamesIn(sets::SetFiles& files) {
  if (!files.has(kNamesFile)) return cifar10Names();
  const std::int64_t size = files.bytes(kNamesFile);
  if (size > kLargestNamesFile) throw Error("the file is too large", files.where(kNamesFile), "Get it again");
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
  files.read(kNamesFile, 0, bytes);
  Names names;
  std::istringstream lines(std::string(bytes.begin(), bytes.end()));
  for (std::string line; std::getline(lines, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (!line.empty()) names.push_back(line);
  }
  const std::size_t wanted = cifar10Names().size();
  if (names.size() == wanted) return names;
  throw Error("the file holds " + std::to_string(names.size()) + " class names, not " + std::to_string(wanted),
              files.where(kNamesFile), "Get it again, or delete it to use the usual names");
}

std::string otherThan(const std::string& split) {
  return split == "test" ? "train" : "test";
}

}  // namespace

std::unique_ptr<BatchSource> openCifar10(const fs::path& place, const std::string& split, std::int64_t limit) {
  const std::string other = otherThan(split);
  Names all = cifar10Files("train");
  all.insert(all.end(), {"test_batch.bin", kNamesFile});
  BinarySet set{.kind = "cifar10",
                .title = "CIFAR-10",
                .split = split,
                .files = sets::SetFiles(place, all, "cifar-10-batches-bin")};
  const Names wanted = cifar10Files(split);
  const std::string python = wanted.front().substr(0, wanted.front().rfind('.'));
  addBatches(set, {wanted, cifar10Files(other), other, python, "CIFAR-10", "cifar-10-binary.tar.gz",
                   "data_batch_1.bin … test_batch.bin"});
  set.classNames = classNamesIn(set.files);
  return openBinary(std::move(set), limit);
}

std::unique_ptr<BatchSource> openCifar100(const fs::path& place, const std::string& split, const std::string& labels,
                                          std::int64_t limit) {
  if (!labels.empty() && labels != "fine" && labels != "coarse" && labels != "none") {
    throw Error("CIFAR-100 has no labels '" + labels + "'", "data.labels", "Use fine, coarse or none");
  }
  const std::string other = otherThan(split);
  const bool coarse = labels == "coarse";
  BinarySet set{.kind = "cifar100",
                .title = "CIFAR-100",
                .split = split,
                .files = sets::SetFiles(place, {"train.bin", "test.bin"}, "cifar-100-binary"),
                .labelBytes = 2,
                .labelAt = coarse ? 0u : 1u};
  addBatches(set, {cifar100Files(split), cifar100Files(other), other, split, "CIFAR-100", "cifar-100-binary.tar.gz",
                   "train.bin, test.bin"});
  if (labels != "none") set.classNames = coarse ? cifar100CoarseNames() : cifar100FineNames();
  return openBinary(std::move(set), limit);
}

}  // namespace ganvas::data
