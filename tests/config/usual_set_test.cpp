#include "config/usual_set.h"

#include <gtest/gtest.h>

namespace ganvas::config {
namespace {

SetFacts usual(const std::string& source, const std::string& split = "train", const std::string& labels = "") {
  Data data;
  data.source = source;
  data.split = split;
  data.labels = labels;
  return usualSet(data);
}

TEST(UsualSet, PublishedSizes) {
  for (const char* source : {"mnist", "kmnist", "fashion-mnist"}) {
    EXPECT_EQ(usual(source), (SetFacts{Shape::picture(28, 28, 1), 10, 60000})) << source;
    EXPECT_EQ(usual(source, "test"), (SetFacts{Shape::picture(28, 28, 1), 10, 10000})) << source;
  }
  EXPECT_EQ(usual("cifar10"), (SetFacts{Shape::picture(32, 32, 3), 10, 50000}));
  EXPECT_EQ(usual("cifar100", "test"), (SetFacts{Shape::picture(32, 32, 3), 100, 10000}));
  EXPECT_EQ(usual("cifar100", "train", "coarse").classes, 20);
  EXPECT_EQ(usual("cifar100", "train", "none").classes, 0);
  EXPECT_EQ(usual("stl10"), (SetFacts{Shape::picture(96, 96, 3), 10, 5000}));
  EXPECT_EQ(usual("stl10", "test").pictures, 8000);
  EXPECT_EQ(usual("stl10", "unlabeled"), (SetFacts{Shape::picture(96, 96, 3), 0, 100000}));
}

TEST(UsualSet, FilesOfTheUsersMayHoldAnything) {
  Data data;
  data.source = "mnist";
  data.path = "somewhere";
  EXPECT_EQ(usualSet(data), SetFacts{});
  data.source = "stl10";
  data.limit = 100;
  EXPECT_EQ(usualSet(data).pictures, 100);
}

}  // namespace
}  // namespace ganvas::config
