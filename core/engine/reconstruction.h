#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "base/batch_source.h"
#include "base/image_batch.h"
#include "engine/objective.h"
#include "nn/network.h"

namespace ganvas::engine {

/// The loss of an autoencoder: one phase, of the network "generator", that minimises the mean of (x − G(x))² over all
/// elements of pictures x in [−1, 1], times objective.loss_scale. Recorded as g_loss. Labels of the pictures go with
/// them.
Objective reconstructionObjective(const config::Experiment& experiment);

/// The first pictures of a set, at most 64 and fewer of very large ones, whose reconstructions show how training comes
/// along.
RealBatch firstPictures(BatchSource& source, c10::Device device);

/// The reconstructions of pictures first … first + count − 1 of `shown`, which repeat, 0 … 255.
ImageBatch reconstructions(const nn::Network& network, const RealBatch& shown, std::int64_t first, std::int64_t count);

/// For each picture of a set the mean of (x − G(x))² over its elements, in evaluation mode; `batchSize` at once. Throws
/// what the source throws, or Error "cancelled" when `stop` is requested.
std::vector<float> reconstructionErrors(const nn::Network& network, BatchSource& source, std::int64_t batchSize,
                                        const std::stop_token& stop,
                                        const std::function<void(std::int64_t, std::int64_t)>& progress);

}  // namespace ganvas::engine
