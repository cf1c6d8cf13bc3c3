#pragma once

#include <stop_token>
#include <string>

#include "config/experiment.h"

namespace ganvas::data {

/// What decides the content of a prepared set: the place, size and time of its files, and how they become pictures.
struct CacheKey {
  std::string text;  ///< one line for each

  /// The name of the set's directory: 32 hexadecimal digits.
  std::string name() const;
};

/// The key of data.path (absolute) by data.width, height, channels, fit, labels, split and boxes. data.limit is not in
/// it. Looks at sizes and times only. Throws Error when data.path cannot be listed; or "cancelled".
CacheKey cacheKeyOf(const config::Data& data, const std::stop_token& stop = {});

}  // namespace ganvas::data
