#include "runs/history.h"

#include <gmock/gmock.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "support.h"

namespace ganvas::runs {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

using History = InDirectory;

std::vector<float> noise(std::size_t count, unsigned seed) {
  std::mt19937 engine(seed);
  std::normal_distribution<float> normal;
  std::vector<float> values(count);
  for (float& value : values) value = normal(engine);
  return values;
}

std::vector<float> column(const std::vector<float>& rows, std::size_t width, std::size_t which) {
  std::vector<float> values;
  for (std::size_t i = which; i < rows.size(); i += width) values.push_back(rows[i]);
  return values;
}

// NaN equals NaN here.
void expectSame(const std::vector<float>& a, const std::vector<float>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) && std::isnan(b[i])) continue;
    ASSERT_EQ(std::bit_cast<std::uint32_t>(a[i]), std::bit_cast<std::uint32_t>(b[i])) << "at " << i;
  }
}

TEST_F(History, GivesBackAHundredThousandSteps) {
  const std::vector<std::string> names{"d_loss", "g_loss", "d_real"};
  const std::vector<float> rows = noise(300'000, 1);
  {
    HistoryWriter writer(directory / "history.db");
    std::size_t at = 0;
    for (std::size_t block = 1; at < rows.size(); block = block % 997 + 13) {  // blocks of all sizes
      const std::size_t size = std::min(block * 3, rows.size() - at);
      writer.append(names, std::span(rows).subspan(at, size));
      if (block % 5 == 0) writer.flush();
      at += size;
    }
    EXPECT_EQ(writer.steps(), 100'000);
  }
  const HistoryReader reader(directory / "history.db");
  EXPECT_EQ(reader.steps(), 100'000);
  EXPECT_EQ(reader.series(), names);
  for (std::size_t s = 0; s < 3; ++s) {
    const std::vector<float> expected = column(rows, 3, s);
    expectSame(reader.values(names[s], 1, 100'000), expected);
    expectSame(reader.values(names[s], 1024, 3073), {expected.begin() + 1023, expected.begin() + 3073});
    expectSame(reader.values(names[s], -5, 3), {expected.begin(), expected.begin() + 3});
    expectSame(reader.values(names[s], 99'999, 200'000), {expected.end() - 2, expected.end()});
  }
  EXPECT_TRUE(reader.values("d_loss", 100'001, 100'002).empty());
  EXPECT_TRUE(reader.values("d_loss", 9, 8).empty());
  EXPECT_TRUE(reader.values("nothing", 1, 10).empty());
}

TEST_F(History, FlushMakesDurableAndNothingElseDoes) {
  HistoryWriter writer(directory / "history.db");
  const HistoryReader reader(directory / "history.db");
  writer.append({"a"}, std::vector<float>{1, 2, 3});
  EXPECT_EQ(reader.steps(), 0);
  writer.flush();
  EXPECT_EQ(reader.steps(), 3);
  expectSame(reader.values("a", 1, 3), {1, 2, 3});
  writer.append({"a"}, std::vector<float>{4});
  writer.flush();
  expectSame(reader.values("a", 1, 9), {1, 2, 3, 4});
}

TEST_F(History, ContinuesWhereAClosedOneEnded) {
  const std::vector<float> rows = noise(5000, 2);
  for (std::size_t at = 0; at < rows.size(); at += 500) {  // chunks and cells are open at most of these places
    HistoryWriter writer(directory / "history.db");
    EXPECT_EQ(writer.steps(), static_cast<std::int64_t>(at));
    writer.append({"a"}, std::span(rows).subspan(at, 500));
  }
  const HistoryReader reader(directory / "history.db");
  expectSame(reader.values("a", 1, 5000), rows);
  const auto extremes = std::minmax_element(rows.begin(), rows.end());
  const auto curve = reader.curve("a", 1, 5000, 1);
  ASSERT_EQ(curve.size(), 1U);
  EXPECT_EQ(curve[0].minimum, *extremes.first);
  EXPECT_EQ(curve[0].maximum, *extremes.second);
}

TEST_F(History, ANewSeriesIsNanBefore) {
  for (const std::size_t before : {1U, 15U, 16U, 1024U, 2500U}) {
    const auto file = directory / (std::to_string(before) + ".db");
    const std::vector<float> late = noise(1500 * 2, 3);
    HistoryWriter writer(file);
    writer.append({"a"}, std::vector<float>(before, 1.0F));
    writer.append({"b", "a"}, late);
    writer.append({"b"}, std::vector<float>{7});  // a is missing here
    writer.flush();
    const HistoryReader reader(file);
    std::vector<float> expected(before, kNan);
    for (const float value : column(late, 2, 0)) expected.push_back(value);
    expected.push_back(7);
    const auto steps = static_cast<std::int64_t>(expected.size());
    expectSame(reader.values("b", 1, steps), expected);
    EXPECT_TRUE(std::isnan(reader.values("a", steps, steps).at(0)));
    const auto first = reader.curve("b", 1, static_cast<std::int64_t>(before), 1000);
    EXPECT_TRUE(std::isnan(first.front().minimum) && std::isnan(first.front().maximum));
    const auto all = reader.curve("b", 1, steps, 1);
    EXPECT_EQ(all[0].maximum, 7);
    EXPECT_EQ(all[0].minimum,
              *std::min_element(expected.begin() + static_cast<std::ptrdiff_t>(before), expected.end()));
  }
}

TEST_F(History, TruncatedAndWrittenAgainEqualsNeverTruncated) {
  const std::vector<float> rows = noise(40'000, 4);
  const std::vector<std::string> names{"a", "b"};
  for (const std::size_t cut : {0U, 1U, 16U, 1000U, 1024U, 4095U, 4096U, 16'384U, 19'999U, 20'000U}) {
    const auto file = directory / (std::to_string(cut) + ".db");
    {
      HistoryWriter writer(file);
      writer.append(names, rows);
      writer.addSample({static_cast<std::int64_t>(cut), 0, "kept", 1, 1});
      writer.addSample({static_cast<std::int64_t>(cut) + 1, 0, "lost", 1, 1});
      writer.addEvent(20'000, "info", "stays");
      writer.truncate(static_cast<std::int64_t>(cut));
      EXPECT_EQ(writer.steps(), static_cast<std::int64_t>(cut));
      writer.append(names, std::span(rows).subspan(cut * 2));
    }
    const HistoryReader reader(file);
    for (std::size_t s = 0; s < 2; ++s) expectSame(reader.values(names[s], 1, 20'000), column(rows, 2, s));
    const std::vector<float> a = column(rows, 2, 0);
    for (const std::size_t most : {1U, 7U, 100U, 1500U}) {
      for (const CurvePoint& point : reader.curve("a", 1, 20'000, most)) {
        const auto begin = a.begin() + point.step - 1;
        EXPECT_EQ(point.minimum, *std::min_element(begin, begin + point.width)) << cut << " " << most;
      }
    }
    ASSERT_EQ(reader.samples().size(), 1U);
    EXPECT_EQ(reader.latestSample()->file, "kept");
    EXPECT_EQ(reader.events().size(), 1U);
  }
}

TEST_F(History, TruncateBeyondTheEndFillsUpWithNan) {
  HistoryWriter writer(directory / "history.db");
  writer.append({"a"}, std::vector<float>{1, 2});
  writer.truncate(1500);
  EXPECT_EQ(writer.steps(), 1500);
  writer.append({"a"}, std::vector<float>{3});
  writer.flush();
  const HistoryReader reader(directory / "history.db");
  const std::vector<float> values = reader.values("a", 1, 2000);
  ASSERT_EQ(values.size(), 1501U);
  EXPECT_EQ(values[1], 2);
  EXPECT_TRUE(std::isnan(values[2]) && std::isnan(values[1499]));
  EXPECT_EQ(values[1500], 3);
}

TEST_F(History, KeepsSamplesEventsChangesAndState) {
  const SampleRecord sample{500, 1.25, "samples/000500.png", 8, 10};
  HistoryState state{"paused", 500, 2000, 12.5, "d_loss is not finite"};
  {
    HistoryWriter writer(directory / "history.db");
    writer.addSample({500, 1, "samples/old.png", 1, 1});
    writer.addSample(sample);
    writer.addSample({100, 0.25, "samples/000100.png", 8, 8});
    writer.addEvent(1, "info", "begun");
    writer.addEvent(7, "warning", std::string("odd \0 text", 10));
    writer.addLiveChange({9, "generator_optimiser.learning_rate", "0.001"});
    writer.addLiveChange({4, "generator_optimiser.learning_rate", "0.002"});
    writer.setState(state);
  }
  const HistoryReader reader(directory / "history.db");
  ASSERT_EQ(reader.samples().size(), 2U);
  EXPECT_EQ(reader.samples()[0].step, 100);
  EXPECT_EQ(reader.samples()[1], sample);
  EXPECT_EQ(*reader.latestSample(), sample);
  const auto events = reader.events();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].id, 1);
  EXPECT_THAT(events[0].time, ::testing::MatchesRegex("....-..-..T..:..:..Z"));
  EXPECT_EQ(events[0].text, "begun");
  EXPECT_EQ(events[1].kind, "warning");
  EXPECT_EQ(events[1].step, 7);
  EXPECT_EQ(events[1].text, std::string("odd \0 text", 10));
  ASSERT_EQ(reader.events(1).size(), 1U);
  EXPECT_EQ(reader.events(1)[0].id, 2);
  EXPECT_EQ(reader.events(0, 1).size(), 1U);
  const std::vector<LiveChange> changes{{9, "generator_optimiser.learning_rate", "0.001"},
                                        {4, "generator_optimiser.learning_rate", "0.002"}};
  EXPECT_EQ(reader.liveChanges(), changes);
  EXPECT_EQ(reader.state().state, "paused");
  EXPECT_EQ(reader.state().step, 500);
  EXPECT_EQ(reader.state().totalSteps, 2000);
  EXPECT_EQ(reader.state().seconds, 12.5);
  EXPECT_EQ(reader.state().failure, "d_loss is not finite");
  { HistoryWriter again(directory / "history.db"); }  // opening changes nothing
  EXPECT_EQ(HistoryReader(directory / "history.db").state().state, "paused");
}

TEST_F(History, RefusesRowsThatDoNotFit) {
  HistoryWriter writer(directory / "history.db");
  EXPECT_THROW(writer.append({"a", "b"}, std::vector<float>{1, 2, 3}), Error);
  EXPECT_THROW(writer.append({}, std::vector<float>{1}), Error);
  EXPECT_THROW(writer.append({"a", "a"}, std::vector<float>{1, 2}), Error);
  EXPECT_EQ(writer.steps(), 0);
}

TEST_F(History, ClosedItIsOnePlainFile) {
  { HistoryWriter(directory / "history.db").append({"a"}, std::vector<float>{1}); }
  EXPECT_EQ(HistoryReader(directory / "history.db").steps(), 1);
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    EXPECT_EQ(entry.path().filename(), "history.db");
  }
}

}  // namespace
}  // namespace ganvas::runs
