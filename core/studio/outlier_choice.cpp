#include "studio/outlier_choice.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <string>
#include <string_view>

#include "base/error.h"

namespace ganvas::studio {

namespace {

std::set<std::int64_t> numbersOf(std::string_view list, const char* key) {
  std::set<std::int64_t> numbers;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t comma = std::min(list.find(',', start), list.size());
    std::string_view entry = list.substr(start, comma - start);
    start = comma + 1;
    while (entry.starts_with(' ')) entry.remove_prefix(1);
    while (entry.ends_with(' ')) entry.remove_suffix(1);
    if (entry.empty()) continue;
    std::int64_t number = -1;
    const auto [end, failure] = std::from_chars(entry.data(), entry.data() + entry.size(), number);
    if (failure != std::errc() || end != entry.data() + entry.size() || number < 0) {
      throw Error("'" + std::string(entry) + "' is no picture's number", key,
                  "Write numbers separated by commas, counted from 0");
    }
    numbers.insert(number);
  }
  return numbers;
}

/// One that is no number counts as the worst.
float comparable(float error) {
  return std::isnan(error) ? std::numeric_limits<float>::infinity() : error;
}

std::vector<char> withinShare(const std::vector<float>& errors, double share) {
  const auto leftOut = static_cast<std::size_t>(std::llround(share * static_cast<double>(errors.size())));
  std::vector<std::size_t> worstLast(errors.size());
  std::iota(worstLast.begin(), worstLast.end(), std::size_t{0});
  std::stable_sort(worstLast.begin(), worstLast.end(),
                   [&](std::size_t a, std::size_t b) { return comparable(errors[a]) < comparable(errors[b]); });
  std::vector<char> stays(errors.size(), 1);
  for (std::size_t i = errors.size() - std::min(leftOut, errors.size()); i < errors.size(); ++i)
    stays[worstLast[i]] = 0;
  return stays;
}

std::vector<char> withinThreshold(const std::vector<float>& errors, double threshold) {
  std::vector<char> stays;
  for (const float error : errors) stays.push_back(comparable(error) <= threshold ? 1 : 0);
  return stays;
}

}  // namespace

bool filtersOutliers(const config::Preparation& preparation) {
  return preparation.outliers > 0 || preparation.outlierThreshold > 0;
}

std::vector<std::int64_t> keptPictures(const OutlierErrors& errors, const config::Preparation& preparation) {
  const std::set<std::int64_t> keep = numbersOf(preparation.outlierKeep, "preparation.outlier_keep");
  const std::set<std::int64_t> reject = numbersOf(preparation.outlierReject, "preparation.outlier_reject");
  for (const std::int64_t number : keep) {
    if (!reject.contains(number)) continue;
    throw Error("picture " + std::to_string(number) + " is both to stay and to go", "preparation.outlier_keep",
                "Take it out of preparation.outlier_keep or of preparation.outlier_reject");
  }
  std::vector<char> stays = preparation.outlierThreshold > 0
                                ? withinThreshold(errors.errors, preparation.outlierThreshold)
                                : withinShare(errors.errors, preparation.outliers);
  std::vector<std::int64_t> kept;
  for (std::size_t i = 0; i < stays.size(); ++i) {
    const std::int64_t number = errors.pictures[i];
    if (keep.contains(number) || (stays[i] != 0 && !reject.contains(number)))
      kept.push_back(static_cast<std::int64_t>(i));
  }
  return kept;
}

}  // namespace ganvas::studio
