#include "data/duplicates.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace ganvas::data {

namespace {

constexpr std::size_t kMostBytesHeld = std::size_t{64} << 20;

bool byFirst(const PictureGroup& a, const PictureGroup& b) {
  return a.front() < b.front();
}

/// Groups of a pass of keepEqual: their members in ascending order, and of each group the picture to compare with.
struct Pass {
  std::vector<PictureGroup> groups;
  std::vector<std::pair<std::int64_t, std::size_t>> members;  ///< picture, group

  void add(PictureGroup group) {
    for (const std::int64_t picture : group) members.emplace_back(picture, groups.size());
    groups.push_back(std::move(group));
  }
  /// What is equal to the first readable picture of each group; `others` gets what differs from it.
  std::vector<PictureGroup> compare(std::size_t pictureBytes, const ReadPicture& read,
                                    std::vector<PictureGroup>& others);
};

std::vector<PictureGroup> Pass::compare(std::size_t pictureBytes, const ReadPicture& read,
                                        std::vector<PictureGroup>& others) {
  std::sort(members.begin(), members.end());
  std::vector<PictureGroup> equal(groups.size()), different(groups.size());
  std::vector<std::vector<std::uint8_t>> firsts(groups.size());
  std::vector<std::uint8_t> pixels(pictureBytes);
  for (const auto& [picture, group] : members) {
    if (!read(picture, pixels)) continue;
    if (firsts[group].empty()) firsts[group] = pixels;
    (firsts[group] == pixels ? equal : different)[group].push_back(picture);
  }
  const auto isAlone = [](const PictureGroup& group) { return group.size() < 2; };
  std::erase_if(equal, isAlone);
  std::erase_if(different, isAlone);
  std::move(different.begin(), different.end(), std::back_inserter(others));
  return equal;
}

}  // namespace

std::vector<PictureGroup> groupEqual(std::span<const std::uint64_t> hashes) {
  std::vector<std::int64_t> order(hashes.size());
  std::iota(order.begin(), order.end(), 0);
  const auto hashAt = [&](std::int64_t picture) { return hashes[static_cast<std::size_t>(picture)]; };
  std::sort(order.begin(), order.end(),
            [&](std::int64_t a, std::int64_t b) { return hashAt(a) != hashAt(b) ? hashAt(a) < hashAt(b) : a < b; });
  std::vector<PictureGroup> groups;
  for (auto first = order.begin(); first != order.end();) {
    const auto end = std::find_if(first, order.end(), [&](std::int64_t i) { return hashAt(i) != hashAt(*first); });
    if (end - first > 1) groups.emplace_back(first, end);
    first = end;
  }
  std::sort(groups.begin(), groups.end(), byFirst);
  return groups;
}

std::vector<PictureGroup> keepEqual(std::vector<PictureGroup> groups, std::size_t pictureBytes,
                                    const ReadPicture& read) {
  const std::size_t atOnce = std::max<std::size_t>(1, kMostBytesHeld / std::max<std::size_t>(1, pictureBytes));
  std::vector<PictureGroup> result;
  while (!groups.empty()) {
    std::vector<PictureGroup> others;  // different pictures of the same hash: equal among each other, perhaps
    for (std::size_t begin = 0; begin < groups.size(); begin += atOnce) {
      Pass pass;
      for (std::size_t i = begin; i < std::min(groups.size(), begin + atOnce); ++i) pass.add(std::move(groups[i]));
      std::vector<PictureGroup> equal = pass.compare(pictureBytes, read, others);
      std::move(equal.begin(), equal.end(), std::back_inserter(result));
    }
    groups = std::move(others);
  }
  std::sort(result.begin(), result.end(), byFirst);
  return result;
}

}  // namespace ganvas::data
