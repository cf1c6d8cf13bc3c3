#pragma once

#include <cstdint>
#include <vector>

namespace ganvas::studio {

/// Neighbouring pictures that are read one after another.
struct Stretch {
  std::int64_t first = 0, count = 0;
  bool endsRound = false;  ///< whether what was read up to here is drawn evenly from the set
};

/// The order in which all pictures of a set are looked at, so that early numbers are of all of it. Stretches of up to
/// 64 neighbours (more where a set has millions) are drawn at random, in rounds that each double what was read; within
/// a round they ascend. So a packed file, which can only be read from its start on, is read some ten times and not once
/// for each stretch.
std::vector<Stretch> inspectionOrder(std::int64_t pictures, std::uint64_t seed);

}  // namespace ganvas::studio
