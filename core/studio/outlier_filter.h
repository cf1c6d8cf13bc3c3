#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "base/batch_source.h"
#include "config/experiment.h"
#include "data/preparation.h"

namespace ganvas::studio {

/// How badly the outlier filter's autoencoder reconstructs each picture of a set.
struct OutlierErrors {
  std::vector<float> errors;           ///< mean squared, of values in [−1, 1]; one for each picture
  std::vector<std::int64_t> pictures;  ///< their numbers in the source that the set was prepared from, ascending
};

/// Trains a small convolutional autoencoder on a set (data::beforeOutliers) for preparation.outlier_epochs, from the
/// experiment's seed and on its device, and measures each picture. Pictures are looked at with sides of 8 to 64
/// pixels. The errors of the same set, epochs and seed are kept in the user's cache: asked again they come at once.
/// Throws Error as engine::Trainer does, or "cancelled" when `stop` is requested.
OutlierErrors outlierErrors(BatchSource& set, const config::Experiment& experiment, const std::stop_token& stop = {},
                            const data::PrepareProgress& progress = {});

}  // namespace ganvas::studio
