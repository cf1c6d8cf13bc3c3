#include "sets/box_list.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "base/error.h"
#include "sets/container_names.h"
#include "sets/data_home.h"
#include "sets/voc_annotation.h"

namespace ganvas::sets {

namespace {

bool isAnnotationName(std::string_view name) {
  const std::string_view base = baseName(name);
  const std::string_view end = base.substr(withoutEnding(base).size());
  return end.empty() || end == ".xml" || end == ".XML";
}

std::string folderOf(std::string_view name) {
  const std::string_view base = baseName(name);
  if (base.size() == name.size()) return {};
  return std::string(baseName(name.substr(0, name.size() - base.size() - 1)));
}

class BoxLister {
 public:
  BoxLister(const config::Data& data, const PictureContainer& pictures, const PictureTree& tree, NameIndex& index,
            const std::stop_token& stop)
      : data_(data), pictures_(pictures), tree_(tree), index_(index), stop_(stop) {}

  BoxList run() {
    container_ = openContainer(expandHome(data_.boxes), stop_);
    const std::vector<ContainedFile>& files = container_->files();
    std::set<std::string> folders;
    for (const ContainedFile& file : files) {
      if (isAnnotationName(file.name)) folders.insert(folderOf(file.name));
    }
    severalFolders_ = folders.size() > 1;
    state_.assign(pictures_.files().size(), State::NotWanted);
    for (const std::uint32_t file : tree_.pictures) state_[file] = State::NoAnnotation;
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (stop_.stop_requested()) throw Error("cancelled", "", "");
      if (isAnnotationName(files[i].name)) take(i);
    }
    finish();
    return std::move(list_);
  }

 private:
  enum class State : std::uint8_t { NotWanted, NoAnnotation, LeftOut, HasBox };

  void take(std::size_t number) {
    const ContainedFile& file = container_->files()[number];
    ++annotations_;
    try {
      if (file.bytes > kLargestAnnotation) throw Error("the annotation is larger than 1 MiB", "", "");
      const VocAnnotation annotation = readVocAnnotation(container_->read(number), "");
      const auto picture = pictureOf(file.name, annotation.fileName);
      if (picture) {
        takeBoxes(annotation, *picture, folderOf(file.name));
      } else {
        ++strangers_;
      }
    } catch (const Error& error) {
      leaveOutFor(file.name, error.problem());
    }
  }

  /// The picture that cannot be used, or the annotation where nobody knows whose it is.
  void leaveOutFor(const std::string& annotation, const std::string& reason) {
    const auto picture = pictureOf(annotation, {});
    if (picture && state_[*picture] == State::NotWanted) return;
    if (picture && state_[*picture] == State::NoAnnotation) state_[*picture] = State::LeftOut;
    list_.leftOut.push_back({picture ? pictures_.files()[*picture].name : annotation, reason});
  }

  std::optional<std::uint32_t> pictureOf(const std::string& annotation, const std::string& fileName) {
    const std::string_view base = baseName(annotation);
    const bool xml = base.size() > 4 && (base.ends_with(".xml") || base.ends_with(".XML"));
    const std::string_view stem = xml ? base.substr(0, base.size() - 4) : base;
    const std::vector<std::uint32_t> candidates = index_.withStem(stem);
    if (candidates.size() == 1) return candidates.front();
    for (const std::uint32_t candidate : candidates) {
      if (folderOf(pictures_.files()[candidate].name) == folderOf(annotation)) return candidate;
    }
    for (const std::uint32_t candidate : candidates) {
      if (baseName(pictures_.files()[candidate].name) == fileName) return candidate;
    }
    return isPictureName(fileName) ? index_.find(fileName) : index_.find(stem);
  }

  void takeBoxes(const VocAnnotation& annotation, std::uint32_t picture, const std::string& folder) {
    State& state = state_[picture];
    if (state == State::NotWanted) return;
    const std::string& name = pictures_.files()[picture].name;
    if (annotation.objects.empty()) {
      list_.leftOut.push_back({name, "its annotation has no box"});
      state = State::LeftOut;
    }
    for (std::size_t i = 0; i < annotation.objects.size(); ++i) {
      const VocObject& object = annotation.objects[i];
      const std::string fault = faultOf(object, annotation);
      if (!fault.empty()) {
        const bool several = annotation.objects.size() > 1;
        list_.leftOut.push_back({several ? name + " (box " + std::to_string(i + 1) + ")" : name, fault});
        if (state == State::NoAnnotation) state = State::LeftOut;
        continue;
      }
      state = State::HasBox;
      const Box box = boxOf(object.left, object.top, object.right, object.bottom, data_.boxMargin);
      list_.boxes.push_back({picture, box, object.name.empty() && severalFolders_ ? folder : object.name});
    }
  }

  std::string faultOf(const VocObject& object, const VocAnnotation& annotation) const {
    const Box box = boxOf(object.left, object.top, object.right, object.bottom, 0);
    const std::string size = std::to_string(box.width) + "×" + std::to_string(box.height);
    if (box.width <= 0 || box.height <= 0) return "the box has no area (" + size + " pixels)";
    if (std::min(box.width, box.height) < data_.boxSmallest) {
      return "the box is too small (" + size + " pixels; at least " + std::to_string(data_.boxSmallest) + ")";
    }
    const bool before = box.left + box.width <= 0 || box.top + box.height <= 0;
    const bool behind = (annotation.width > 0 && box.left >= annotation.width) ||
                        (annotation.height > 0 && box.top >= annotation.height);
    return before || behind ? "the box lies beyond the picture" : "";
  }

  void finish() {
    if (annotations_ == 0) {
      throw Error("there is no annotation (.xml) in it", data_.boxes, "Set data.boxes to PASCAL VOC annotations");
    }
    if (list_.boxes.empty()) {
      const std::string reason =
          list_.leftOut.empty() ? ""
                                : " (first: " + list_.leftOut.front().name + ": " + list_.leftOut.front().reason + ")";
      throw Error("no annotation has a box for one of the pictures" + reason, data_.boxes,
                  "Check that the annotations belong to the pictures in " + pictures_.path().string());
    }
    for (const std::uint32_t file : tree_.pictures) {
      if (state_[file] == State::NoAnnotation) list_.leftOut.push_back({pictures_.files()[file].name, "no annotation"});
    }
    if (strangers_ > 0) {
      list_.warnings.push_back(std::to_string(strangers_) + " annotations in " + data_.boxes +
                               " belong to pictures that are not there");
    }
    std::stable_sort(list_.boxes.begin(), list_.boxes.end(),
                     [](const FoundBox& a, const FoundBox& b) { return a.file < b.file; });
  }

  const config::Data& data_;
  const PictureContainer& pictures_;
  const PictureTree& tree_;
  NameIndex& index_;
  const std::stop_token& stop_;
  std::unique_ptr<PictureContainer> container_;
  bool severalFolders_ = false;  ///< of annotations: then they are classes
  std::vector<State> state_;     ///< of each file of the pictures' container
  std::int64_t annotations_ = 0, strangers_ = 0;
  BoxList list_;
};

}  // namespace

Box boxOf(double left, double top, double right, double bottom, double margin) {
  const double x = std::floor(left) - 1, y = std::floor(top) - 1;
  const double width = std::ceil(right) - x, height = std::ceil(bottom) - y;
  const double border = std::round(std::max(width, height) * margin);
  const auto whole = [](double value) { return static_cast<std::int32_t>(value); };
  return {whole(x - border), whole(y - border), whole(width + 2 * border), whole(height + 2 * border)};
}

BoxList listBoxes(const config::Data& data, const PictureContainer& pictures, const PictureTree& tree, NameIndex& index,
                  const std::stop_token& stop) {
  return BoxLister(data, pictures, tree, index, stop).run();
}

}  // namespace ganvas::sets
