#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace ganvas::ui {

/// One thread that runs one job at a time; a job posted while another waits replaces it, so that a slow disk never
/// builds a queue. It is how the window asks for anything that reads files: the job answers with a queued call to
/// its QObject, which must own the worker, as its last member: the thread is joined before the object goes.
class LatestWorker {
 public:
  LatestWorker();
  /// Drops the waiting job and waits for the running one.
  ~LatestWorker();
  LatestWorker(const LatestWorker&) = delete;
  LatestWorker& operator=(const LatestWorker&) = delete;

  /// Returns at once. The job must not throw.
  void post(std::function<void()> job);

 private:
  void run(const std::stop_token& stop);

  std::mutex mutex_;  ///< guards waiting_
  std::condition_variable_any wake_;
  std::function<void()> waiting_;
  std::jthread thread_;
};

}  // namespace ganvas::ui
