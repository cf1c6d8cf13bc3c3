#include "data/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "base/error.h"

namespace ganvas::data {

namespace {

constexpr std::size_t kMostThreads = 8;  // each may hold a whole decoded photograph

/// Indices are handed out in order, so that all below a failed one have been tried.
class Crew {
 public:
  Crew(std::size_t count, const std::function<void(std::size_t)>& work, const std::stop_token& stop)
      : count_(count), work_(work), stop_(stop) {}

  void takePart() {
    for (std::size_t index = next_++; index < count_ && !failed_; index = next_++) {
      try {
        if (stop_.stop_requested()) throw Error("cancelled", "", "");
        work_(index);
      } catch (...) {
        noteFailure(index);
      }
    }
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void noteFailure(std::size_t index) {
    const std::lock_guard lock(mutex_);
    failed_ = true;
    if (failure_ && index > failedIndex_) return;
    failure_ = std::current_exception();
    failedIndex_ = index;
  }

  std::size_t count_;
  const std::function<void(std::size_t)>& work_;
  const std::stop_token& stop_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;  ///< guards the next two
  std::exception_ptr failure_;
  std::size_t failedIndex_ = 0;
};

}  // namespace

void inParallel(std::size_t count, const std::function<void(std::size_t)>& work, const std::stop_token& stop) {
  Crew crew(count, work, stop);
  {
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::jthread> helpers;
    for (std::size_t i = 1; i < std::min({count, cores, kMostThreads}); ++i) {
      try {
        helpers.emplace_back([&crew] { crew.takePart(); });
      } catch (const std::system_error&) {
        break;  // no more threads to be had: those that are there do it
      }
    }
    crew.takePart();
  }
  crew.rethrow();
}

}  // namespace ganvas::data
