#include "data/idx_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error_text.h"
#include "data/data_files.h"
#include "data/read_all.h"

namespace ganvas::data {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace ganvas::testing;
using namespace std::string_literals;

constexpr std::uint32_t kCount = 7, kHeight = 3, kWidth = 5;
const std::string kLabels = "\0\1\2\3\2\1\0"s;

class IdxSource : public DataFiles {
 protected:
  std::unique_ptr<BatchSource> open(const std::string& images, const std::string& labels = "", std::int64_t limit = 0,
                                    std::vector<std::string> names = {}) {
    return openIdx("set", images, labels, std::move(names), limit);
  }
  void expectGood(BatchSource& source, std::int64_t atOnce) {
    const ImageBatch all = readAll(source, atOnce);
    ASSERT_EQ(all.pixels.size(), kCount * kHeight * kWidth);
    for (std::size_t i = 0; i < all.pixels.size(); ++i) ASSERT_EQ(all.pixels[i], pixelByte(i)) << i;
    EXPECT_THAT(all.labels, ElementsAre(0, 1, 2, 3, 2, 1, 0));
  }

  const std::string goodImages_ = idxImages(kCount, kHeight, kWidth);
  const std::string goodLabels_ = idxLabels(kLabels);
};

TEST_F(IdxSource, ReadsPlainAndPackedFiles) {
  for (const bool packed : {false, true}) {
    const auto source = open(write("images", packed ? gzip(goodImages_) : goodImages_),
                             write("labels", packed ? gzip(goodLabels_) : goodLabels_));
    EXPECT_EQ(source->info().name, "set");
    EXPECT_EQ(source->info().width, 5);
    EXPECT_EQ(source->info().height, 3);
    EXPECT_EQ(source->info().channels, 1);
    EXPECT_EQ(source->info().count, 7);
    EXPECT_THAT(source->info().classNames, ElementsAre("0", "1", "2", "3"));
    for (const std::int64_t atOnce : {1, 2, 7}) expectGood(*source, atOnce);  // and anew from the front
  }
}

TEST_F(IdxSource, ReadsBackwardsToo) {
  for (const bool packed : {false, true}) {
    const auto source = open(write("images", packed ? gzip(goodImages_) : goodImages_), write("labels", goodLabels_));
    for (int i = 6; i >= 0; --i) {
      const ImageBatch one = readSome(*source, i, 1);
      EXPECT_EQ(one.pixels[0], pixelByte(static_cast<std::size_t>(i) * 15));
      EXPECT_EQ(one.labels[0], kLabels[static_cast<std::size_t>(i)]);
    }
  }
}

TEST_F(IdxSource, WithoutLabelsAllAreZero) {
  const auto source = open(write("images", goodImages_));
  EXPECT_TRUE(source->info().classNames.empty());
  EXPECT_THAT(readAll(*source).labels, ElementsAre(0, 0, 0, 0, 0, 0, 0));
}

TEST_F(IdxSource, LimitTakesTheFirst) {
  const std::string images = write("images", goodImages_), labels = write("labels", goodLabels_);
  const auto source = open(images, labels, 2);
  EXPECT_EQ(source->info().count, 2);
  EXPECT_EQ(source->info().classNames.size(), 4u);  // of the whole set
  EXPECT_THAT(readAll(*source).labels, ElementsAre(0, 1));
  EXPECT_EQ(open(images, labels, 100)->info().count, 7);
  EXPECT_THAT(errorOf([&] { open(images, labels, -1); }), HasSubstr("data.limit"));
}

TEST_F(IdxSource, RequestsOutsideTheSetAreErrors) {
  const auto source = open(write("images", goodImages_));
  EXPECT_THAT(errorOf([&] { readSome(*source, 5, 3); }), HasSubstr("the set has 7"));
  EXPECT_THAT(errorOf([&] { readSome(*source, -1, 1); }), HasSubstr("the set has 7"));
  EXPECT_THAT(errorOf([&] {
                std::vector<std::uint8_t> pixels(14);
                std::vector<std::int32_t> labels(1);
                source->read(0, pixels, labels);
              }),
              HasSubstr("memory"));
}

TEST_F(IdxSource, FingerprintFollowsTheContent) {
  const std::string images = write("a/images", goodImages_), labels = write("a/labels", goodLabels_);
  const std::string fingerprint = open(images, labels)->fingerprint();
  EXPECT_THAT(fingerprint, ::testing::MatchesRegex("[0-9a-f]{16}"));
  EXPECT_EQ(fingerprint, open(write("b/images", goodImages_), write("b/labels", goodLabels_))->fingerprint());
  EXPECT_NE(fingerprint, open(images, labels, 3)->fingerprint());
  EXPECT_NE(fingerprint, open(images)->fingerprint());
  std::string changed = goodImages_;
  changed.back() ^= 1;
  EXPECT_NE(fingerprint, open(write("c/images", changed), labels)->fingerprint());
}

TEST_F(IdxSource, FingerprintCoversBothEndsOfLargeFiles) {
  std::string bytes = idxImages(100, 50, 50);  // 250,016 bytes
  const std::string fingerprint = open(write("a", bytes))->fingerprint();
  bytes[bytes.size() - 60000] ^= 1;
  EXPECT_NE(fingerprint, open(write("b", bytes))->fingerprint());
  bytes[bytes.size() - 60000] ^= 1;
  bytes[60000] ^= 1;
  EXPECT_NE(fingerprint, open(write("c", bytes))->fingerprint());
}

}  // namespace
}  // namespace ganvas::data
