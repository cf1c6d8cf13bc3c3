#include "bridge/latest_worker.h"

#include <utility>

namespace ganvas::ui {

LatestWorker::LatestWorker() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

LatestWorker::~LatestWorker() {
  thread_.request_stop();
  thread_.join();
}

void LatestWorker::post(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    waiting_ = std::move(job);
  }
  wake_.notify_one();
}

void LatestWorker::run(const std::stop_token& stop) {
  while (true) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return static_cast<bool>(waiting_); })) return;
      if (stop.stop_requested()) return;
      job = std::exchange(waiting_, {});
    }
    job();
  }
}

}  // namespace ganvas::ui
