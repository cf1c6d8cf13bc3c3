#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>

#include "base/batch_source.h"
#include "engine/picture_keeping.h"
#include "engine/picture_stream.h"

namespace ganvas::engine {

/// Pictures float32 N×C×H×W in channels_last memory, in [−1, 1], and their labels: int64 N, or what CutMix makes of
/// them, float32 N×classes; undefined where the set has none.
struct RealBatch {
  at::Tensor pictures, labels;
};

/// The pictures of a set, as uint8 on the training device or streamed from their file, and the order in which they are
/// taken: a new permutation from (seed, epoch) each epoch, batches running on across the border. Both give the very
/// same batches.
class TrainingSet {
 public:
  /// In memory: reads the source straight into the set's memory (one copy of the bytes on a CPU). Throws Error, also
  /// when a picture's label is of no class. Streamed: reads nothing yet, and the source must outlive the set.
  TrainingSet(BatchSource& source, c10::Device device, std::uint64_t seed, std::stop_token stop,
              const std::function<void(std::int64_t, std::int64_t)>& progress, Keeping keeping = Keeping::Memory);

  /// The next `count` pictures, value / 127.5 − 1. Throws Error when a streamed picture cannot be read or has a label
  /// of no class; the position is then as it was.
  RealBatch next(std::int64_t count);

  std::int64_t size() const { return info_.count; }
  std::int64_t taken() const { return taken_; }  ///< pictures taken so far: the position that a checkpoint holds
  void seek(std::int64_t taken);

 private:
  void load(BatchSource& source, const std::stop_token& stop,
            const std::function<void(std::int64_t, std::int64_t)>& progress);
  void orderFor(std::int64_t epoch);
  at::Tensor nextOrder(std::int64_t count);
  RealBatch nextStreamed(std::int64_t count);

  SetInfo info_;
  c10::Device device_;
  std::unique_ptr<PictureStream> stream_;  ///< null: in memory
  at::Tensor pixels_;                      ///< uint8 N×H×W×C
  at::Tensor labels_;                      ///< int64 N; undefined where the set has none
  at::Tensor order_;                       ///< int64 N on the device, of epoch orderEpoch_
  std::int64_t orderEpoch_ = -1;
  std::int64_t taken_ = 0;
  std::uint64_t seed_;
};

}  // namespace ganvas::engine
