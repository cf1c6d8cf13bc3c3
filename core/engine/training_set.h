#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstdint>
#include <functional>
#include <stop_token>

#include "base/batch_source.h"

namespace ganvas::engine {

/// Pictures float32 N×C×H×W in channels_last memory, in [−1, 1], and their labels: int64 N, or what CutMix makes of
/// them, float32 N×classes; undefined where the set has none.
struct RealBatch {
  at::Tensor pictures, labels;
};

/// A whole set on the training device as uint8, and the order in which its pictures are taken: a new permutation from
/// (seed, epoch) each epoch, batches running on across the border.
class TrainingSet {
 public:
  /// Reads the source straight into the set's memory (one copy of the bytes on a CPU). Throws Error, also when a
  /// picture's label is of no class.
  TrainingSet(BatchSource& source, c10::Device device, std::uint64_t seed, std::stop_token stop,
              const std::function<void(std::int64_t, std::int64_t)>& progress);

  /// The next `count` pictures, value / 127.5 − 1.
  RealBatch next(std::int64_t count);

  std::int64_t size() const { return pixels_.size(0); }
  std::int64_t taken() const { return taken_; }  ///< pictures taken so far: the position that a checkpoint holds
  void seek(std::int64_t taken);

 private:
  void orderFor(std::int64_t epoch);
  at::Tensor nextOrder(std::int64_t count);

  at::Tensor pixels_;  ///< uint8 N×H×W×C
  at::Tensor labels_;  ///< int64 N; undefined where the set has none
  at::Tensor order_;   ///< int64 N on the device, of epoch orderEpoch_
  std::int64_t orderEpoch_ = -1;
  std::int64_t taken_ = 0;
  std::uint64_t seed_;
};

}  // namespace ganvas::engine
