#include "studio/loading_text.h"

#include <gtest/gtest.h>

namespace ganvas::studio {
namespace {

using namespace std::chrono_literals;

TEST(LoadingText, TellsShareAndTimeLeft) {
  const LoadingText::Clock::time_point begin{};
  const LoadingText loading(begin);
  const auto after = [&](LoadingText::Clock::duration passed, std::int64_t done) {
    return loading.text("reading", done, 1000, begin + passed);
  };
  EXPECT_EQ(after(500ms, 100), "reading, 10 %");
  EXPECT_EQ(after(2s, 0), "reading, 0 %");
  EXPECT_EQ(after(2s, 100), "reading, 10 %, 18 s left");
  EXPECT_EQ(after(20s, 100), "reading, 10 %, 3 min left");
  EXPECT_EQ(after(2h, 499), "reading, 49 %, 2 h 0 min left");
  EXPECT_EQ(after(20s, 1000), "reading, 100 %");
  EXPECT_EQ(loading.text("reading", 0, 0), "reading");
}

TEST(GroupedNumber, InThousands) {
  EXPECT_EQ(groupedNumber(0), "0");
  EXPECT_EQ(groupedNumber(999), "999");
  EXPECT_EQ(groupedNumber(60000), "60,000");
  EXPECT_EQ(groupedNumber(1234567), "1,234,567");
  EXPECT_EQ(groupedNumber(-123), "-123");
  EXPECT_EQ(groupedNumber(-1234), "-1,234");
}

}  // namespace
}  // namespace ganvas::studio
