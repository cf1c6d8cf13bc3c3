#include "count_display.h"

#include <unistd.h>

#include <iostream>
#include <utility>

#include "progress_display.h"

namespace ganvas::cli {

namespace {

constexpr std::chrono::milliseconds kBarInterval{100};
constexpr std::chrono::seconds kLineInterval{5};

}  // namespace

CountDisplay::CountDisplay(std::string what)
    : what_(std::move(what)), terminal_(isatty(STDERR_FILENO) == 1), start_(Clock::now()), last_(start_) {}

void CountDisplay::update(std::int64_t done, std::int64_t total) {
  const auto now = Clock::now();
  if (now - last_ < (terminal_ ? Clock::duration(kBarInterval) : Clock::duration(kLineInterval))) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double left =
      done > 0 ? seconds * (static_cast<double>(total) / static_cast<double>(done) - 1.0) : -1.0;  // -1: unknown
  const std::string text =
      std::to_string(done) + "/" + std::to_string(total) + " " + what_ + "  left " + timeText(left);
  if (terminal_) {
    std::cerr << '\r' << text << "\033[K" << std::flush;
    lineOpen_ = true;
  } else {
    std::cerr << text << std::endl;
  }
}

void CountDisplay::close() {
  if (lineOpen_) std::cerr << std::endl;
  lineOpen_ = false;
}

}  // namespace ganvas::cli
