#include "data/open_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "base/error_text.h"
#include "data/data_files.h"
#include "data/read_all.h"

namespace ganvas::data {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace ganvas::testing;
using namespace std::string_literals;

class OpenSource : public DataFiles {
 protected:
  config::Data idx(const std::string& place, const std::string& split = "train") {
    config::Data data;
    data.source = "idx";
    data.path = place;
    data.split = split;
    return data;
  }
  std::string openError(const config::Data& data) {
    return errorOf([&] { openSource(data); });
  }

  const std::string images_ = idxImages(3, 2, 2);
  const std::string labels_ = idxLabels("\0\1\1"s);
};

TEST_F(OpenSource, FindsMnistsFilesInAllSpellings) {
  for (const std::string separator : {"-", "."}) {
    for (const bool packed : {false, true}) {
      const std::string directory = "mnist" + separator + (packed ? "gz" : "plain");
      const std::string end = packed ? ".gz" : "";
      const auto bytes = [&](const std::string& plain) { return packed ? gzip(plain) : plain; };
      write(directory + "/train-images" + separator + "idx3-ubyte" + end, bytes(images_));
      write(directory + "/train-labels" + separator + "idx1-ubyte" + end, bytes(labels_));
      write(directory + "/t10k-images" + separator + "idx3-ubyte" + end, bytes(idxImages(2, 2, 2)));
      write(directory + "/t10k-labels" + separator + "idx1-ubyte" + end, bytes(idxLabels("\1\0"s)));
      const auto train = openSource(idx(path() / directory));
      EXPECT_EQ(train->info().name, directory + " (train)");
      EXPECT_THAT(readAll(*train).labels, ElementsAre(0, 1, 1));
      const auto test = openSource(idx(path() / directory / "", "test"));
      EXPECT_EQ(test->info().name, directory + " (test)");
      EXPECT_THAT(readAll(*test).labels, ElementsAre(1, 0));
    }
  }
}

TEST_F(OpenSource, ALoneFileMayHaveLabelsBesideIt) {
  const std::filesystem::path file = write("digits-images-idx3-ubyte", images_);
  EXPECT_TRUE(openSource(idx(file))->info().classNames.empty());
  write("digits-labels-idx1-ubyte.gz", gzip(labels_));
  EXPECT_THAT(openSource(idx(file))->info().classNames, ElementsAre("0", "1"));
  EXPECT_EQ(openSource(idx(file))->info().name, "digits-images-idx3-ubyte");
  EXPECT_EQ(openSource(idx(write("anything", images_)))->info().count, 3);
}

TEST_F(OpenSource, TheHomeDirectoryMayBeWrittenAsTilde) {
  const EnvironmentVariable home("HOME", path().c_str());
  write("mnist/train-images-idx3-ubyte", images_);
  EXPECT_EQ(openSource(idx("~/mnist"))->info().count, 3);
}

TEST_F(OpenSource, TheOtherSplitIsNamedWhenItIsThere) {
  write("t10k-images-idx3-ubyte.gz", gzip(images_));
  EXPECT_THAT(openError(idx(path())), AllOf(HasSubstr("'test' only"), HasSubstr("--set data.split=test")));
}

TEST_F(OpenSource, MissingPlacesSayHowToSetThem) {
  EXPECT_THAT(openError(idx("")), AllOf(HasSubstr("data.path"), HasSubstr("--set data.path=DIR")));
  EXPECT_THAT(openError(idx(path() / "none")), AllOf(HasSubstr("none"), HasSubstr("--set data.path=DIR")));
  EXPECT_THAT(openError(idx(path())), HasSubstr("no train-images-idx3-ubyte"));
  config::Data cifar;
  cifar.source = "cifar10";
  cifar.path = path();
  EXPECT_THAT(openError(cifar), HasSubstr("data_batch_1.bin"));
}

TEST_F(OpenSource, UnknownSourcesAndSplits) {
  config::Data data;
  data.source = "imagenet";
  EXPECT_THAT(openError(data), AllOf(HasSubstr("imagenet"), HasSubstr("cifar10")));
  data.source = "synthetic";
  data.split = "valid";
  EXPECT_THAT(openError(data), AllOf(HasSubstr("valid"), HasSubstr("train or test")));
}

TEST_F(OpenSource, Synthetic) {
  config::Data data;
  data.source = "synthetic";
  data.width = 12, data.height = 8, data.channels = 1, data.classes = 3, data.count = 20;
  const auto source = openSource(data);
  EXPECT_EQ(source->info().width, 12);
  EXPECT_EQ(source->info().height, 8);
  EXPECT_EQ(source->info().channels, 1);
  EXPECT_EQ(source->info().count, 20);
  EXPECT_EQ(source->info().classNames.size(), 3u);
  data.limit = 5;
  EXPECT_EQ(openSource(data)->info().count, 5);
  data.width = std::int64_t{1} << 40;
  EXPECT_THAT(openError(data), HasSubstr("data.width"));
}

TEST_F(OpenSource, NamedSetsAreLookedForWhereTheyAreFetchedTo) {
  const EnvironmentVariable home("XDG_DATA_HOME", (path() / "share").c_str());
  for (const std::string name : {"mnist", "kmnist", "cifar10", "cifar100", "stl10"}) {
    config::Data data;
    data.source = name;
    EXPECT_THAT(openError(data), AllOf(HasSubstr("share/ganvas/data/" + name),
                                       HasSubstr("ganvas-cli data fetch " + name), HasSubstr("--set data.path=DIR")));
  }
  write("share/ganvas/data/kmnist/train-images-idx3-ubyte", images_);
  write("share/ganvas/data/kmnist/train-labels-idx1-ubyte", labels_);
  config::Data data;
  data.source = "kmnist";
  EXPECT_EQ(openSource(data)->info().name, "KMNIST (train)");
  EXPECT_EQ(openSource(data)->info().classNames.at(2), "su");
  data.source = "mnist";
  data.path = path() / "share/ganvas/data/kmnist";
  EXPECT_EQ(openSource(data)->info().name, "MNIST (train)");
  EXPECT_EQ(openSource(data)->info().classNames.size(), 10u);
  write("share/ganvas/data/cifar10/test_batch.bin", cifarRecord(1, 2, 3, 4));
  data.source = "cifar10", data.path = "", data.split = "test";
  EXPECT_EQ(openSource(data)->info().count, 1);
}

TEST_F(OpenSource, OnlyStl10HasUnlabeledPictures) {
  for (const char* source : {"mnist", "cifar10", "cifar100", "idx", "folder", "fashion-mnist", "synthetic"}) {
    config::Data data;
    data.source = source;
    data.split = "unlabeled";
    EXPECT_THAT(openError(data), AllOf(HasSubstr("no split 'unlabeled'"), HasSubstr("Use train or test"))) << source;
  }
}

TEST_F(OpenSource, FashionMnistFromADirectory) {
  write("train-images-idx3-ubyte", images_);
  write("train-labels-idx1-ubyte", labels_);
  config::Data data;
  data.path = path();
  const auto source = openSource(data);
  EXPECT_EQ(source->info().name, "Fashion-MNIST (train)");
  EXPECT_EQ(source->info().classNames.at(9), "Ankle boot");
}

// The published set: 60,000 + 10,000 pictures of 28 × 28, training mean 0.2860 of the range, first label 9 in both.
TEST(FashionMnist, DebiansPackageReadsWhole) {
  config::Data data;
  if (!std::filesystem::exists("/usr/share/datasets/fashion-mnist")) {
    EXPECT_THAT(errorOf([&] { openSource(data); }), HasSubstr("apt install dataset-fashion-mnist"));
    return;
  }
  const auto train = openSource(data);
  EXPECT_EQ(train->info().count, 60000);
  EXPECT_EQ(train->info().width, 28);
  EXPECT_EQ(train->info().height, 28);
  const ImageBatch all = readAll(*train, 5000);
  EXPECT_EQ(all.labels.at(0), 9);
  const double sum = std::accumulate(all.pixels.begin(), all.pixels.end(), 0.0);
  EXPECT_NEAR(sum / static_cast<double>(all.pixels.size()), 72.94035, 1e-4);
  for (int label = 0; label < 10; ++label) {
    EXPECT_EQ(std::count(all.labels.begin(), all.labels.end(), label), 6000) << label;
  }
  data.split = "test";
  const auto test = openSource(data);
  EXPECT_EQ(test->info().count, 10000);
  EXPECT_EQ(readAll(*test).labels.at(0), 9);
  EXPECT_NE(test->fingerprint(), train->fingerprint());
}

}  // namespace
}  // namespace ganvas::data
