#pragma once

#include <functional>
#include <mutex>
#include <utility>

namespace ganvas::session {

/// The function that an owner wants called after changes. It is never running any more once set({}) has returned.
class Observer {
 public:
  void set(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
  }
  void wake() {
    const std::lock_guard lock(mutex_);
    if (wake_) wake_();
  }

 private:
  std::mutex mutex_;  ///< guards wake_, and is held while it runs
  std::function<void()> wake_;
};

}  // namespace ganvas::session
