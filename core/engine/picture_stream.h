#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/batch_source.h"

namespace ganvas::engine {

/// Pictures of a batch as they were read, in the batch's order.
struct StreamedBatch {
  std::vector<std::uint8_t> pixels;  ///< N×H×W×C
  std::vector<std::int32_t> labels;  ///< as the source has them
  std::vector<std::int64_t> index;   ///< the pictures' numbers
};

/// The batches of a training set, read from its source on a thread of its own, at most a few ahead of what is asked
/// for. The order of the pictures is that of (seed, epoch), whatever was read ahead.
class PictureStream {
 public:
  static constexpr std::size_t kMostAhead = 3;  ///< batches

  /// The source must outlive the stream, which alone may read it from now on.
  PictureStream(BatchSource& source, std::uint64_t seed);
  ~PictureStream();

  /// The `count` pictures from position `taken` on, over all epochs. Costs no waiting when it goes on from the last
  /// call with the same count. Throws what reading threw.
  StreamedBatch take(std::int64_t taken, std::int64_t count);

 private:
  struct Stretch {
    std::int64_t taken = 0, count = 0;
    bool operator==(const Stretch&) const = default;
  };
  struct Ready {
    Stretch stretch;
    StreamedBatch batch;
    std::exception_ptr failure;
  };

  void readAhead(const std::stop_token& stop);
  Ready read(const Stretch& stretch);
  std::vector<std::int64_t> indicesOf(const Stretch& stretch);

  BatchSource& source_;
  const std::uint64_t seed_;
  std::vector<std::int64_t> order_;  ///< of orderEpoch_: the thread's own
  std::int64_t orderEpoch_ = -1;

  std::mutex mutex_;  ///< guards what follows
  std::condition_variable_any changed_;
  std::deque<Ready> ready_;
  std::optional<Stretch> front_;  ///< what the first of `ready_` is or will be; nothing after a failure
  std::optional<Stretch> next_;   ///< to be read next
  std::uint64_t turns_ = 0;       ///< how often reading has begun elsewhere: what was read before is not wanted
  std::jthread thread_;           ///< last: ends first
};

}  // namespace ganvas::engine
