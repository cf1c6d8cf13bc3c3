#include "sets/set_facts.h"

#include "base/picture_folder.h"
#include "sets/idx_file.h"
#include "sets/idx_files.h"

namespace ganvas::sets {

namespace {

constexpr std::int64_t kFashionClasses = 10;                 // they have names: the labels have no say
constexpr std::int64_t kMostLabels = std::int64_t{1} << 26;  // more than that is no quick look

std::optional<std::int64_t> classesOf(const SetPlace& place, const std::filesystem::path& labels) {
  if (labels.empty()) return 0;
  IdxFile file(labels, IdxKind::Labels);
  if (place.source == "fashion-mnist") return kFashionClasses;
  if (file.count() > kMostLabels) return {};
  return countLabelClasses(file);
}

config::SetFacts lookAtIdx(const SetPlace& place) {
  const IdxFiles files = findIdxFiles(place.path, place.split);
  const IdxFile images(files.images, IdxKind::Images);
  return {config::Shape::picture(images.height(), images.width(), 1), classesOf(place, files.labels), images.count()};
}

}  // namespace

config::SetFacts lookAtSet(const SetPlace& place) {
  if (place.source == "idx" || place.source == "fashion-mnist") return lookAtIdx(place);
  if (place.source == "folder") return {{}, countPictureClasses(place.path, place.split), {}};
  return {};
}

}  // namespace ganvas::sets
