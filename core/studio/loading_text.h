#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace ganvas::studio {

/// Says how something that goes through pictures comes along: "preparing 60,000 pictures, 34 %, 12 s left". The time
/// is shown once it can be told.
class LoadingText {
 public:
  using Clock = std::chrono::steady_clock;

  explicit LoadingText(Clock::time_point begin = Clock::now()) : begin_(begin) {}

  std::string text(const std::string& what, std::int64_t done, std::int64_t total,
                   Clock::time_point now = Clock::now()) const;

 private:
  Clock::time_point begin_;
};

/// "60,000"
std::string groupedNumber(std::int64_t number);

}  // namespace ganvas::studio
