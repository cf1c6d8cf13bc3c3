#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/batch_source.h"
#include "config/experiment.h"

namespace ganvas::data {

/// What an outlier filter leaves of a set.
struct Outliers {
  std::vector<std::int64_t> kept;  ///< ascending numbers of pictures as they are after classes, subset and duplicates
};

/// How preparing comes along: what is being done ("looking for duplicates"), with how many of all pictures; 0 of 0
/// where that is not counted.
using PrepareProgress = std::function<void(const std::string& activity, std::int64_t done, std::int64_t total)>;

/// The set that a preparation makes of a source: classes, subset, duplicates, outliers, sharpening and oversampling, in
/// this order. What is random comes from the seed. Without `outliers` the outlier filter is left out. Where nothing is
/// to be done this is the source itself; otherwise its pictures are looked at once for classes, duplicates and balance,
/// and read again with the prepared set, which keeps numbers only. SetInfo::warnings say what was dropped.
/// Throws Error: an unknown class, labels asked of a set without, a step that leaves no picture, what the source
/// throws, or "cancelled" when `stop` is requested.
std::unique_ptr<BatchSource> prepareSource(std::unique_ptr<BatchSource> source, const config::Preparation& preparation,
                                           std::uint64_t seed, const Outliers* outliers = nullptr,
                                           const std::stop_token& stop = {}, const PrepareProgress& progress = {});

/// A preparation in two parts: what comes before the outlier filter, and it with all that comes after. A source
/// prepared with the one and then with the other is what prepareSource() makes at once.
config::Preparation beforeOutliers(const config::Preparation& preparation);
config::Preparation fromOutliersOn(const config::Preparation& preparation);

/// The numbers that the pictures of a set have in the source it was opened from, through all its preparations; their
/// own where it was not prepared.
std::vector<std::int64_t> sourceNumbers(const BatchSource& set);

}  // namespace ganvas::data
