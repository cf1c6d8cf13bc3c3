#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/batch_source.h"
#include "data/cache_room.h"
#include "data/prepared_set.h"

namespace ganvas::data {

/// The pictures of a prepared set, or those `chosen` of it (ascending; empty: all). Reading is cheap in any order. What
/// was damaged on the disk is found while it is used: read() then throws Error.
std::unique_ptr<BatchSource> openPrepared(std::unique_ptr<PreparedSet> set, CacheRoom room,
                                          std::vector<std::int64_t> chosen = {});

}  // namespace ganvas::data
