#include "sets/recognise.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <system_error>

#include "base/error.h"
#include "sets/container_names.h"
#include "sets/data_home.h"
#include "sets/gzip_file.h"
#include "sets/known_files.h"
#include "sets/name_peek.h"
#include "sets/picture_container.h"
#include "sets/picture_tree.h"
#include "sets/set_files.h"

namespace ganvas::sets {

namespace fs = std::filesystem;
using config::Data;

namespace {

constexpr int kDeepest = 4;  // directories that hold but one thing

[[noreturn]] void failUnknown(const fs::path& path, const std::string& problem) {
  throw Error(
      problem, path.string(),
      "Ganvas reads folders and archives (.zip, .tar, .tar.gz …) of pictures, MNIST’s IDX files, and the binary "
      "files of CIFAR-10, CIFAR-100 and STL-10");
}

/// What all that recognise() finds begins with: nothing left of another set.
Data fresh(Data data, const std::string& source, const fs::path& path) {
  data.source = source;
  data.path = path.string();
  data.labels.clear();
  data.boxes.clear();
  return data;
}

/// The wished split if it is there, or else the first that is.
std::string splitOf(const std::string& wished, const std::vector<std::string>& there) {
  if (there.empty() || std::find(there.begin(), there.end(), wished) != there.end()) return wished;
  return std::find(there.begin(), there.end(), "train") != there.end() ? "train" : there.front();
}

/// MNIST and its kin have the same files: the directory's name tells them apart ("FashionMNIST/raw").
std::string idxSource(fs::path directory) {
  for (int i = 0; i < 3 && directory.has_relative_path(); ++i, directory = directory.parent_path()) {
    std::string name;
    for (const char c : directory.filename().string()) {
      if (c >= 'A' && c <= 'Z') name += static_cast<char>(c - 'A' + 'a');
      if (c >= 'a' && c <= 'z') name += c;
    }
    if (name == "fashionmnist") return "fashion-mnist";
    if (name == "mnist" || name == "kmnist") return name;
  }
  return "idx";
}

Data openKnown(const Data& data, const NamePeek& peek, const KnownSet& set) {
  const fs::path place = peek.archive || set.folder.empty() ? peek.place : peek.place / set.folder;
  Data found = fresh(data, set.source == "idx" ? idxSource(place) : set.source, place);
  const bool known = peek.complete || !(data.split == "train" || data.split == "test");
  if (known) found.split = splitOf(data.split, set.splits);
  return found;
}

/// The names of a place as a container, so that splits are found as the listing finds them.
class PeekedContainer : public PictureContainer {
 public:
  explicit PeekedContainer(const NamePeek& peek) : path_(peek.place) {
    for (const std::string& name : peek.names) files_.push_back({name, 0, 0});
  }
  const std::vector<ContainedFile>& files() const override { return files_; }
  std::string read(std::size_t) override { return {}; }
  bool isDirectory() const override { return true; }
  const fs::path& path() const override { return path_; }

 private:
  fs::path path_;
  std::vector<ContainedFile> files_;
};

std::string pictureSplit(const NamePeek& peek, const std::string& wished) {
  if (!peek.complete && (wished == "train" || wished == "test")) return wished;
  for (const std::string& split : {wished, std::string("train"), std::string("test")}) {
    try {
      lookAtTree(PeekedContainer(peek), split);
      return split;
    } catch (const Error&) {
      continue;  // the other one
    }
  }
  return "train";
}

Data openPictures(const Data& data, const NamePeek& peek) {
  Data found = fresh(data, "folder", peek.place);
  found.split = pictureSplit(peek, data.split);
  return found;
}

bool holdsPictures(const NamePeek& peek) {
  return std::any_of(peek.names.begin(), peek.names.end(), [](const auto& name) { return isPictureName(name); });
}

/// Annotations end .xml; those of Kaggle's dogs have no ending, in a folder or archive called Annotation.
bool holdsAnnotations(const NamePeek& peek) {
  const std::string own = peek.place.filename().string();
  const bool called = own.starts_with("Annotation") || own.starts_with("annotation");
  return std::any_of(peek.names.begin(), peek.names.end(), [&](const std::string& name) {
    const std::string_view base = baseName(name);
    return base.ends_with(".xml") || base.ends_with(".XML") || (called && withoutEnding(base) == base);
  });
}

/// The directories and archives right in a directory.
std::vector<NamePeek> childrenOf(const NamePeek& peek) {
  std::map<std::string, NamePeek> folders;
  for (const std::string& name : peek.names) {
    const std::size_t slash = name.find('/');
    if (slash == std::string::npos) continue;
    const std::string folder = name.substr(0, slash);
    folders.try_emplace(folder, NamePeek{peek.place / folder, false, true, {}})
        .first->second.names.push_back(name.substr(slash + 1));
  }
  std::vector<NamePeek> children;
  for (auto& [name, child] : folders) children.push_back(std::move(child));
  for (const fs::path& archive : archivesIn(peek.place)) children.push_back(peekAt(archive));
  return children;
}

/// Pictures beside their annotations: Kaggle's two archives of dogs, VOC's JPEGImages and Annotations.
std::optional<Data> findPair(const Data& data, const std::vector<NamePeek>& children) {
  const NamePeek* annotations = nullptr;
  std::vector<const NamePeek*> pictures;
  for (const NamePeek& child : children) {
    if (holdsPictures(child)) {
      pictures.push_back(&child);
    } else if (holdsAnnotations(child)) {
      if (annotations) return {};
      annotations = &child;
    }
  }
  const auto voc = std::find_if(pictures.begin(), pictures.end(),
                                [](const NamePeek* child) { return child->place.filename() == "JPEGImages"; });
  if (voc != pictures.end()) pictures = {*voc};
  if (!annotations || pictures.size() != 1) return {};
  Data found = openPictures(data, *pictures.front());
  found.boxes = annotations->place.string();
  return found;
}

Data recogniseDirectory(const fs::path& path, const Data& data, int depth);

Data recogniseArchive(const NamePeek& peek, const Data& data) {
  for (const KnownSet& set : knownSets(peek)) {
    if (set.source != "idx") return openKnown(data, peek, set);
  }
  if (!holdsPictures(peek)) failUnknown(peek.place, "the archive holds neither pictures nor a set that Ganvas knows");
  Data found = openPictures(data, peek);
  if (holdsAnnotations(peek)) found.boxes = found.path;
  return found;
}

/// The one set, archive or directory in it that is something.
Data recogniseOnly(const NamePeek& peek, const std::vector<KnownSet>& sets, const std::vector<NamePeek>& children,
                   const Data& data, int depth) {
  const auto archives =
      std::count_if(children.begin(), children.end(), [](const auto& child) { return child.archive; });
  if (sets.size() == 1 && archives == 0) return openKnown(data, peek, sets.front());
  if (sets.size() + static_cast<std::size_t>(archives) > 1) {
    failUnknown(peek.place, "there are several sets in the directory: name one of them");
  }
  for (const NamePeek& child : children) {
    if (child.archive) return recogniseArchive(child, data);
  }
  if (children.size() == 1 && depth < kDeepest) return recogniseDirectory(children.front().place, data, depth + 1);
  failUnknown(peek.place, "there are neither pictures in the directory nor a set that Ganvas knows");
}

Data recogniseDirectory(const fs::path& path, const Data& data, int depth) {
  const NamePeek peek = peekAt(path);
  const std::vector<KnownSet> sets = knownSets(peek);
  if (!sets.empty() && sets.front().folder.empty()) return openKnown(data, peek, sets.front());
  const std::vector<NamePeek> children = childrenOf(peek);
  if (const auto pair = findPair(data, children)) return *pair;
  const bool nothingBeside = children.size() == 1 && !children.front().archive &&
                             std::none_of(peek.names.begin(), peek.names.end(),
                                          [](const auto& name) { return name.find('/') == std::string::npos; });
  if (nothingBeside && depth < kDeepest) {
    if (const auto pair = findPair(data, childrenOf(children.front()))) return *pair;
  }
  if (holdsPictures(peek)) return openPictures(data, peek);
  return recogniseOnly(peek, sets, children, data, depth);
}

/// An IDX file by its first bytes: its directory where it has a usual name, or else itself.
std::optional<Data> recogniseIdx(const fs::path& file, const Data& data) {
  std::array<std::uint8_t, 4> magic{};
  if (GzipFile(file).read(0, magic) < magic.size()) return {};
  if (magic == std::array<std::uint8_t, 4>{0, 0, 8, 1}) {
    failUnknown(file, "this is an IDX file of labels: name that of the pictures");
  }
  if (magic != std::array<std::uint8_t, 4>{0, 0, 8, 3}) return {};
  return fresh(data, "idx", file);
}

/// A file of a set stands for its directory.
std::optional<Data> recogniseMember(const fs::path& file, const Data& data) {
  const fs::path directory = file.has_parent_path() ? file.parent_path() : fs::path(".");
  std::vector<std::string> others;
  std::error_code failure;
  if (fs::exists(directory / "fine_label_names.txt", failure)) others.emplace_back("fine_label_names.txt");
  const auto known = knownFile(file.filename().string(), directory.filename().string(), others);
  if (!known) return {};
  Data found = fresh(data, known->source == "idx" ? idxSource(directory) : known->source, directory);
  if (!known->split.empty()) found.split = known->split;
  return found;
}

Data recogniseFile(const fs::path& file, const Data& data) {
  if (const auto member = recogniseMember(file, data)) return *member;
  const NamePeek peek = peekAt(file);
  if (peek.archive) return recogniseArchive(peek, data);
  if (const auto idx = recogniseIdx(file, data)) return *idx;
  failUnknown(file, "this file is nothing that Ganvas knows");
}

std::string inArchive(const fs::path& path) {
  std::error_code failure;
  if (!fs::is_regular_file(path, failure)) return {};
  const std::string name = path.filename().string();
  for (const char* ending : {".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tgz", ".tar", ".zip"}) {
    if (name.ends_with(ending)) return std::string(" in a ") + ending + " archive";
  }
  return " in an archive";
}

}  // namespace

Data recognise(const fs::path& path, Data data) {
  const fs::path place = expandHome(path.string());
  std::error_code failure;
  const fs::file_status status = fs::status(place, failure);
  if (!fs::exists(status)) throw Error("there is no such directory or file", path.string(), "Check its name");
  if (fs::is_directory(status)) return recogniseDirectory(place, data, 0);
  if (fs::is_regular_file(status)) return recogniseFile(place, data);
  failUnknown(path, "this is neither a directory nor a plain file");
}

std::string describeSource(const Data& data) {
  const std::map<std::string, std::string> titles{
      {"fashion-mnist", "Fashion-MNIST, IDX files"},
      {"mnist", "MNIST, IDX files"},
      {"kmnist", "KMNIST, IDX files"},
      {"cifar10", "CIFAR-10, binary files"},
      {"cifar100", "CIFAR-100, binary files"},
      {"stl10", "STL-10, binary files"},
      {"synthetic", "computed pictures"},
  };
  const std::string archive = data.path.empty() ? "" : inArchive(expandHome(data.path));
  if (data.source == "idx") return archive.empty() ? "IDX files" : "an IDX file of pictures";
  if (data.source == "folder") {
    return "pictures" + (archive.empty() ? " in a folder" : archive) + (data.boxes.empty() ? "" : ", with boxes");
  }
  const auto title = titles.find(data.source);
  if (title == titles.end()) return data.source;
  return title->second + (data.source.starts_with("cifar") || data.source == "stl10" ? archive : "");
}

}  // namespace ganvas::sets
