#include "config/usual_set.h"

#include <algorithm>

namespace ganvas::config {

namespace {

constexpr std::int64_t kUsualClasses = 10;  // of MNIST and its kin, CIFAR-10 and STL-10

SetFacts stl10(const std::string& split) {
  if (split == "unlabeled") return {Shape::picture(96, 96, 3), 0, 100000};
  return {Shape::picture(96, 96, 3), kUsualClasses, split == "train" ? 5000 : 8000};
}

std::int64_t cifar100Classes(const std::string& labels) {
  if (labels == "none") return 0;
  return labels == "coarse" ? 20 : 100;
}

SetFacts whole(const Data& data) {
  const bool train = data.split == "train";
  const Shape wanted = Shape::picture(data.height, data.width, data.channels);
  if (data.source == "synthetic") return {wanted, data.classes, data.count};
  if (data.source == "folder") return {wanted, {}, {}};
  if (data.source == "stl10") return stl10(data.split);
  if (data.source == "cifar10") return {Shape::picture(32, 32, 3), kUsualClasses, train ? 50000 : 10000};
  if (data.source == "cifar100") {
    return {Shape::picture(32, 32, 3), cifar100Classes(data.labels), train ? 50000 : 10000};
  }
  // A folder of the user's may hold any IDX files.
  const bool ofMnistsKind = data.source == "fashion-mnist" || data.source == "mnist" || data.source == "kmnist";
  if (ofMnistsKind && data.path.empty()) return {Shape::picture(28, 28, 1), kUsualClasses, train ? 60000 : 10000};
  return {};
}

}  // namespace

SetFacts usualSet(const Data& data) {
  SetFacts set = whole(data);
  if (data.limit > 0 && set.pictures) set.pictures = std::min(*set.pictures, data.limit);
  return set;
}

SetFacts assumedSet(const Data& data) {
  SetFacts set = usualSet(data);
  if (!set.picture) set.picture = Shape::picture(28, 28, 1);
  if (!set.classes) set.classes = kUsualClasses;
  return set;
}

}  // namespace ganvas::config
