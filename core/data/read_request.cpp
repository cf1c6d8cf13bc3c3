#include "data/read_request.h"

#include <algorithm>

#include "base/error.h"

namespace ganvas::data {

void checkRequest(const SetInfo& info, std::int64_t first, std::span<const std::uint8_t> pixels,
                  std::span<const std::int32_t> labels) {
  const auto count = static_cast<std::int64_t>(labels.size());
  if (first < 0 || count > info.count || first > info.count - count) {
    throw Error("pictures " + std::to_string(first) + " to " + std::to_string(first + count - 1) +
                    " were asked for, the set has " + std::to_string(info.count),
                info.name, "");
  }
  if (pixels.size() != labels.size() * info.pictureBytes()) {
    throw Error("the memory for the pixels does not fit the number of labels", info.name, "");
  }
}

std::int64_t limitedCount(std::int64_t available, std::int64_t limit) {
  if (limit < 0) throw Error("the limit is negative", "data.limit", "Use 0 for all pictures");
  return limit == 0 ? available : std::min(available, limit);
}

}  // namespace ganvas::data
