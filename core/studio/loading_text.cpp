#include "studio/loading_text.h"

#include <cmath>

namespace ganvas::studio {

namespace {

constexpr std::chrono::seconds kTooEarly{1};  // to tell how long it will take

std::string durationText(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string((whole + 59) / 60) + " min";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

}  // namespace

std::string LoadingText::text(const std::string& what, std::int64_t done, std::int64_t total,
                              Clock::time_point now) const {
  if (total <= 0) return what;
  std::string text = what + ", " + std::to_string(100 * done / total) + " %";
  const Clock::duration passed = now - begin_;
  if (done <= 0 || done >= total || passed < kTooEarly) return text;
  const double left =
      std::chrono::duration<double>(passed).count() * static_cast<double>(total - done) / static_cast<double>(done);
  return text + ", " + durationText(left) + " left";
}

std::string groupedNumber(std::int64_t number) {
  std::string text = std::to_string(number);
  for (auto place = static_cast<std::ptrdiff_t>(text.size()) - 3; place > (number < 0 ? 1 : 0); place -= 3) {
    text.insert(static_cast<std::size_t>(place), ",");
  }
  return text;
}

}  // namespace ganvas::studio
