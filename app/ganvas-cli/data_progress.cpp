#include "data_progress.h"

#include <unistd.h>

#include <iostream>

namespace ganvas::cli {

namespace {

constexpr std::chrono::milliseconds kBarInterval{100};
constexpr std::chrono::seconds kLineInterval{5};

}  // namespace

DataProgress::DataProgress() : terminal_(isatty(STDERR_FILENO) == 1) {
  if (!terminal_) last_ = Clock::now();  // what is done in moments needs no line
}

void DataProgress::show(double share, const std::string& text) {
  const auto interval = terminal_ ? Clock::duration(kBarInterval) : Clock::duration(kLineInterval);
  if (Clock::now() - last_ < interval) return;
  last_ = Clock::now();
  if (terminal_) {
    bar_.draw(share, text);
  } else {
    std::cerr << text << std::endl;
  }
}

}  // namespace ganvas::cli
