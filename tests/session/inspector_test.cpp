#include "session/inspector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "data/data_files.h"
#include "imaging/picture_file.h"
#include "studio/tiny_experiment.h"

namespace ganvas::session {
namespace {

namespace fs = std::filesystem;
using ganvas::testing::idxImages;
using ganvas::testing::idxLabels;
using ganvas::testing::pixelByte;
using std::chrono::milliseconds;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Clock = std::chrono::steady_clock;

class InspectorTest : public ganvas::testing::DataFiles {
 protected:
  Inspection await(const std::function<bool(const Inspection&)>& wanted) {
    const auto deadline = Clock::now() + std::chrono::seconds(60);
    Inspection now = inspector->inspection();
    while (!wanted(now) && Clock::now() < deadline) now = inspector->waitForChange(now.revision, milliseconds(1000));
    EXPECT_TRUE(wanted(now)) << now.activity << (now.failure ? now.failure->text() : "");
    return now;
  }
  Inspection awaitEnd() {
    return await([](const Inspection& now) { return now.activity.empty(); });
  }
  Inspection awaitChoice() {
    return await([](const Inspection& now) { return now.chosen != nullptr; });
  }

  config::Experiment idx(std::uint32_t count, const std::string& labels) {
    write("train-images-idx3-ubyte", idxImages(count, 8, 8));
    write("train-labels-idx1-ubyte", idxLabels(labels));
    config::Experiment experiment;
    experiment.data.source = "idx";
    experiment.data.path = path().string();
    return experiment;
  }
  config::Experiment folder() {
    config::Experiment experiment;
    experiment.data.source = "folder";
    experiment.data.path = path().string();
    experiment.data.width = experiment.data.height = 16;
    return experiment;
  }
  /// Noise, different for each seed.
  void paint(const std::string& name, std::uint32_t seed, int side) {
    Picture picture{side, side, 3, std::vector<std::uint8_t>(static_cast<std::size_t>(side * side * 3))};
    std::uint32_t state = seed * 2654435761U + 1;
    for (std::uint8_t& pixel : picture.pixels) {
      pixel = static_cast<std::uint8_t>((state = state * 1664525U + 1013904223U) >> 24);
    }
    fs::create_directories((path() / name).parent_path());
    imaging::writePng(path() / name, picture);
  }
  /// A folder that takes seconds to read: the same photograph under many names.
  config::Experiment slowFolder() {
    paint("p000.png", 1, 400);
    for (int i = 1; i < 400; ++i)
      fs::create_hard_link(path() / "p000.png", path() / ("p" + std::to_string(1000 + i) + ".png"));
    return folder();
  }
  /// Endless, and quick to open.
  static config::Experiment endless() {
    config::Experiment experiment = ganvas::testing::tinyExperiment(1);
    experiment.data.width = experiment.data.height = 32, experiment.data.channels = 3;
    experiment.data.count = 2'000'000;
    return experiment;
  }

  std::unique_ptr<Inspector> inspector = makeInspector();
};

TEST_F(InspectorTest, LooksAtAnIdxSet) {
  EXPECT_FALSE(inspector->inspection().open);
  EXPECT_EQ(inspector->inspection().activity, "");
  const config::Experiment experiment = idx(5, std::string("\x00\x02\x02\x00\x02", 5));
  inspector->open(experiment);
  EXPECT_NE(inspector->inspection().activity, "");
  const Inspection done = awaitEnd();
  EXPECT_EQ(done.experiment, experiment);
  EXPECT_TRUE(done.open);
  EXPECT_FALSE(done.cancelled);
  EXPECT_FALSE(done.failure);
  EXPECT_EQ(done.info.count, 5);
  EXPECT_FALSE(done.fingerprint.empty());
  EXPECT_EQ(done.share, 1);
  ASSERT_TRUE(done.labels);
  EXPECT_THAT(*done.labels, ElementsAre(0, 2, 2, 0, 2));
  ASSERT_TRUE(done.statistics);
  EXPECT_EQ(done.statistics->looked, 5);
  EXPECT_THAT(done.statistics->classCounts, ElementsAre(2, 0, 3));
  EXPECT_THAT(done.statistics->classLooked, ElementsAre(2, 0, 3));
  EXPECT_THAT(done.statistics->classMeans.at(1).pixels, IsEmpty()) << "a class without pictures";
  std::array<std::int64_t, 256> histogram{};
  for (std::size_t i = 0; i < 5 * 64; ++i) ++histogram[pixelByte(i)];
  EXPECT_THAT(done.statistics->histograms, ElementsAre(histogram));
  EXPECT_TRUE(done.duplicates);
  EXPECT_TRUE(done.statistics->sizes.empty());
}

TEST_F(InspectorTest, FindsDuplicatesInAFolderWithADamagedPictureInTheMiddle) {
  for (std::uint32_t i = 0; i < 9; ++i) paint("a/" + std::to_string(i) + ".png", i, 20);
  paint("b/0.png", 3, 20);
  // The header and the end are good; what lies between is not: only decoding shows it.
  std::ifstream in(path() / "a" / "5.png", std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  for (std::size_t i = 60; i < bytes.size() - 30; ++i) bytes[i] = static_cast<char>(i);
  write("a/5.png", bytes);
  inspector->open(folder());
  const Inspection done = awaitEnd();
  ASSERT_FALSE(done.failure) << done.failure->text();
  EXPECT_EQ(done.info.count, 9);
  EXPECT_EQ(done.statistics->looked, 9);
  ASSERT_TRUE(done.leftOut);
  ASSERT_EQ(done.leftOut->size(), 1U);
  EXPECT_THAT(done.leftOut->front().name, HasSubstr("a/5.png"));
  EXPECT_FALSE(done.leftOut->front().reason.empty());
  ASSERT_EQ(done.duplicates->size(), 1U);
  EXPECT_TRUE(done.duplicates->front().exact);
  EXPECT_THAT(done.duplicates->front().pictures, ElementsAre(3, 8));
  inspector->choose({5, 8});
  const Inspection chosen = awaitChoice();
  ASSERT_EQ(chosen.chosen->pictures.size(), 2U);
  EXPECT_THAT(chosen.chosen->origins.front().name, HasSubstr("6.png")) << "what was left out leaves no gap";
  EXPECT_EQ(chosen.chosen->pictures.labels.at(1), 1);
}

TEST_F(InspectorTest, AFileDeletedAfterOpeningIsStillThere) {
  inspector->open(slowFolder());
  await([](const Inspection& now) { return now.open; });
  for (int i = 1100; i < 1400; ++i) fs::remove(path() / ("p" + std::to_string(i) + ".png"));
  const Inspection done = awaitEnd();
  EXPECT_FALSE(done.failure);
  EXPECT_EQ(done.statistics->looked, done.info.count) << "its pictures were decoded when it was opened";
}

TEST_F(InspectorTest, AFailureSaysWhatWhereAndWhatToDo) {
  config::Experiment experiment = folder();
  experiment.data.path = (path() / "nowhere").string();
  inspector->open(experiment);
  inspector->choose({1, 2, 3});
  const Inspection failed = awaitEnd();
  ASSERT_TRUE(failed.failure);
  EXPECT_THAT(failed.failure->where, HasSubstr("nowhere"));
  EXPECT_FALSE(failed.open);
  inspector->open(idx(1, std::string(1, '\0')));  // a failure is not the end of the inspector
  const Inspection done = awaitEnd();
  EXPECT_FALSE(done.failure);
  EXPECT_EQ(done.statistics->looked, 1);
  EXPECT_THAT(done.statistics->deviation.pixels, Each(0));
  EXPECT_FALSE(done.chosen) << "what was asked of the set before is forgotten";
}

TEST_F(InspectorTest, AnswersSoonWhileItReads) {
  inspector->open(endless());
  await([](const Inspection& now) { return now.statistics != nullptr; });
  for (int i = 0; i < 5; ++i) {
    const auto begun = Clock::now();
    inspector->choose({i, 1'999'999 - i, 2'000'000});
    const Inspection answered = await([&](const Inspection& now) { return now.chosen && now.chosen->indices[0] == i; });
    EXPECT_LT(Clock::now() - begun, milliseconds(1000));  // some 50 ms where nothing else runs
    EXPECT_THAT(answered.chosen->indices, ElementsAre(i, 1'999'999 - i));
    EXPECT_EQ(answered.chosen->pictures.labels.size(), 2U);
    EXPECT_NE(answered.activity, "");
  }
  const Inspection early = inspector->inspection();
  EXPECT_GT(early.share, 0);
  EXPECT_LT(early.share, 1);
  EXPECT_FALSE(early.labels);
  EXPECT_FALSE(early.duplicates);
  EXPECT_GT(await([](const Inspection& now) { return now.secondsLeft > 0; }).secondsLeft, 0);
  EXPECT_GT(await([&](const Inspection& now) { return now.statistics->looked > early.statistics->looked; }).share, 0);
}

TEST_F(InspectorTest, CancelKeepsWhatIsKnownAndStillAnswers) {
  inspector->open(endless());
  await([](const Inspection& now) { return now.statistics != nullptr; });
  inspector->cancel();
  const Inspection cancelled = inspector->inspection();
  EXPECT_TRUE(cancelled.cancelled);
  EXPECT_EQ(cancelled.activity, "");
  EXPECT_TRUE(cancelled.statistics);
  EXPECT_FALSE(cancelled.failure);
  EXPECT_EQ(inspector->waitForChange(cancelled.revision, milliseconds(300)).revision, cancelled.revision);
  inspector->choose({42});
  const Inspection answered = awaitChoice();
  EXPECT_EQ(answered.activity, "");
  EXPECT_TRUE(answered.cancelled);
  EXPECT_FALSE(answered.failure);
}

TEST_F(InspectorTest, TheLatestSetWins) {
  const config::Experiment small = idx(3, std::string(3, '\1'));
  for (int i = 0; i < 20; ++i) {
    inspector->open(endless());
    inspector->choose({1});
    if (i % 2 == 0) await([](const Inspection& now) { return now.open; });
    inspector->open(small);
    EXPECT_FALSE(inspector->inspection().open) << "the set before is forgotten at once";
    EXPECT_FALSE(inspector->inspection().chosen);
  }
  const auto begun = Clock::now();
  const Inspection done = awaitEnd();
  EXPECT_LT(Clock::now() - begun, std::chrono::seconds(5));
  EXPECT_EQ(done.info.count, 3);
  EXPECT_EQ(done.statistics->looked, 3);
  EXPECT_FALSE(done.cancelled);
}

TEST_F(InspectorTest, DestroyedInTheMiddleItEndsSoon) {
  const config::Experiment slow = slowFolder();
  for (const bool opened : {false, true}) {
    inspector = makeInspector();
    inspector->open(slow);
    if (opened) await([](const Inspection& now) { return now.open; });
    inspector->choose({1, 2, 3});
    const auto begun = Clock::now();
    inspector.reset();
    EXPECT_LT(Clock::now() - begun, milliseconds(1500));  // some 50 ms where nothing else runs
  }
}

TEST_F(InspectorTest, WakesItsObserverUntilItIsRemoved) {
  std::atomic<int> wakes = 0;
  inspector->onChange([&] { ++wakes; });
  inspector->open(endless());
  const auto begun = Clock::now();
  await([](const Inspection& now) { return now.statistics && now.statistics->looked > 2000; });
  EXPECT_GE(wakes, 2);
  inspector->onChange({});
  const int atRemoval = wakes;
  EXPECT_LE(atRemoval, 10 + 10 * std::chrono::duration<double>(Clock::now() - begun).count());
  inspector->cancel();
  inspector->open(idx(2, std::string(2, '\0')));
  awaitEnd();
  EXPECT_EQ(wakes, atRemoval);
}

TEST_F(InspectorTest, AtMost1024PicturesAreChosen) {
  inspector->open(endless());
  inspector->choose(std::vector<std::int64_t>(3000, 7));
  EXPECT_EQ(awaitChoice().chosen->indices.size(), 1024U);
}

TEST_F(InspectorTest, OneClass) {
  inspector->open(idx(70, std::string(70, '\0')));
  const Inspection done = awaitEnd();
  EXPECT_THAT(done.statistics->classCounts, ElementsAre(70));
  EXPECT_EQ(done.statistics->classMeans.at(0), done.statistics->mean);
}

TEST(SessionsInspector, IsMadeByTheSession) {
  std::unique_ptr<Session> session = makeSession();
  const std::unique_ptr<Inspector> inspector = session->makeInspector();
  session.reset();
  inspector->open(ganvas::testing::tinyExperiment(1));
  Inspection now = inspector->inspection();
  while (!now.activity.empty()) now = inspector->waitForChange(now.revision, milliseconds(60000));
  EXPECT_EQ(now.statistics->looked, 64);
}

}  // namespace
}  // namespace ganvas::session
