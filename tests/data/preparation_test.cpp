#include "data/preparation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/error_text.h"
#include "base/random.h"
#include "base/synthetic_source.h"
#include "data/made_source.h"
#include "data/read_all.h"
#include "imaging/sharpen.h"

namespace ganvas::data {
namespace {

using namespace ganvas::testing;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// One pixel each, so that a picture is its number; class: number modulo three.
ImageBatch numbered(std::uint8_t count) {
  ImageBatch batch{1, 1, 1, {}, {}};
  for (std::uint8_t i = 0; i < count; ++i) {
    batch.pixels.push_back(i);
    batch.labels.push_back(i % 3);
  }
  return batch;
}

class Prepare : public ::testing::Test {
 protected:
  std::unique_ptr<BatchSource> make(ImageBatch batch, std::vector<std::string> names = {"a", "b", "c"}) {
    auto source = std::make_unique<MadeSource>(std::move(batch), std::move(names));
    made = source.get();
    return source;
  }
  std::unique_ptr<BatchSource> prepared(ImageBatch batch, const Outliers* outliers = nullptr) {
    return prepareSource(make(std::move(batch)), preparation, 5, outliers);
  }
  std::string error(ImageBatch batch, std::vector<std::string> names = {"a", "b", "c"}) {
    return errorOf([&] { prepareSource(make(std::move(batch), std::move(names)), preparation, 5); });
  }

  config::Preparation preparation;
  MadeSource* made = nullptr;
};

TEST_F(Prepare, NothingToDoIsTheSourceItself) {
  EXPECT_EQ(prepared(numbered(6)).get(), made);
  preparation.classes = "c, b, a";
  const auto set = prepared(numbered(6));
  EXPECT_EQ(set.get(), made) << "all classes";
  EXPECT_EQ(made->calls, 0);
}

TEST_F(Prepare, ClassesAreTakenAndCountedAnew) {
  preparation.classes = "c,0";
  const auto set = prepared(numbered(9));
  EXPECT_EQ(set->info().count, 6);
  EXPECT_THAT(set->info().classNames, ElementsAre("a", "c"));
  const ImageBatch all = readAll(*set, 4);
  EXPECT_THAT(all.pixels, ElementsAre(0, 2, 3, 5, 6, 8));
  EXPECT_THAT(all.labels, ElementsAre(0, 1, 0, 1, 0, 1));
  EXPECT_EQ(set->origin(3).name, "picture 5");
  EXPECT_THAT(sourceNumbers(*set), ElementsAre(0, 2, 3, 5, 6, 8));
  EXPECT_THAT(set->mapped(), IsEmpty());
  preparation.classes = "d";
  EXPECT_THAT(error(numbered(6)), AllOf(HasSubstr("'d'"), HasSubstr("a, b, c")));
  preparation.classes = "b";
  EXPECT_THAT(error({1, 1, 1, {7}, {0}}), AllOf(HasSubstr("none of the pictures"), HasSubstr("preparation.classes")));
}

TEST_F(Prepare, ASubsetKeepsTheOrder) {
  preparation.subset = 20;
  const auto set = prepared(numbered(200));
  const ImageBatch all = readAll(*set);
  EXPECT_THAT(all.pixels, SizeIs(20));
  EXPECT_TRUE(std::is_sorted(all.pixels.begin(), all.pixels.end()));
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(all.labels[i], all.pixels[i] % 3);
  EXPECT_LE(*std::max_element(made->reads.begin(), made->reads.end()), 1);
  const std::string fingerprint = set->fingerprint();
  EXPECT_NE(prepareSource(make(numbered(200)), preparation, 6)->fingerprint(), fingerprint) << "another seed";
  EXPECT_EQ(prepared(numbered(200))->fingerprint(), fingerprint);
  preparation.subset = 201;
  const auto whole = prepared(numbered(200));
  EXPECT_THAT(whole->info().warnings, Contains(HasSubstr("all are taken")));
  EXPECT_EQ(whole->mapped().data(), made->mapped().data()) << "nothing is changed";
}

// Soft random patches of 16×16; each again a little brighter, and once more as it is.
ImageBatch withDuplicates(std::size_t count) {
  ImageBatch batch{16, 16, 1, {}, {}};
  for (const int copy : {0, 1, 2}) {
    for (std::size_t i = 0; i < count; ++i) {
      for (std::uint64_t place = 0; place < 256; ++place) {
        const std::uint64_t patch = place / 16 / 2 * 8 + place % 16 / 2;
        const auto value = static_cast<std::uint8_t>(20 + mix64(i * 100 + patch) % 200);
        batch.pixels.push_back(static_cast<std::uint8_t>(value + (copy == 1 ? 3 : 0)));
      }
      batch.labels.push_back(0);
    }
  }
  return batch;
}

TEST_F(Prepare, DuplicatesGoAndTheFirstStays) {
  preparation.duplicates = "exact";
  const auto exact = prepared(withDuplicates(20));
  EXPECT_EQ(exact->info().count, 40);
  EXPECT_THAT(exact->info().warnings, Contains("20 duplicates left out"));
  EXPECT_EQ(sourceNumbers(*exact).back(), 39);
  preparation.duplicates = "near";
  const auto near = prepared(withDuplicates(20));
  EXPECT_EQ(near->info().count, 20);
  EXPECT_THAT(near->info().warnings, Contains("40 near duplicates left out"));
  EXPECT_EQ(sourceNumbers(*near).back(), 19);
  EXPECT_THAT(made->reads, Each(1)) << "looked at once";
  const std::string fingerprint = near->fingerprint();
  preparation.duplicateDistance = 5;
  EXPECT_NE(prepared(withDuplicates(20))->fingerprint(), fingerprint);
}

TEST_F(Prepare, OutliersAreThoseThatTheFilterDoesNotKeep) {
  preparation.classes = "a,c";  // 0 2 3 5 6 8
  const Outliers outliers{{1, 2, 5}};
  const auto set = prepared(numbered(9), &outliers);
  EXPECT_THAT(readAll(*set).pixels, ElementsAre(2, 3, 8));
  EXPECT_THAT(set->info().warnings, Contains("3 outliers left out"));
  const Outliers none, wrong{{6}};
  EXPECT_THAT(errorOf([&] { prepared(numbered(9), &none); }), HasSubstr("outlier filter leaves no picture"));
  EXPECT_THAT(errorOf([&] { prepared(numbered(9), &wrong); }), HasSubstr("not those of the set"));
}

TEST_F(Prepare, SharpeningHappensWhenPicturesAreRead) {
  preparation.sharpen = "high-pass";
  preparation.sharpenAmount = 3;
  const ImageBatch plain = withDuplicates(5);
  const auto set = prepared(plain);
  ImageBatch wanted = plain;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    imaging::sharpen(std::span(wanted.pixels).subspan(i * 256, 256), 16, 16, 1,
                     {imaging::Sharpening::HighPass, 1, 3, 0});
  }
  EXPECT_EQ(readAll(*set, 7).pixels, wanted.pixels);
  EXPECT_THAT(set->mapped(), IsEmpty());
  const std::string fingerprint = set->fingerprint();
  preparation.sharpenThreshold = 1;
  EXPECT_NE(prepared(plain)->fingerprint(), fingerprint);
  preparation.sharpen = "softer";
  EXPECT_THAT(error(plain), HasSubstr("softer"));
}

TEST_F(Prepare, OversampledPicturesAreReadOnce) {
  preparation.oversample = "copies";
  preparation.oversampleFactor = 3;
  preparation.sharpen = "unsharp";
  const auto set = prepared(numbered(50));
  EXPECT_EQ(set->info().count, 150);
  const ImageBatch all = readAll(*set);
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all.labels[i], all.pixels[i] % 3);
  EXPECT_LE(*std::max_element(made->reads.begin(), made->reads.end()), 1);
  EXPECT_EQ(readAll(*set, 7).pixels, all.pixels);
}

TEST_F(Prepare, ClassesAreBalanced) {
  preparation.oversample = "balance";
  preparation.classes = "a,b";
  ImageBatch batch = numbered(12);
  batch.labels = {0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2};
  const auto set = prepared(batch);
  const ImageBatch all = readAll(*set);
  EXPECT_EQ(std::count(all.labels.begin(), all.labels.end(), 0), 7);
  EXPECT_EQ(std::count(all.labels.begin(), all.labels.end(), 1), 7);
  preparation.classes = "";
  EXPECT_THAT(error(batch, {}), AllOf(HasSubstr("no labels"), HasSubstr("preparation.oversample")));
}

TEST_F(Prepare, InTwoPartsItIsTheSameSet) {
  preparation.classes = "blob 0,2";
  preparation.subset = 40;
  preparation.duplicates = "near";
  preparation.duplicateDistance = 0;
  preparation.sharpen = "laplacian";
  preparation.oversample = "balance";
  SyntheticOptions options{16, 16, 3, 3, 120, 4};
  const auto source = [&] { return std::make_unique<SyntheticSource>(options); };
  auto first = prepareSource(source(), beforeOutliers(preparation), 9);
  Outliers outliers;
  for (std::int64_t i = 0; i < first->info().count; i += 2) outliers.kept.push_back(i);
  const auto apart = prepareSource(std::move(first), fromOutliersOn(preparation), 9, &outliers);
  const auto atOnce = prepareSource(source(), preparation, 9, &outliers);
  EXPECT_EQ(readAll(*apart), readAll(*atOnce));
  EXPECT_EQ(sourceNumbers(*apart), sourceNumbers(*atOnce));
  EXPECT_EQ(apart->info().warnings, atOnce->info().warnings);
  EXPECT_EQ(apart->info().classNames, atOnce->info().classNames);
}

TEST_F(Prepare, ItTellsHowItComesAlongAndStops) {
  preparation.duplicates = "exact";
  std::vector<std::string> told;
  prepareSource(make(withDuplicates(300)), preparation, 5, nullptr, {},
                [&](const std::string& activity, std::int64_t done, std::int64_t total) {
                  told.push_back(activity + " " + std::to_string(done) + " " + std::to_string(total));
                });
  EXPECT_EQ(told.back(), "looking for duplicates 900 900");
  EXPECT_GT(told.size(), 1U);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THAT(errorOf([&] { prepareSource(make(numbered(9)), preparation, 5, nullptr, stop.get_token()); }),
              HasSubstr("cancelled"));
}

TEST_F(Prepare, LabelsOfNoClassAreErrors) {
  ImageBatch batch = numbered(9);
  batch.labels[4] = 3;
  preparation.classes = "a";
  EXPECT_THAT(error(batch), AllOf(HasSubstr("picture 4"), HasSubstr("label 3")));
  preparation.classes = "";
  preparation.subset = 9;
  const auto set = prepared(batch);
  EXPECT_THAT(errorOf([&] { readAll(*set); }), AllOf(HasSubstr("picture 4"), HasSubstr("label 3")));
}

}  // namespace
}  // namespace ganvas::data
