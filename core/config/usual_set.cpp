#include "config/usual_set.h"

#include <algorithm>

namespace ganvas::config {

namespace {

constexpr std::int64_t kUsualClasses = 10;  // of MNIST, Fashion-MNIST and CIFAR-10

SetFacts whole(const Data& data) {
  const bool train = data.split == "train";
  const Shape wanted = Shape::picture(data.height, data.width, data.channels);
  if (data.source == "synthetic") return {wanted, data.classes, data.count};
  if (data.source == "folder") return {wanted, {}, {}};
  if (data.source == "cifar10") return {Shape::picture(32, 32, 3), kUsualClasses, train ? 50000 : 10000};
  // A folder of the user's may hold any IDX files.
  const bool debian = data.source == "fashion-mnist" && data.path.empty();
  if (debian) return {Shape::picture(28, 28, 1), kUsualClasses, train ? 60000 : 10000};
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
