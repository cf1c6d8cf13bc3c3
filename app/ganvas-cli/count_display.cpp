#include "count_display.h"

#include <utility>

#include "progress_display.h"

namespace ganvas::cli {

CountDisplay::CountDisplay(std::string what) : what_(std::move(what)), start_(Clock::now()) {}

void CountDisplay::update(std::int64_t done, std::int64_t total) {
  const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  const double left = share > 0 ? seconds * (1 / share - 1) : -1;  // -1: unknown
  progress_.show(share,
                 std::to_string(done) + " of " + std::to_string(total) + " " + what_ + "  left " + timeText(left));
}

}  // namespace ganvas::cli
