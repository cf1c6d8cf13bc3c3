// The set that a run trains on: prepared, its outliers left out.
#include "studio/prepared_set.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include "base/error_text.h"
#include "base/files.h"
#include "base/image_batch.h"
#include "base/random.h"
#include "base/synthetic_source.h"
#include "data/preparation.h"
#include "imaging/picture_file.h"
#include "studio/describe.h"
#include "studio/outlier_cache.h"
#include "studio/outlier_choice.h"
#include "studio/small_pictures.h"
#include "studio/training_run_fixture.h"

namespace ganvas::studio {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using testing::EnvironmentVariable;
using testing::errorOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ScriptedControl;
using testing::tinyExperiment;
namespace fs = std::filesystem;

config::Preparation preparationOf(double share, double threshold) {
  config::Preparation preparation;
  preparation.outliers = share;
  preparation.outlierThreshold = threshold;
  return preparation;
}

TEST(OutlierChoice, ByShareOrThreshold) {
  const OutlierErrors errors{{0.1F, 0.5F, 0.2F, 0.5F, 0.3F}, {10, 11, 12, 13, 14}};
  EXPECT_THAT(keptPictures(errors, preparationOf(0.2, 0)), ElementsAre(0, 1, 2, 4)) << "of equal ones the later goes";
  EXPECT_THAT(keptPictures(errors, preparationOf(0.5, 0)), ElementsAre(0, 2)) << "2.5 are rounded to 3";
  EXPECT_THAT(keptPictures(errors, preparationOf(0.4, 0.3F)), ElementsAre(0, 2, 4)) << "the threshold goes before";
  EXPECT_THAT(keptPictures(errors, preparationOf(0, 0.05)), IsEmpty());
  const OutlierErrors broken{{0.1F, NAN, 0.9F}, {0, 1, 2}};
  EXPECT_THAT(keptPictures(broken, preparationOf(0.34, 0)), ElementsAre(0, 2));
  EXPECT_THAT(keptPictures(broken, preparationOf(0, 4)), ElementsAre(0, 2));
  EXPECT_FALSE(filtersOutliers({}));
  EXPECT_TRUE(filtersOutliers(preparationOf(0, 0.1)));
}

TEST(OutlierChoice, ExceptionsAreNumbersOfTheSource) {
  const OutlierErrors errors{{0.1F, 0.5F, 0.2F, 0.5F, 0.3F}, {10, 11, 12, 13, 14}};
  config::Preparation preparation = preparationOf(0.4, 0);
  preparation.outlierKeep = " 13, 99,";
  preparation.outlierReject = "10";
  EXPECT_THAT(keptPictures(errors, preparation), ElementsAre(2, 3, 4));
  preparation.outlierReject = "10,13";
  EXPECT_THAT(errorOf([&] { keptPictures(errors, preparation); }), HasSubstr("picture 13"));
  for (const char* bad : {"x", "1 2", "-3", "99999999999999999999"}) {
    preparation.outlierReject = bad;
    EXPECT_THAT(errorOf([&] { keptPictures(errors, preparation); }), HasSubstr("preparation.outlier_reject")) << bad;
  }
}

/// Bright rings of one kind, and a few pictures of noise among them.
class PreparedSet : public TrainingRunTest {
 protected:
  void SetUp() override {
    fs::create_directories(folder / "set/rings");
    fs::create_directories(folder / "set/stars");
    for (int i = 0; i < 60; ++i) write(i);
    experiment = tinyExperiment(6);
    experiment.data.source = "folder";
    experiment.data.path = folder / "set";
    experiment.data.width = experiment.data.height = 8;
    experiment.data.channels = 1;
  }
  static bool isNoise(int i) { return i % 20 == 13; }
  void write(int i) const {
    Picture picture{8, 8, 1, {}};
    for (int place = 0; place < 64; ++place) {
      const int x = place % 8 * 2 - 7, y = place / 8 * 2 - 7;
      const auto noise = static_cast<std::uint8_t>(mix64(static_cast<std::uint64_t>(i * 64 + place)));
      const int ring = std::clamp(250 - 6 * std::abs(x * x + y * y - 25 - i % 7), 0, 255);
      picture.pixels.push_back(isNoise(i) ? noise : static_cast<std::uint8_t>(ring));
    }
    std::string name = std::to_string(100 + i) + ".png";
    imaging::writePng(folder / (i < 30 ? "set/rings" : "set/stars") / name, picture);
  }
  void filter() {
    experiment.preparation.outliers = 0.05;
    experiment.preparation.outlierEpochs = 30;
  }
  std::vector<std::string> toldWhileOpening() {
    std::vector<std::string> told;
    openPreparedSet(experiment, {},
                    [&](const std::string& activity, std::int64_t, std::int64_t) { told.push_back(activity); });
    return told;
  }
  std::int64_t cached() const {
    const fs::path directory = userCacheDirectory() / "outliers";
    return fs::exists(directory) ? std::distance(fs::directory_iterator(directory), fs::directory_iterator()) : 0;
  }

  EnvironmentVariable cache{"XDG_CACHE_HOME", (folder / "cache").c_str()};
  config::Experiment experiment;
};

TEST_F(PreparedSet, NoiseAmongRingsIsLeftOut) {
  filter();
  const auto set = openPreparedSet(experiment);
  EXPECT_EQ(set->info().count, 57);
  EXPECT_THAT(set->info().warnings, Contains("3 outliers left out"));
  for (const std::int64_t number : data::sourceNumbers(*set)) EXPECT_FALSE(isNoise(static_cast<int>(number)));
}

TEST_F(PreparedSet, TheFilterIsTrainedOnceForASet) {
  filter();
  experiment.preparation.outlierEpochs = 2;
  EXPECT_THAT(toldWhileOpening(), Contains("training the outlier filter, epoch 2 of 2"));
  EXPECT_EQ(cached(), 1);
  experiment.preparation.outliers = 0;
  experiment.preparation.outlierThreshold = 3.9;
  experiment.preparation.outlierReject = "0,59";
  experiment.preparation.sharpen = "unsharp";
  EXPECT_THAT(toldWhileOpening(), ElementsAre("opening the data set")) << "moving the threshold costs nothing";
  EXPECT_EQ(openPreparedSet(experiment)->info().count, 58);
  experiment.preparation.classes = "rings";
  EXPECT_THAT(toldWhileOpening(), Contains(HasSubstr("epoch 1 of 2"))) << "another set";
  experiment.preparation.outlierEpochs = 1;
  toldWhileOpening();
  EXPECT_EQ(cached(), 3);
}

TEST_F(PreparedSet, ADamagedCacheIsMadeAgain) {
  filter();
  experiment.preparation.outlierEpochs = 1;
  const std::string fingerprint = openPreparedSet(experiment)->fingerprint();
  const fs::path file = fs::directory_iterator(userCacheDirectory() / "outliers")->path();
  const std::string good = bytesOf(file);
  for (std::size_t place : {std::size_t{3}, std::size_t{20}, good.size() - 1}) {
    std::string bad = good;
    bad[place] ^= 1;
    std::ofstream(file, std::ios::binary) << bad;
    EXPECT_EQ(openPreparedSet(experiment)->fingerprint(), fingerprint) << "trained the same again";
    EXPECT_EQ(bytesOf(file), good);
  }
  std::ofstream(file, std::ios::binary) << good.substr(0, good.size() / 2);
  EXPECT_FALSE(OutlierCache(file.filename()).read(60).has_value());
  EXPECT_FALSE(OutlierCache(file.filename()).read(59).has_value());
  fs::remove_all(userCacheDirectory() / "outliers");
  std::ofstream(userCacheDirectory() / "outliers") << "in the way";
  EXPECT_EQ(openPreparedSet(experiment)->fingerprint(), fingerprint) << "it does without";
}

TEST_F(PreparedSet, ItStopsWhenAsked) {
  filter();
  std::stop_source stop;
  const auto open = [&] {
    openPreparedSet(experiment, stop.get_token(), [&](const std::string& activity, std::int64_t, std::int64_t) {
      if (activity.find("epoch 2") != std::string::npos) stop.request_stop();
    });
  };
  EXPECT_THAT(errorOf(open), HasSubstr("cancelled"));
  EXPECT_EQ(cached(), 0);
}

TEST_F(PreparedSet, ARunTrainsOnItAndResumesBitForBit) {
  filter();
  experiment.preparation.outlierEpochs = 1;
  experiment.preparation.classes = "stars,rings";
  experiment.preparation.duplicates = "exact";
  experiment.preparation.sharpen = "high-pass";
  experiment.preparation.oversample = "balance";
  const fs::path whole = trainToEnd(experiment);
  EXPECT_THAT(eventsOf(whole), HasSubstr("duplicates left out"));
  ScriptedControl halfway = stopAt(3);
  ASSERT_EQ(begin(experiment, halfway), RunOutcome::Stopped);
  fs::remove_all(userCacheDirectory());  // the filter is trained again
  ScriptedControl rest;
  ASSERT_EQ(resume({run, {}, {}}, rest), RunOutcome::Finished);
  EXPECT_EQ(stateOf(run, 6), stateOf(whole, 6));
  EXPECT_THAT(eventsOf(run), ::testing::Not(HasSubstr("have changed")));
}

TEST_F(PreparedSet, DescribedWithoutTheFilter) {
  filter();
  experiment.preparation.classes = "stars";
  EXPECT_EQ(setShape(experiment).classes, 1);
  EXPECT_EQ(cached(), 0);
  experiment.preparation.classes = "starz";
  EXPECT_THAT(errorOf([&] { setShape(experiment); }), HasSubstr("There are: stars"));
}

TEST(SmallPictures, AreOfAnySet) {
  const auto sizeOf = [](int width, int height) {
    SyntheticSource source({width, height, 3, 2, 3, 1});
    SmallPictures small(source);
    std::vector<std::uint8_t> pixels(3 * small.info().pictureBytes());
    std::vector<std::int32_t> labels(3);
    small.read(0, pixels, labels);
    return std::pair(small.info().width, small.info().height);
  };
  EXPECT_EQ(sizeOf(32, 28), std::pair(32, 28));
  EXPECT_EQ(sizeOf(45, 33), std::pair(44, 32));
  EXPECT_EQ(sizeOf(256, 128), std::pair(64, 32));
  EXPECT_EQ(sizeOf(1000, 3), std::pair(64, 8));
  EXPECT_EQ(sizeOf(1, 1), std::pair(8, 8));
}

}  // namespace
}  // namespace ganvas::studio
