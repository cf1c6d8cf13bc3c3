#include "sets/set_facts.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "data/data_files.h"

namespace ganvas::sets {
namespace {

using namespace ganvas::testing;
using namespace std::string_literals;
using config::SetFacts;
using config::Shape;

class LookAtSet : public DataFiles {
 protected:
  SetFacts look(const std::string& source, const std::string& split = "train") {
    return lookAtSet({source, path(), split});
  }
};

TEST_F(LookAtSet, IdxHeadersTellSizeNumberAndClasses) {
  write("train-images-idx3-ubyte", idxImages(6, 3, 5));
  EXPECT_EQ(look("idx"), (SetFacts{Shape::picture(3, 5, 1), 0, 6})) << "pictures without labels";
  write("train-labels-idx1-ubyte", idxLabels("\0\4\1\1\0\0"s));
  EXPECT_EQ(look("idx"), (SetFacts{Shape::picture(3, 5, 1), 5, 6}));
  EXPECT_EQ(look("fashion-mnist"), (SetFacts{Shape::picture(3, 5, 1), 10, 6}));
}

TEST_F(LookAtSet, TheSplitIsTheOneThatIsChosen) {
  write("train-images-idx3-ubyte", idxImages(6, 3, 5));
  write("t10k-images-idx3-ubyte.gz", gzip(idxImages(2, 9, 8)));
  EXPECT_EQ(look("idx", "test"), (SetFacts{Shape::picture(9, 8, 1), 0, 2}));
}

TEST_F(LookAtSet, AFolderTellsItsClasses) {
  for (const char* file : {"cats/1.png", "dogs/1.png", "owls/1.png"}) write(file, "picture");
  EXPECT_EQ(look("folder"), (SetFacts{{}, 3, {}}));
}

TEST_F(LookAtSet, LabelsFromElsewhereCount) {
  for (const char* file : {"cats/1.png", "dogs/2.png"}) write(file, "picture");
  EXPECT_EQ(lookAtSet({"folder", path(), "train", "none"}), (SetFacts{{}, 0, {}}));
  write("labels.csv", "1.png,a\n2.png,b\ncats/1.png,a\n");
  EXPECT_EQ(look("folder").classes, 2);
  EXPECT_THROW(lookAtSet({"folder", path(), "train", "labels.csv#Hat"}), Error);
}

TEST_F(LookAtSet, MnistAndItsKinHaveTenClasses) {
  write("t10k-images-idx3-ubyte", idxImages(6, 28, 28));
  write("t10k-labels-idx1-ubyte", idxLabels("\0\4\1\1\0\0"s));
  EXPECT_EQ(look("mnist", "test"), (SetFacts{Shape::picture(28, 28, 1), 10, 6}));
  EXPECT_EQ(look("kmnist", "test"), (SetFacts{Shape::picture(28, 28, 1), 10, 6}));
}

TEST_F(LookAtSet, WhatCannotBeReadIsNamed) {
  EXPECT_THROW(look("idx"), Error);
  write("train-images-idx3-ubyte", "this is no IDX file at all");
  try {
    look("idx");
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("train-images-idx3-ubyte"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace ganvas::sets
