#include "engine/training_set.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <limits>
#include <set>
#include <thread>

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
    picturesRead += static_cast<std::int64_t>(labels.size());
    if (first <= unreadable && unreadable < first + static_cast<std::int64_t>(labels.size())) {
      throw Error("the disk is broken", "numbered", "");
    }
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
  std::span<const std::uint8_t> mapped() const override { return mappedBytes; }

  std::vector<std::uint8_t> mappedBytes;
  std::atomic<std::int64_t> picturesRead = 0, unreadable = -1;
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

TrainingSet stream(BatchSource& source, std::uint64_t seed) {
  return {source, c10::Device(c10::kCPU), seed, {}, {}, Keeping::Stream};
}

TEST(StreamedSet, GivesTheVeryBatchesOfASetInMemory) {
  NumberedSource source(50, 3);
  TrainingSet memory = load(source, 9), streamed = stream(source, 9);
  const auto expectSame = [&](std::int64_t count) {
    const RealBatch a = memory.next(count), b = streamed.next(count);
    EXPECT_TRUE(at::equal(a.pictures, b.pictures));
    EXPECT_TRUE(b.pictures.is_contiguous(at::MemoryFormat::ChannelsLast));
    EXPECT_TRUE(at::equal(a.labels, b.labels));
    EXPECT_EQ(memory.taken(), streamed.taken());
  };
  for (int i = 0; i < 20; ++i) expectSame(7);  // over several epochs
  for (const int count : {7, 3, 3, 60, 1, 120, 7}) expectSame(count);
  for (const std::int64_t taken : {0, 33, 34, 500}) {  // what was read ahead is of no use
    memory.seek(taken);
    streamed.seek(taken);
    for (int i = 0; i < 4; ++i) expectSame(8);
  }
}

TEST(StreamedSet, WithoutClassesThereAreNoLabels) {
  NumberedSource source(10);
  EXPECT_FALSE(stream(source, 1).next(4).labels.defined());
}

TEST(StreamedSet, ReadsOnlyAFewBatchesAhead) {
  NumberedSource source(1000);
  TrainingSet set = stream(source, 1);
  EXPECT_EQ(source.picturesRead, 0);
  set.next(10);
  const std::int64_t most = 10 * (1 + static_cast<std::int64_t>(PictureStream::kMostAhead));
  for (int i = 0; i < 5000 && source.picturesRead < most; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(source.picturesRead, most);
}

TEST(StreamedSet, AReadErrorComesWithItsBatch) {
  NumberedSource source(40, 2);
  TrainingSet memory = load(source, 3), set = stream(source, 3);
  int good = 0;
  source.unreadable = numbersIn(memory.next(40).pictures).back();
  memory.seek(0);
  const std::string error = testing::errorOf([&] {
    for (;; ++good) EXPECT_TRUE(at::equal(set.next(10).pictures, memory.next(10).pictures));
  });
  EXPECT_NE(error.find("the disk is broken"), std::string::npos);
  EXPECT_EQ(good, 3);
  EXPECT_EQ(set.taken(), 30);
  source.unreadable = -1;  // it may have been the network
  memory.seek(40);
  set.seek(40);
  EXPECT_TRUE(at::equal(set.next(10).pictures, memory.next(10).pictures));
  memory.seek(30);
  set.seek(30);
  EXPECT_TRUE(at::equal(set.next(10).pictures, memory.next(10).pictures));
}

TEST(StreamedSet, ALabelOfNoClassNamesPictureAndValue) {
  NumberedSource source(20, 3);
  source.badPicture = 13;
  source.badLabel = 5;
  const std::string text = testing::errorOf([&] { stream(source, 1).next(20); });
  EXPECT_NE(text.find("picture 13 has the label 5"), std::string::npos) << text;
}

// Larger than any memory; nothing of it is read.
class EndlessSource : public NumberedSource {
 public:
  EndlessSource() : NumberedSource(std::numeric_limits<std::int64_t>::max() / 8) {}
};

TEST(Keeping, AutoStreamsWhatMemoryHasNoRoomFor) {
  const c10::Device cpu(c10::kCPU);
  NumberedSource small(10);
  EndlessSource large;
  config::Data data;
  data.source = "folder";
  EXPECT_EQ(keepingOf(data, small, cpu), Keeping::Memory);
  EXPECT_EQ(keepingOf(data, large, cpu), Keeping::Stream);
  data.keep = "stream";
  EXPECT_EQ(keepingOf(data, small, cpu), Keeping::Stream);
  data.keep = "memory";
  EXPECT_EQ(keepingOf(data, large, cpu), Keeping::Memory);
  data.source = "idx";
  data.keep = "auto";
  EXPECT_EQ(keepingOf(data, large, cpu), Keeping::Memory);
  large.mappedBytes = {1};
  EXPECT_EQ(keepingOf(data, large, cpu), Keeping::Stream);
}

TEST(Keeping, WhatCannotBeStreamedSaysWhatToDo) {
  NumberedSource source(10);
  config::Data data;
  data.source = "idx";
  data.keep = "stream";
  const std::string text = testing::errorOf([&] { keepingOf(data, source, c10::Device(c10::kCPU)); });
  EXPECT_NE(text.find("numbered cannot be streamed"), std::string::npos) << text;
  EXPECT_NE(text.find("data.keep=memory"), std::string::npos) << text;
}

}  // namespace
}  // namespace ganvas::engine
