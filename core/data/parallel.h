#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace ganvas::data {

/// Calls work(0) … work(count − 1) on up to eight threads, the caller's among them, and returns when all are done.
/// After an exception no further calls begin; that of the smallest index is thrown again, whatever the threads' timing.
/// Nor do they begin after `stop` is requested: Error "cancelled".
void inParallel(std::size_t count, const std::function<void(std::size_t)>& work, const std::stop_token& stop = {});

}  // namespace ganvas::data
