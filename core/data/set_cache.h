#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>

#include "data/cache_key.h"
#include "data/cache_room.h"
#include "data/prepared_set.h"

namespace ganvas::data {

/// Writes a whole prepared set into an empty directory, its header last.
using MakeSet = std::function<void(const std::filesystem::path& directory)>;

/// The set of that key; nothing when it is not there or not whole.
std::unique_ptr<PreparedSet> findPrepared(const CacheRoom& room, const CacheKey& key);

/// The set of that key, made by `make` where it is not there or not whole. Of several processes (or threads) that want
/// the same one makes it and the others wait. What is half made is removed when `make` throws; what killed processes
/// left, before it is called. Throws Error: "cancelled", no permission, and whatever `make` throws.
std::unique_ptr<PreparedSet> findOrPrepare(const CacheRoom& room, const CacheKey& key, const MakeSet& make,
                                           const std::stop_token& stop = {});

}  // namespace ganvas::data
