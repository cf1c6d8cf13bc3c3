#include "engine/training_set.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <set>

#include "base/error_text.h"
#include "helpers.h"

namespace ganvas::engine {
namespace {

// Picture i is all i: what comes out says which picture it was.
class NumberedSource : public BatchSource {
 public:
  explicit NumberedSource(std::int64_t count, std::int32_t classes = 0) : classes_(classes) {
    info_.classNames.resize(static_cast<std::size_t>(classes), "class");
    info_.name = "numbered";
    info_.width = info_.height = 2;
    info_.channels = 1;
    info_.count = count;
  }
  const SetInfo& info() const override { return info_; }
  void read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) override {
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      pixels[i] = static_cast<std::uint8_t>(first + static_cast<std::int64_t>(i / 4));
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
      labels[i] = classes_ > 0 ? (static_cast<std::int32_t>(first) + static_cast<std::int32_t>(i)) % classes_ : -7;
    }
    if (first <= badPicture && badPicture < first + static_cast<std::int64_t>(labels.size())) {
      labels[static_cast<std::size_t>(badPicture - first)] = badLabel;
    }
  }
  std::string fingerprint() const override { return "numbered"; }

  std::int64_t badPicture = -1;
  std::int32_t badLabel = 0;

 private:
  SetInfo info_;
  std::int32_t classes_;
};

std::vector<int> numbersIn(const at::Tensor& batch) {
  std::vector<int> numbers;
  for (std::int64_t i = 0; i < batch.size(0); ++i) {
    numbers.push_back(static_cast<int>(std::lround((batch[i][0][1][1].item<float>() + 1) * 127.5f)));
  }
  return numbers;
}

TrainingSet load(BatchSource& source, std::uint64_t seed) {
  return {source, c10::Device(c10::kCPU), seed, {}, {}};
}

TEST(TrainingSet, TakesEachPictureOnceAnEpoch) {
  NumberedSource source(10);
  TrainingSet set = load(source, 1);
  std::vector<int> taken;
  for (int i = 0; i < 5; ++i) {  // 5 batches of 4: two epochs, a batch across the border
    const std::vector<int> numbers = numbersIn(set.next(4).pictures);
    taken.insert(taken.end(), numbers.begin(), numbers.end());
  }
  const std::set<int> first(taken.begin(), taken.begin() + 10), second(taken.begin() + 10, taken.end());
  EXPECT_EQ(first.size(), 10u);
  EXPECT_EQ(second.size(), 10u);
  EXPECT_NE(std::vector<int>(taken.begin(), taken.begin() + 10), std::vector<int>(taken.begin() + 10, taken.end()));
}

TEST(TrainingSet, GoesOnWhereItWas) {
  NumberedSource source(10);
  TrainingSet a = load(source, 4), b = load(source, 4);
  for (int i = 0; i < 7; ++i) a.next(3);
  b.seek(21);
  EXPECT_EQ(numbersIn(a.next(5).pictures), numbersIn(b.next(5).pictures));
}

TEST(TrainingSet, MapsBytesToMinusOneToOne) {
  NumberedSource source(256);
  TrainingSet set = load(source, 1);
  const at::Tensor all = set.next(256).pictures;
  EXPECT_EQ(all.min().item<float>(), -1.0f);
  EXPECT_EQ(all.max().item<float>(), 1.0f);
  EXPECT_TRUE(all.is_contiguous(at::MemoryFormat::ChannelsLast));
}

TEST(TrainingSet, LabelsStayWithTheirPictures) {
  NumberedSource source(10, 3);
  TrainingSet set = load(source, 1);
  for (int i = 0; i < 4; ++i) {
    const RealBatch batch = set.next(4);
    ASSERT_EQ(batch.labels.scalar_type(), at::kLong);
    const std::vector<int> numbers = numbersIn(batch.pictures);
    for (int k = 0; k < 4; ++k)
      EXPECT_EQ(batch.labels[k].item<std::int64_t>(), numbers[static_cast<std::size_t>(k)] % 3);
  }
}

TEST(TrainingSet, WithoutClassesThereAreNoLabels) {
  NumberedSource source(10);
  EXPECT_FALSE(load(source, 1).next(4).labels.defined());
}

TEST(TrainingSet, ALabelOfNoClassNamesPictureAndValue) {
  NumberedSource source(5000, 3);
  source.badPicture = 4500;
  for (const std::int32_t label : {3, -1}) {
    source.badLabel = label;
    const std::string text = testing::errorOf([&] { load(source, 1); });
    EXPECT_NE(text.find("picture 4500 has the label " + std::to_string(label)), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace ganvas::engine
