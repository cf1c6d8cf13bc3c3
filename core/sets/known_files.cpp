#include "sets/known_files.h"

#include <algorithm>
#include <map>
#include <utility>

#include "sets/container_names.h"

namespace ganvas::sets {

namespace {

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> known) {
  return std::find(known.begin(), known.end(), text) != known.end();
}

/// train-images-idx3-ubyte.gz and its kin.
std::optional<KnownFile> idxFile(std::string_view base) {
  if (base.ends_with(".gz")) base.remove_suffix(3);
  for (const auto& [prefix, split] : {std::pair{"train", "train"}, std::pair{"t10k", "test"}}) {
    for (const char* tail : {"-images-idx3-ubyte", "-images.idx3-ubyte"}) {
      if (base == std::string(prefix) + tail) return KnownFile{"idx", split};
    }
  }
  return {};
}

std::string_view folderOf(std::string_view name) {
  const std::size_t base = baseName(name).size();
  return base == name.size() ? std::string_view() : name.substr(0, name.size() - base - 1);
}

}  // namespace

std::optional<KnownFile> knownFile(std::string_view base, std::string_view folder,
                                   const std::vector<std::string>& others) {
  if (auto idx = idxFile(base)) return idx;
  if (base.starts_with("data_batch_") && base.ends_with(".bin")) return KnownFile{"cifar10", "train"};
  if (base == "test_batch.bin") return KnownFile{"cifar10", "test"};
  if (base == "batches.meta.txt") return KnownFile{"cifar10", ""};
  for (const std::string split : {"train", "test", "unlabeled"}) {
    if (base == split + "_X.bin") return KnownFile{"stl10", split};
    if (base == split + "_y.bin") return KnownFile{"stl10", ""};
  }
  if (isOneOf(base, {"fine_label_names.txt", "coarse_label_names.txt"})) return KnownFile{"cifar100", ""};
  const bool ofCifar100 = folder.starts_with("cifar-100") || folder == "cifar100" ||
                          std::find(others.begin(), others.end(), "fine_label_names.txt") != others.end();
  if (ofCifar100 && isOneOf(base, {"train.bin", "test.bin"}))
    return KnownFile{"cifar100", std::string(base.substr(0, base.size() - 4))};
  return {};
}

std::vector<KnownSet> knownSets(const NamePeek& peek) {
  std::map<std::string, std::vector<std::string>> folders;
  for (const std::string& name : peek.names) folders[std::string(folderOf(name))].emplace_back(baseName(name));
  std::vector<KnownSet> sets;
  for (const auto& [folder, bases] : folders) {
    const std::string own = folder.empty() ? peek.place.filename().string() : std::string(baseName(folder));
    std::map<std::string, KnownSet> here;
    for (const std::string& base : bases) {
      const auto known = knownFile(base, own, bases);
      if (!known || known->split.empty()) continue;
      KnownSet& set = here.try_emplace(known->source, KnownSet{known->source, folder, {}}).first->second;
      if (std::find(set.splits.begin(), set.splits.end(), known->split) == set.splits.end()) {
        set.splits.push_back(known->split);
      }
    }
    for (auto& [source, set] : here) sets.push_back(std::move(set));
  }
  return sets;
}

}  // namespace ganvas::sets
