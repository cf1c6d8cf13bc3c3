#pragma once

#include <functional>
#include <thread>

namespace ganvas::cli {

/// While it lives, the first SIGINT, SIGTERM or SIGHUP calls `stop` on a thread of its own, and a second one ends the
/// program at once with exit code 130. A signal that was ignored before (nohup) stays so. One at a time.
class InterruptWatch {
 public:
  explicit InterruptWatch(std::function<void()> stop);
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  /// Whether a signal came.
  bool interrupted() const;

 private:
  std::jthread watcher_;
};

}  // namespace ganvas::cli
