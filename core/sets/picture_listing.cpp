#include "sets/picture_listing.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "sets/box_list.h"
#include "sets/data_home.h"
#include "sets/name_index.h"
#include "sets/picture_labels.h"
#include "sets/picture_tree.h"

namespace ganvas::sets {

namespace {

class Lister {
 public:
  Lister(const config::Data& data, const std::stop_token& stop) : data_(data), stop_(stop) {
    listing_.container = openContainer(expandHome(data.path), stop);
    tree_ = lookAtTree(*listing_.container, data.split);
    index_.emplace(*listing_.container, tree_);
  }

  PictureListing run() {
    if (data_.labels != "none") {
      labels_ = readPictureLabels(*listing_.container, tree_, *index_, data_.labels, stop_);
    }
    if (labels_) append(listing_.warnings, labels_->warnings);
    data_.boxes.empty() ? takePictures() : takeBoxes();
    if (!listing_.pictures.empty()) return std::move(listing_);
    throw Error("no picture of the split is left" + firstLeftOut(), listing_.container->path().string(),
                "Change data.labels, data.boxes or data.box_smallest");
  }

 private:
  template <typename T>
  static void append(std::vector<T>& to, std::vector<T>& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  }

  const std::string& nameOf(std::uint32_t file) const { return listing_.container->files()[file].name; }

  std::string firstLeftOut() const {
    if (listing_.leftOut.empty()) return {};
    return " (" + listing_.leftOut.front().name + ": " + listing_.leftOut.front().reason + ")";
  }

  /// The label of a whole picture; −1 where it has none though others do.
  std::int32_t labelOf(std::uint32_t file) const {
    if (listing_.classNames.empty()) return 0;
    return labels_ ? labels_->labels[file] : folderLabel(tree_, nameOf(file));
  }

  void takeClassNames() {
    if (data_.labels == "none") return;
    listing_.classNames = labels_ ? labels_->classNames : tree_.classNames;
  }

  std::string reasonWithoutLabel() const {
    return labels_ ? "no label in " + labels_->file : "it lies beside the folders of the classes";
  }

  void takePictures() {
    takeClassNames();
    for (const std::uint32_t file : tree_.pictures) {
      const std::int32_t label = labelOf(file);
      if (label < 0) {
        listing_.leftOut.push_back({nameOf(file), reasonWithoutLabel()});
      } else {
        listing_.pictures.push_back({file, label, {}});
      }
    }
  }

  void takeBoxes() {
    BoxList boxes = listBoxes(data_, *listing_.container, tree_, *index_, stop_);
    append(listing_.leftOut, boxes.leftOut);
    append(listing_.warnings, boxes.warnings);
    const bool named =
        data_.labels != "none" && !labels_ &&
        std::any_of(boxes.boxes.begin(), boxes.boxes.end(), [](const FoundBox& box) { return !box.className.empty(); });
    if (named) {
      nameClasses(boxes);
    } else {
      takeClassNames();
    }
    for (const FoundBox& box : boxes.boxes) {
      const std::int32_t label = named ? classOf(box.className) : labelOf(box.file);
      if (label < 0) {
        listing_.leftOut.push_back({nameOf(box.file), named ? "the box has no class" : reasonWithoutLabel()});
      } else {
        listing_.pictures.push_back({box.file, label, box.box});
      }
    }
  }

  void nameClasses(const BoxList& boxes) {
    std::set<std::string> names;
    for (const FoundBox& box : boxes.boxes) names.insert(box.className);
    names.erase("");
    listing_.classNames.assign(names.begin(), names.end());
  }

  std::int32_t classOf(const std::string& name) const {
    if (name.empty()) return -1;
    const auto& names = listing_.classNames;
    return static_cast<std::int32_t>(std::lower_bound(names.begin(), names.end(), name) - names.begin());
  }

  const config::Data& data_;
  const std::stop_token& stop_;
  PictureListing listing_;
  PictureTree tree_;
  std::optional<NameIndex> index_;
  std::optional<PictureLabels> labels_;
};

}  // namespace

PictureListing listPictures(const config::Data& data, const std::stop_token& stop) {
  if (data.split != "train" && data.split != "test") {
    throw Error("there is no split '" + data.split + "'", "data.split", "Use train or test");
  }
  return Lister(data, stop).run();
}

}  // namespace ganvas::sets
