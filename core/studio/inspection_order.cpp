#include "studio/inspection_order.h"

#include <algorithm>

#include "base/random.h"

namespace ganvas::studio {

namespace {

constexpr std::int64_t kNeighbours = 64;
constexpr std::int64_t kFewestStretches = 64;  // small sets are cut finer: a class may be all in one stretch
constexpr std::int64_t kMostStretches = 100'000;
constexpr std::size_t kFirstRound = 8;  // stretches

}  // namespace

std::vector<Stretch> inspectionOrder(std::int64_t pictures, std::uint64_t seed) {
  const std::int64_t fine = std::clamp<std::int64_t>(pictures / kFewestStretches, 1, kNeighbours);
  const std::int64_t length = std::max(fine, pictures / kMostStretches);
  std::vector<std::int64_t> drawn = epochOrder(seed, 0, (pictures + length - 1) / length);
  std::vector<Stretch> order;
  order.reserve(drawn.size());
  for (std::size_t begin = 0, end = 0; begin < drawn.size(); begin = end) {
    end = std::min(drawn.size(), std::max(kFirstRound, 2 * begin));
    std::sort(drawn.begin() + static_cast<std::ptrdiff_t>(begin), drawn.begin() + static_cast<std::ptrdiff_t>(end));
    for (std::size_t i = begin; i < end; ++i) {
      const std::int64_t first = drawn[i] * length;
      order.push_back({first, std::min(length, pictures - first), false});
    }
    order.back().endsRound = true;
  }
  return order;
}

}  // namespace ganvas::studio
