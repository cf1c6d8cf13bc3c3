#include "progress_bar.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iostream>

namespace ganvas::cli {

namespace {

std::size_t terminalWidth() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

}  // namespace

void ProgressBar::draw(double share, const std::string& text) {
  constexpr int kCells = 24;
  const int filled = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * kCells));
  std::string line = "[" + std::string(filled, '#') + std::string(kCells - filled, '-') + "] " + text;
  if (line.size() >= terminalWidth()) line.resize(terminalWidth() - 1);
  std::cerr << '\r' << line << "\033[K" << std::flush;
  open_ = true;
}

void ProgressBar::close() {
  if (open_) std::cerr << std::endl;
  open_ = false;
}

}  // namespace ganvas::cli
