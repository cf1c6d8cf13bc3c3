#pragma once

#include <string>

namespace ganvas::cli {

/// "[####----] text" on stderr, redrawn in place and cut to the terminal's width.
class ProgressBar {
 public:
  /// `share`: 0 … 1.
  void draw(double share, const std::string& text);
  /// Ends the bar's line, so that other text can follow.
  void close();

 private:
  bool open_ = false;
};

}  // namespace ganvas::cli
