#include "data/stl_source.h"

#include <utility>

#include "base/error.h"
#include "data/binary_source.h"

namespace ganvas::data {

namespace {

[[noreturn]] void failMissing(const sets::SetFiles& files, const std::string& name) {
  for (const std::string split : {"train", "test", "unlabeled"}) {
    if (!files.has(split + "_X.bin")) continue;
    throw Error("there is no " + name + ", but " + split + "_X.bin", files.place().string(),
                "Set the split with --set data.split=" + split);
  }
  throw Error("there is no " + name, files.place().string(),
              "Set data.path to the directory or archive of STL-10's binary files (train_X.bin, train_y.bin …)");
}

void addLabels(BinarySet& set) {
  const std::string name = set.split + "_y.bin";
  if (!set.files.has(name)) {
    throw Error("there is no " + name + " with the labels", set.files.place().string(), "Get it again");
  }
  const std::int64_t labels = set.files.bytes(name);
  if (labels != set.batches.front().records) {
    throw Error("there are " + std::to_string(labels) + " labels for " + std::to_string(set.batches.front().records) +
                    " pictures in " + set.batches.front().file,
                set.files.where(name), "Check that the two files belong together");
  }
  set.labelsFile = name;
  set.classNames = {"airplane", "bird", "car", "cat", "deer", "dog", "horse", "monkey", "ship", "truck"};
}

}  // namespace

std::unique_ptr<BatchSource> openStl10(const std::filesystem::path& place, const std::string& split,
                                       std::int64_t limit) {
  const bool labelled = split != "unlabeled";
  const std::string pictures = split + "_X.bin";
  std::vector<std::string> wanted{pictures};
  if (labelled) wanted.push_back(split + "_y.bin");
  BinarySet set{.kind = "stl10",
                .title = "STL-10",
                .split = split,
                .files = sets::SetFiles(place, wanted, "stl10_binary"),
                .side = 96,
                .labelBytes = 0,
                .byColumns = true,
                .firstLabel = 1};
  if (!set.files.has(pictures)) failMissing(set.files, pictures);
  addBatch(set, pictures);
  if (labelled) addLabels(set);
  return openBinary(std::move(set), limit);
}

}  // namespace ganvas::data
