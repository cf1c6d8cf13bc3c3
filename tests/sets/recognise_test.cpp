#include "sets/recognise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error_text.h"
#include "data/data_files.h"
#include "sets/archive_files.h"

namespace ganvas::sets {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using namespace ganvas::testing;
using namespace std::string_literals;

const std::string kAnnotation = "<annotation></annotation>";

class Recognise : public DataFiles {
 protected:
  void expect(const fs::path& at, const std::string& source, const fs::path& place, const std::string& split = "train",
              const fs::path& boxes = "") {
    SCOPED_TRACE(at.string());
    config::Data before;
    before.labels = "old.csv", before.boxes = "old", before.limit = 7;
    const config::Data found = recognise(at, before);
    EXPECT_EQ(found.source, source);
    EXPECT_EQ(found.path, place.string());
    EXPECT_EQ(found.split, split);
    EXPECT_EQ(found.boxes, boxes.string());
    EXPECT_EQ(found.labels, "");
    EXPECT_EQ(found.limit, 7);
  }
  std::string error(const fs::path& at) {
    return errorOf([&] { recognise(at); });
  }
};

TEST_F(Recognise, IdxDirectoriesAndFiles) {
  const auto images = idxImages(2, 2, 2);
  write("set/train-images-idx3-ubyte", images);
  write("set/t10k-images.idx3-ubyte.gz", gzip(images));
  write("own.bin", images);
  write("own.gz", gzip(images));
  write("KMNIST/raw/t10k-images-idx3-ubyte", images);
  expect(path() / "set", "idx", path() / "set");
  expect(path() / "set/t10k-images.idx3-ubyte.gz", "idx", path() / "set", "test");
  expect(path() / "own.bin", "idx", path() / "own.bin");
  expect(path() / "own.gz", "idx", path() / "own.gz");
  expect(path() / "KMNIST", "kmnist", path() / "KMNIST/raw", "test");
  EXPECT_THAT(error(write("labels", idxLabels("\0\1"s))),
              AllOf(HasSubstr("labels"), HasSubstr("name that of the pictures")));
}

TEST_F(Recognise, BinarySetsInDirectoriesFilesAndArchives) {
  write("c10/cifar-10-batches-bin/data_batch_1.bin", "x");
  expect(path() / "c10", "cifar10", path() / "c10/cifar-10-batches-bin");
  expect(path() / "c10/cifar-10-batches-bin/data_batch_1.bin", "cifar10", path() / "c10/cifar-10-batches-bin");
  write("c100/train.bin", "x");
  write("c100/test.bin", "x");
  write("c100/fine_label_names.txt", "x");
  expect(path() / "c100", "cifar100", path() / "c100");
  expect(path() / "c100/test.bin", "cifar100", path() / "c100", "test");
  write("stl/unlabeled_X.bin", "x");
  expect(path() / "stl", "stl10", path() / "stl", "unlabeled");
  for (const auto& [source, member] :
       {std::pair{"cifar10", "cifar-10-batches-bin/test_batch.bin"}, std::pair{"cifar100", "cifar-100-binary/test.bin"},
        std::pair{"stl10", "stl10_binary/test_X.bin"}}) {
    const fs::path archive = pack(path() / source / "official.tar.gz", Pack::TarGz, {{member, "x"}});
    expect(archive, source, archive, "test");
    expect(path() / source, source, archive, "test");
  }
}

TEST_F(Recognise, PicturesInFoldersAndArchives) {
  write("photos/cats/1.jpg", "x");
  write("photos/readme.txt", "x");
  expect(path() / "photos", "folder", path() / "photos");
  write("split/test/cats/1.jpg", "x");
  expect(path() / "split", "folder", path() / "split", "test");
  const fs::path archive = pack(path() / "box/photos", Pack::TarGz, {{"a/1.png", "x"}});
  expect(archive, "folder", archive);
  expect(path() / "box", "folder", archive);
}

TEST_F(Recognise, PicturesWithBoxes) {
  const fs::path dogs = pack(path() / "kaggle/all-dogs.zip", Pack::Zip, {{"all-dogs/n01_1.jpg", "x"}});
  const fs::path boxes = pack(path() / "kaggle/Annotation.zip", Pack::Zip, {{"Annotation/n01-pug/n01_1", kAnnotation}});
  expect(path() / "kaggle", "folder", dogs, "train", boxes);
  write("unpacked/all-dogs/n01_1.jpg", "x");
  write("unpacked/Annotation/n01-pug/n01_1", kAnnotation);
  expect(path() / "unpacked", "folder", path() / "unpacked/all-dogs", "train", path() / "unpacked/Annotation");
  const fs::path voc = path() / "VOCdevkit/VOC2007";
  write("VOCdevkit/VOC2007/JPEGImages/1.jpg", "x");
  write("VOCdevkit/VOC2007/SegmentationClass/1.png", "x");
  write("VOCdevkit/VOC2007/Annotations/1.xml", kAnnotation);
  expect(voc, "folder", voc / "JPEGImages", "train", voc / "Annotations");
  expect(path() / "VOCdevkit", "folder", voc / "JPEGImages", "train", voc / "Annotations");
}

TEST_F(Recognise, OtherThingsAreErrors) {
  EXPECT_THAT(error(path() / "none"), AllOf(HasSubstr("none"), HasSubstr("no such")));
  fs::create_directories(path() / "empty/a/b");
  EXPECT_THAT(error(path() / "empty"), AllOf(HasSubstr("nor a set"), HasSubstr("STL-10")));
  EXPECT_THAT(error(write("text", "hello")), HasSubstr("nothing that Ganvas knows"));
  EXPECT_THAT(error(pack(path() / "a.zip", Pack::Zip, {{"a.txt", "x"}})), HasSubstr("neither pictures"));
  write("two/a/data_batch_1.bin", "x");
  write("two/b/train_X.bin", "x");
  EXPECT_THAT(error(path() / "two"), HasSubstr("several sets"));
  fs::create_directories(path() / "loop/x");
  fs::create_directory_symlink("..", path() / "loop/x/up");
  fs::create_directory_symlink(".", path() / "loop/x/here");
  EXPECT_THAT(error(path() / "loop"), HasSubstr("loop"));
  EXPECT_THAT(error("/dev/null"), HasSubstr("neither a directory nor a plain file"));
}

TEST_F(Recognise, DescriptionsForPeople) {
  const fs::path archive = pack(path() / "all-dogs.zip", Pack::Zip, {{"all-dogs/n01_1.jpg", "x"}});
  config::Data data = recognise(archive);
  EXPECT_EQ(describeSource(data), "pictures in a .zip archive");
  data.boxes = "x";
  EXPECT_EQ(describeSource(data), "pictures in a .zip archive, with boxes");
  data.source = "cifar10";
  data.path = path();
  EXPECT_EQ(describeSource(data), "CIFAR-10, binary files");
}

}  // namespace
}  // namespace ganvas::sets
