#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

namespace ganvas::data {

/// A picture file as it was read, not decoded yet.
struct EncodedFile {
  std::size_t first = 0, last = 0;  ///< the pictures of the listing that are in it: first … last − 1
  std::string bytes;
  std::optional<Error> fault;  ///< why it could not be read
};

/// Several files at a time, so that threads meet seldom.
using EncodedFiles = std::vector<EncodedFile>;

/// From the threads that read to those that decode. Holds no more than so many bytes (a single larger file is let in
/// alone): a fast disk must not fill the memory.
class EncodedQueue {
 public:
  explicit EncodedQueue(std::size_t mostBytes) : mostBytes_(mostBytes) {}

  /// Waits for room. False once it was broken off: no more is wanted.
  bool push(EncodedFiles files);
  /// Waits for files. Nothing when all are taken and no more will come, or it was broken off.
  std::optional<EncodedFiles> pop();
  /// No more will come.
  void close();
  /// Ends all waiting at once.
  void breakOff();

 private:
  std::size_t mostBytes_;
  std::mutex mutex_;  ///< guards what follows
  std::condition_variable changed_;
  std::deque<EncodedFiles> waiting_;
  std::size_t bytes_ = 0;
  bool closed_ = false, broken_ = false;
};

}  // namespace ganvas::data
