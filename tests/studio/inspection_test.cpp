#include "studio/inspection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "base/error_text.h"
#include "studio/inspected_source.h"
#include "studio/inspection_order.h"

namespace ganvas::studio {
namespace {

using ganvas::testing::differentPictures;
using ganvas::testing::errorOf;
using ganvas::testing::InspectedSource;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Keeps what it is told; what a test wants done at a moment is done when choices are asked for.
class Listener : public InspectionControl {
 public:
  std::stop_token stopToken() const override { return stop.get_token(); }
  std::optional<std::vector<std::int64_t>> takeChoice() override {
    if (whenAsked) whenAsked();
    return std::exchange(choice, std::nullopt);
  }
  void tell(InspectionNews news) override {
    ++told;
    if (news.statistics) statistics.push_back(std::move(*news.statistics)), classCounts = news.classCounts;
    if (news.labels) labels = std::move(*news.labels);
    if (news.duplicates) duplicates = std::move(*news.duplicates);
    if (news.leftOut) leftOut = std::move(*news.leftOut);
    if (news.asked) asked.push_back(std::move(*news.asked));
    if (activities.empty() || activities.back() != news.activity) activities.push_back(news.activity);
    share = news.share;
  }

  std::stop_source stop;
  std::optional<std::vector<std::int64_t>> choice;
  std::function<void()> whenAsked;

  int told = 0;
  std::vector<data::SetSummary> statistics;
  std::vector<std::int64_t> classCounts;
  std::optional<std::vector<std::int32_t>> labels;
  std::optional<std::vector<Duplicates>> duplicates;
  std::vector<LeftOut> leftOut;
  std::vector<AskedPictures> asked;
  std::vector<std::string> activities;
  double share = 0;
};

class SetInspectionTest : public ::testing::Test {
 protected:
  void use(std::unique_ptr<InspectedSource> made) {
    source = made.get();
    inspection.emplace(std::move(made), 4);
  }
  void lookAtAll() { inspection->lookAtAll(listener); }

  Listener listener;
  std::optional<SetInspection> inspection;
  InspectedSource* source = nullptr;
};

TEST(InspectionOrder, HasEachPictureOnceInRoundsThatDouble) {
  for (const std::int64_t pictures : {0, 1, 2, 63, 64, 65, 1000, 60000, 20'000'000}) {
    std::int64_t all = 0;
    std::vector<std::int64_t> firsts;
    const auto order = inspectionOrder(pictures, 1);
    std::int64_t previous = -1;
    for (const Stretch& stretch : order) {
      EXPECT_GT(stretch.first, previous) << "ascending within a round";
      previous = stretch.endsRound ? -1 : stretch.first;
      all += stretch.count;
      firsts.push_back(stretch.first);
    }
    EXPECT_EQ(all, pictures);
    std::sort(firsts.begin(), firsts.end());
    EXPECT_TRUE(std::adjacent_find(firsts.begin(), firsts.end()) == firsts.end());
    EXPECT_LE(order.size(), 100'001U);
    EXPECT_LE(std::count_if(order.begin(), order.end(), [](const Stretch& s) { return s.endsRound; }), 16);
  }
}

// A set that is sorted by class: early numbers must not be of the first classes alone.
TEST(InspectionOrder, BeginsAllOverTheSet) {
  std::int64_t sum = 0, count = 0;
  for (const Stretch& stretch : inspectionOrder(100'000, 1)) {
    if (count > 8000) break;
    sum += stretch.count * (stretch.first + stretch.count / 2);
    count += stretch.count;
  }
  EXPECT_NEAR(static_cast<double>(sum) / static_cast<double>(count), 50'000, 8000);
}

TEST_F(SetInspectionTest, ComesToTheNumbersOfAllPictures) {
  use(differentPictures(1000, 3));
  data::SetStatistics expected(source->info());
  std::vector<std::uint8_t> pixels(72);
  std::vector<std::int32_t> label(1);
  for (std::int64_t i = 0; i < 1000; ++i) {
    source->read(i, pixels, label);
    expected.add(pixels, label[0]);
  }
  lookAtAll();
  ASSERT_FALSE(listener.statistics.empty());
  const data::SetSummary &numbers = listener.statistics.back(), wanted = expected.summary();
  EXPECT_EQ(numbers.looked, 1000);
  EXPECT_EQ(numbers.histograms, wanted.histograms);
  EXPECT_EQ(numbers.mean, wanted.mean);
  EXPECT_EQ(numbers.classDeviations, wanted.classDeviations);
  ASSERT_TRUE(listener.labels);
  for (std::size_t i = 0; i < 1000; ++i) EXPECT_EQ((*listener.labels)[i], static_cast<std::int32_t>(i % 3));
  EXPECT_THAT(listener.classCounts, ElementsAre(334, 333, 333));
  ASSERT_TRUE(listener.duplicates);
  EXPECT_THAT(*listener.duplicates, IsEmpty());
  EXPECT_THAT(listener.activities, ElementsAre("reading the pictures", "looking for duplicates", ""));
  EXPECT_EQ(listener.share, 1);
}

TEST_F(SetInspectionTest, ASetWithoutLabelsHasNone) {
  use(differentPictures(10, 0));
  lookAtAll();
  EXPECT_FALSE(listener.labels);
  EXPECT_THAT(listener.statistics.back().classMeans, IsEmpty());
  listener.choice = {{3}};
  inspection->answerChoices(listener);
  EXPECT_THAT(listener.asked.at(0).pictures.labels, IsEmpty());
}

TEST_F(SetInspectionTest, OnePictureAndEmptyClasses) {
  auto one = differentPictures(1, 1);
  SetInfo info = one->info();
  info.classNames = {"none", "all", "nobody"};
  use(std::make_unique<InspectedSource>(info, std::vector<std::uint8_t>(72, 5), std::vector<std::int32_t>{1}));
  lookAtAll();
  EXPECT_THAT(listener.classCounts, ElementsAre(0, 1, 0));
  EXPECT_THAT(listener.statistics.back().classLooked, ElementsAre(0, 1, 0));
  EXPECT_THAT(listener.statistics.back().deviation.pixels, Each(0));
  EXPECT_THAT(*listener.duplicates, IsEmpty());
}

TEST_F(SetInspectionTest, TellsSnapshotsAtMostFiveTimesASecondAndAtLeastOnce) {
  use(differentPictures(400, 2));
  source->onRead = [](std::size_t count) { std::this_thread::sleep_for(std::chrono::milliseconds(4 * count)); };
  const auto begun = std::chrono::steady_clock::now();
  lookAtAll();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  EXPECT_GE(static_cast<double>(listener.statistics.size()), 1 + std::floor(seconds) - 1);
  EXPECT_LE(static_cast<double>(listener.statistics.size()), 5 * seconds + 3);
  EXPECT_GT(listener.statistics.size(), 2U);
  for (std::size_t i = 1; i < listener.statistics.size(); ++i) {
    EXPECT_GE(listener.statistics[i].looked, listener.statistics[i - 1].looked);
  }
}

TEST_F(SetInspectionTest, WhatCannotBeReadIsLeftOutAndTheRestGoesOn) {
  use(differentPictures(500, 2));
  source->broken = {7, 250, 251, 499};
  lookAtAll();
  EXPECT_EQ(listener.statistics.back().looked, 496);
  std::vector<std::string> names;
  for (const LeftOut& one : listener.leftOut) {
    names.push_back(one.name);
    EXPECT_EQ(one.reason, "it is damaged");
  }
  std::sort(names.begin(), names.end());
  EXPECT_THAT(names, ElementsAre("picture 250 of set.bin", "picture 251 of set.bin", "picture 499 of set.bin",
                                 "picture 7 of set.bin"));
  EXPECT_EQ(listener.labels->at(251), 1) << "its label was read before";
  listener.choice = {{251, 3}};
  inspection->answerChoices(listener);
  const AskedPictures& asked = listener.asked.at(0);
  EXPECT_THAT(std::vector<std::uint8_t>(asked.pictures.pixels.begin(), asked.pictures.pixels.begin() + 72), Each(128));
  EXPECT_EQ(listener.leftOut.size(), 4U) << "told once";
}

TEST_F(SetInspectionTest, WhatTheSourceLeftOutIsToldToo) {
  use(differentPictures(50, 2));
  source->named = true;
  source->skipped = {{"readme.txt", "no picture"}, {"pictures/3.png", "cut off"}};
  source->broken = {3, 4};
  lookAtAll();
  EXPECT_THAT(listener.leftOut, ElementsAre(LeftOut{"readme.txt", "no picture"}, LeftOut{"pictures/3.png", "cut off"},
                                            LeftOut{"pictures/4.png", "it is damaged"}));
  ASSERT_EQ(listener.statistics.back().sizes.size(), 2U);
  EXPECT_EQ(listener.statistics.back().sizes[0].width, 320);
  EXPECT_EQ(listener.statistics.back().sizes[1].count, 16) << "0, 3 (damaged), 6 … 48";
}

TEST_F(SetInspectionTest, WhereNothingCanBeReadItFailsWithTheReason) {
  use(differentPictures(500, 2));
  for (std::int64_t i = 0; i < 500; ++i) source->broken.insert(i);
  const std::string error = errorOf([&] { lookAtAll(); });
  EXPECT_THAT(error, HasSubstr("none of the set's 500 pictures can be read; this one: it is damaged"));
  EXPECT_THAT(error, HasSubstr("set.bin"));
}

TEST_F(SetInspectionTest, PicturesThatVanishMidwayAreNoFailure) {
  use(differentPictures(2000, 2));
  source->onRead = [&](std::size_t) {
    if (source->picturesRead > 700) throw Error("no such file", "set.bin", "");
  };
  lookAtAll();
  EXPECT_GT(listener.statistics.back().looked, 700);
  EXPECT_EQ(static_cast<std::int64_t>(listener.leftOut.size()), 2000 - listener.statistics.back().looked);
  EXPECT_TRUE(listener.duplicates);
}

TEST_F(SetInspectionTest, FindsEqualAndSimilarPictures) {
  auto plain = differentPictures(300, 0);
  std::vector<std::uint8_t> pixels(300 * 72);
  std::vector<std::int32_t> labels(300);
  plain->read(0, pixels, labels);
  const auto copy = [&](std::size_t from, std::size_t to) {
    std::copy_n(pixels.begin() + static_cast<std::ptrdiff_t>(from * 72), 72,
                pixels.begin() + static_cast<std::ptrdiff_t>(to * 72));
  };
  copy(10, 200);
  copy(10, 299);
  copy(20, 30);
  copy(40, 50);
  pixels[50 * 72] = static_cast<std::uint8_t>(pixels[50 * 72] ^ 1);  // looks the same
  pixels[30 * 72 + 5] = static_cast<std::uint8_t>(pixels[30 * 72 + 5] ^ 1);
  copy(30, 31);
  use(std::make_unique<InspectedSource>(plain->info(), pixels, std::vector<std::int32_t>{}));
  source->broken = {298, 299};
  lookAtAll();
  const auto group = [&](bool exact, const data::PictureGroup& pictures) {
    return std::any_of(listener.duplicates->begin(), listener.duplicates->end(),
                       [&](const Duplicates& one) { return one.exact == exact && one.pictures == pictures; });
  };
  EXPECT_EQ(listener.duplicates->size(), 4U);
  EXPECT_TRUE(group(true, {10, 200})) << "what cannot be read is not compared";
  EXPECT_TRUE(group(true, {30, 31}));
  EXPECT_TRUE(group(false, {20, 30, 31}));
  EXPECT_TRUE(group(false, {40, 50}));
}

TEST_F(SetInspectionTest, AnswersBeforeItGoesOn) {
  use(differentPictures(5000, 10));
  std::vector<std::uint8_t> pixels(72);
  std::vector<std::int32_t> label(1);
  source->read(4321, pixels, label);
  int calls = 0;
  listener.whenAsked = [&] {
    if (++calls == 5) listener.choice = {{4321, -1, 12, 4321, 5000, 13}};
    if (calls > 7) {  // it asks before each of the two reads for something newer
      EXPECT_EQ(listener.asked.size(), 1U);
    }
  };
  lookAtAll();
  ASSERT_EQ(listener.asked.size(), 1U);
  const AskedPictures& asked = listener.asked[0];
  EXPECT_THAT(asked.indices, ElementsAre(4321, 12, 4321, 13));
  EXPECT_THAT(asked.pictures.labels, ElementsAre(1, 2, 1, 3));
  EXPECT_EQ(asked.pictures.size(), 4U);
  EXPECT_EQ(asked.origins.size(), 4U);
  for (const std::size_t place : {0U, 2U}) {
    EXPECT_TRUE(std::equal(pixels.begin(), pixels.end(),
                           asked.pictures.pixels.begin() + static_cast<std::ptrdiff_t>(place * 72)));
  }
  EXPECT_EQ(listener.statistics.back().looked, 5000);
}

TEST_F(SetInspectionTest, ANewerChoiceReplacesAnOlderOne) {
  use(differentPictures(5000, 0));
  std::vector<std::int64_t> many(1000);
  for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<std::int64_t>(i * 5);
  listener.choice = many;
  int calls = 0;
  listener.whenAsked = [&] {
    if (++calls == 3) listener.choice = {{1}};
  };
  inspection->answerChoices(listener);
  ASSERT_EQ(listener.asked.size(), 1U);
  EXPECT_THAT(listener.asked[0].indices, ElementsAre(1));
}

TEST_F(SetInspectionTest, StopsSoonAndStillAnswersAfterwards) {
  use(differentPictures(5000, 2));
  int calls = 0;
  listener.whenAsked = [&] {
    if (++calls == 4) listener.stop.request_stop();
  };
  EXPECT_EQ(errorOf([&] { lookAtAll(); }), "cancelled");
  EXPECT_LT(source->picturesRead, 1000);
  Listener other;
  other.choice = {{77}};
  inspection->answerChoices(other);
  EXPECT_EQ(other.asked.size(), 1U);
  EXPECT_THAT(other.activities, ElementsAre(""));
}

// So that a stop or a choice does not wait for long: of pictures that take a millisecond each some forty are read at
// once.
TEST_F(SetInspectionTest, SlowPicturesAreReadFewAtATime) {
  use(differentPictures(640, 2));
  std::vector<std::size_t> counts;
  source->onRead = [&](std::size_t count) {
    counts.push_back(count);
    std::this_thread::sleep_for(std::chrono::milliseconds(count));
  };
  listener.choice = {std::vector<std::int64_t>(640)};
  std::iota(listener.choice->begin(), listener.choice->end(), 0);
  inspection->answerChoices(listener);
  EXPECT_GT(*std::max_element(counts.begin(), counts.end()), 12U);
  EXPECT_LE(*std::max_element(counts.begin(), counts.end()), 40U);
}

}  // namespace
}  // namespace ganvas::studio
