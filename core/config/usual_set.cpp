#include "config/usual_set.h"

#include <algorithm>

namespace ganvas::config {

namespace {

UsualSet whole(const Data& data) {
  const bool train = data.split == "train";
  if (data.source == "cifar10") return {Shape::picture(32, 32, 3), 10, train ? 50000 : 10000};
  if (data.source == "synthetic") {
    return {Shape::picture(data.height, data.width, data.channels), data.classes, data.count};
  }
  if (data.source == "folder") return {Shape::picture(data.height, data.width, data.channels), 0, 0};
  return {Shape::picture(28, 28, 1), 10, train ? 60000 : 10000};
}

}  // namespace

UsualSet usualSet(const Data& data) {
  UsualSet set = whole(data);
  if (data.limit > 0 && set.pictures > 0) set.pictures = std::min(set.pictures, data.limit);
  return set;
}

}  // namespace ganvas::config
