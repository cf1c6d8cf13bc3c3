#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "runs/history.h"
#include "support.h"

namespace ganvas::runs {
namespace {

// Least and greatest of values[from, to), by looking at each; NaN where there is nothing else.
std::pair<float, float> extremes(const std::vector<float>& values, std::int64_t from, std::int64_t to) {
  float low = std::numeric_limits<float>::quiet_NaN(), high = low;
  for (std::int64_t i = from; i < to; ++i) {
    const float value = values[static_cast<std::size_t>(i)];
    if (std::isnan(value)) continue;
    if (std::isnan(low) || value < low) low = value;
    if (std::isnan(high) || value > high) high = value;
  }
  return {low, high};
}

bool same(float a, float b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

class Curve : public InDirectory {
 protected:
  // Checks points against the values and that they cover the range without gaps.
  void check(const HistoryReader& reader, const std::vector<float>& values, std::int64_t first, std::int64_t last,
             std::size_t most) {
    const auto points = reader.curve("a", first, last, most);
    ASSERT_FALSE(points.empty());
    ASSERT_LE(points.size(), most);
    const auto steps = static_cast<std::int64_t>(values.size());
    EXPECT_LE(points.front().step, first);
    EXPECT_GT(points.front().step + points.front().width, first);
    EXPECT_LE(points.back().step, last);
    EXPECT_GE(points.back().step + points.back().width - 1, last);
    // As fine as the number allows, but for a factor of two and the ends.
    if (points.front().width > 1) {
      EXPECT_GE(2 * points.size() + 2, most);
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
      const CurvePoint& point = points[i];
      if (i > 0) {
        ASSERT_EQ(point.step, points[i - 1].step + points[i - 1].width);
      }
      ASSERT_LE(point.step + point.width - 1, steps);
      const auto [low, high] = extremes(values, point.step - 1, point.step - 1 + point.width);
      ASSERT_TRUE(same(point.minimum, low) && same(point.maximum, high)) << point.step << " + " << point.width;
    }
  }
};

TEST_F(Curve, EqualsBruteForceAtRandomRanges) {
  std::mt19937_64 engine(5);
  std::normal_distribution<float> normal;
  std::vector<float> values(300'007);
  for (float& value : values) value = engine() % 50 == 0 ? std::numeric_limits<float>::quiet_NaN() : normal(engine);
  std::fill(values.begin() + 5000, values.begin() + 15'000, std::numeric_limits<float>::quiet_NaN());
  values[200'000] = std::numeric_limits<float>::infinity();
  values[100'000] = -std::numeric_limits<float>::infinity();
  const auto file = directory / "history.db";
  {
    HistoryWriter writer(file);
    for (std::size_t at = 0; at < values.size(); at += 10'000) {
      writer.append({"a"}, std::span(values).subspan(at, std::min<std::size_t>(10'000, values.size() - at)));
      writer.flush();
    }
  }
  const HistoryReader reader(file);
  const auto steps = static_cast<std::int64_t>(values.size());
  for (const std::size_t most : {1U, 2U, 3U, 1000U, 4000U}) check(reader, values, 1, steps, most);
  for (int i = 0; i < 150; ++i) {
    std::int64_t first = 1 + static_cast<std::int64_t>(engine() % values.size());
    std::int64_t last = 1 + static_cast<std::int64_t>(engine() % values.size());
    if (i % 3 == 0) last = std::min(steps, first + static_cast<std::int64_t>(engine() % 300));
    if (first > last) std::swap(first, last);
    check(reader, values, first, last, 1 + engine() % 2000);
  }
}

TEST_F(Curve, CoversEveryLengthOfUnfinishedTail) {
  const auto file = directory / "history.db";
  HistoryWriter writer(file);
  const HistoryReader reader(file);
  std::vector<float> values;
  std::mt19937 engine(6);
  while (values.size() < 5000) {
    const std::size_t more = 1 + engine() % 60;
    std::vector<float> block(more);
    for (float& value : block) value = static_cast<float>(engine() % 100'000);
    writer.append({"a"}, block);
    writer.flush();
    values.insert(values.end(), block.begin(), block.end());
    const auto steps = static_cast<std::int64_t>(values.size());
    for (const std::size_t most : {1U, 3U, 40U, 700U}) check(reader, values, 1, steps, most);
  }
}

TEST_F(Curve, IsEmptyWhereThereIsNothing) {
  HistoryWriter writer(directory / "history.db");
  const HistoryReader reader(directory / "history.db");
  EXPECT_TRUE(reader.curve("a", 1, 100, 10).empty());
  writer.append({"a"}, std::vector<float>{1, 2, 3});
  writer.flush();
  EXPECT_TRUE(reader.curve("a", 4, 100, 10).empty());
  EXPECT_TRUE(reader.curve("a", 3, 2, 10).empty());
  EXPECT_TRUE(reader.curve("a", 1, 3, 0).empty());
  EXPECT_TRUE(reader.curve("b", 1, 3, 10).empty());
  const auto clipped =
      reader.curve("a", std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(), 10);
  ASSERT_EQ(clipped.size(), 3U);
  EXPECT_EQ(clipped[2].step, 3);
  EXPECT_EQ(clipped[2].width, 1);
  EXPECT_EQ(clipped[2].minimum, 3);
}

}  // namespace
}  // namespace ganvas::runs
