#pragma once

#include <cstdint>
#include <vector>

#include "config/experiment.h"
#include "studio/outlier_filter.h"

namespace ganvas::studio {

/// Whether a preparation leaves outliers out.
bool filtersOutliers(const config::Preparation& preparation);

/// The places of the pictures that stay, ascending: all but the share with the largest errors (rounded to whole
/// pictures; of equal errors the later goes), or all up to the threshold, and then the hand-picked exceptions, which
/// are numbers of the source; those that the set does not have are passed over. Throws Error naming an exception that
/// is no number, or that is both kept and left out.
std::vector<std::int64_t> keptPictures(const OutlierErrors& errors, const config::Preparation& preparation);

}  // namespace ganvas::studio
