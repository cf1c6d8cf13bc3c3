#include "sets/picture_listing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <tuple>

#include "base/error_text.h"
#include "data/data_files.h"
#include "sets/archive_files.h"

namespace ganvas::sets {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using namespace ganvas::testing;

using Labelled = std::pair<std::string, std::string>;  // a picture's name and its class's

class PictureListingTest : public DataFiles {
 protected:
  void writeAll(const std::vector<std::string>& names) {
    for (const std::string& name : names) write("set/" + name, "picture " + name);
  }
  config::Data data(const std::string& labels = "", const std::string& split = "train") {
    config::Data data;
    data.source = "folder";
    data.path = path() / "set";
    data.labels = labels;
    data.split = split;
    return data;
  }
  static std::vector<Labelled> labelled(const PictureListing& listing) {
    std::vector<Labelled> all;
    for (const ListedPicture& picture : listing.pictures) {
      const auto& names = listing.classNames;
      all.emplace_back(listing.container->files()[picture.file].name,
                       names.empty() ? "-" : names.at(static_cast<std::size_t>(picture.label)));
    }
    return all;
  }
  std::vector<Labelled> list(const config::Data& of) { return labelled(listPictures(of)); }
  std::string listError(const config::Data& of) {
    return errorOf([&] { listPictures(of); });
  }
};

TEST_F(PictureListingTest, SubFoldersAreTheClasses) {
  writeAll({"dogs/1.JPG", "cats/deep/er/2.tiff", "texts/a.txt", "cats/notes.txt"});
  const PictureListing listing = listPictures(data());
  EXPECT_THAT(listing.classNames, ElementsAre("cats", "dogs"));
  EXPECT_THAT(labelled(listing), ElementsAre(Labelled{"cats/deep/er/2.tiff", "cats"}, Labelled{"dogs/1.JPG", "dogs"}));
  EXPECT_THAT(listing.leftOut, IsEmpty());
  EXPECT_THAT(list(data("none")), ElementsAre(Labelled{"cats/deep/er/2.tiff", "-"}, Labelled{"dogs/1.JPG", "-"}));
}

TEST_F(PictureListingTest, PicturesBesideTheClassesAreLeftOut) {
  writeAll({"cats/1.png", "stray.png"});
  const PictureListing listing = listPictures(data());
  EXPECT_THAT(labelled(listing), ElementsAre(Labelled{"cats/1.png", "cats"}));
  EXPECT_THAT(listing.leftOut, ElementsAre(LeftOut{"stray.png", "it lies beside the folders of the classes"}));
}

TEST_F(PictureListingTest, SingleFoldersOnTopAreNoClass) {
  writeAll({"all/of/them/1.png", "all/of/them/2.png", "README.md"});
  EXPECT_THAT(list(data()), ElementsAre(Labelled{"all/of/them/1.png", "-"}, Labelled{"all/of/them/2.png", "-"}));
}

TEST_F(PictureListingTest, TrainAndTestAreSplitsAlsoBelowAFolder) {
  writeAll({"cifar/train/cat/1.png", "cifar/train/dog/2.png", "cifar/test/cat/3.png", "cifar/extra/4.png"});
  EXPECT_THAT(list(data()),
              ElementsAre(Labelled{"cifar/train/cat/1.png", "cat"}, Labelled{"cifar/train/dog/2.png", "dog"}));
  EXPECT_THAT(list(data("none", "test")), ElementsAre(Labelled{"cifar/test/cat/3.png", "-"}));
}

TEST_F(PictureListingTest, ValAndValidStandInForTest) {
  writeAll({"Train/1.png", "valid/2.png"});
  EXPECT_THAT(list(data("", "test")), ElementsAre(Labelled{"valid/2.png", "-"}));
  writeAll({"test/3.png"});
  EXPECT_THAT(list(data("", "test")), ElementsAre(Labelled{"test/3.png", "-"}));
  EXPECT_THAT(list(data()), ElementsAre(Labelled{"Train/1.png", "-"}));
}

TEST_F(PictureListingTest, SplitsThatAreNotThere) {
  writeAll({"test/a/1.png", "test/b/1.png"});
  EXPECT_THAT(listError(data()), AllOf(HasSubstr("'test' only"), HasSubstr("data.split=test")));
  EXPECT_THAT(listError(data("", "unlabeled")), AllOf(HasSubstr("unlabeled"), HasSubstr("train or test")));
}

TEST_F(PictureListingTest, NoPicture) {
  writeAll({"a.txt"});
  EXPECT_THAT(listError(data()), AllOf(HasSubstr("set"), HasSubstr("no picture in the folder")));
}

TEST_F(PictureListingTest, ATableGivesLabels) {
  writeAll({"x/1.png", "x/2.png", "y/3.png"});
  const std::map<std::string, std::string> tables{
      {"plain", "x/1.png,dog\nx/2.png,cat\ny/3.png,dog\n"},
      {"header", "file,label\nx/1.png,dog\nx/2.png,cat\ny/3.png,dog"},
      {"turned", "class;image\ndog;x/1.png\ncat;x/2.png\ndog;y/3.png\n"},
      {"windows", "\xef\xbb\xbf\"File\",\"Label\"\r\n\"x/1.png\",\"dog\"\r\n\r\nx\\2.png, cat \r\n./y/3.png,dog\r\n"},
      {"tabs", "x/1.png\tdog\nx/2.png\tcat\ny/3.png\tdog\n"},
      {"spaces", "x/1.png   dog\nx/2.png cat\ny/3.png dog\n"},
      {"bare", "1.png,dog\n2.png,cat\n3.png,dog\n"},
      {"stems", "id,breed\n1,dog\n2,cat\n3,dog\n"},
  };
  for (const auto& [name, text] : tables) {
    SCOPED_TRACE(name);
    const fs::path file = write(name + ".csv", text);
    EXPECT_THAT(list(data(file)),
                ElementsAre(Labelled{"x/1.png", "dog"}, Labelled{"x/2.png", "cat"}, Labelled{"y/3.png", "dog"}));
    EXPECT_THAT(list(data(name + ".csv")).size(), 3u) << "beside the set";
  }
  write("set/labels.csv", tables.at("plain"));
  EXPECT_EQ(list(data())[1].second, "cat") << "found by itself";
}

TEST_F(PictureListingTest, QuotedFieldsMayHoldAnything) {
  writeAll({"1.png", "2.png"});
  write("set/labels.csv", "file,label\n1.png,\"a, \"\"b\"\"\nc\"\n2.png,d\n");
  EXPECT_EQ(listPictures(data()).classNames, (std::vector<std::string>{"a, \"b\"\nc", "d"}));
  write("set/labels.csv", "1.png,a\n2.png,\"b\n");
  EXPECT_THAT(listError(data()), AllOf(HasSubstr("labels.csv line 2"), HasSubstr("quote")));
}

TEST_F(PictureListingTest, NumbersAreTheClasses) {
  writeAll({"1.png", "2.png"});
  write("set/labels.csv", "1.png,3\n2.png,0\n");
  const PictureListing listing = listPictures(data());
  EXPECT_THAT(listing.classNames, ElementsAre("0", "1", "2", "3"));
  EXPECT_EQ(listing.pictures[0].label, 3);
  write("set/labels.csv", "1.png,3.5\n2.png,-2\n");
  EXPECT_THAT(listPictures(data()).classNames, ElementsAre("-2", "3.5"));
}

TEST_F(PictureListingTest, ColumnsAreChosenByName) {
  writeAll({"1.png", "2.png"});
  write("set/many.csv", "image_id,Smiling,Young\n1.png,-1,1\n2.png,1,1\n");
  EXPECT_THAT(list(data("many.csv#Smiling")),
              ElementsAre(Labelled{"1.png", "not Smiling"}, Labelled{"2.png", "Smiling"}));
  EXPECT_THAT(listError(data("many.csv#Hat")),
              AllOf(HasSubstr("many.csv line 1"), HasSubstr("'Hat'"), HasSubstr("Smiling, Young")));
  EXPECT_THAT(listError(data("many.csv")), AllOf(HasSubstr("FILE#COLUMN"), HasSubstr("Smiling, Young")));
  EXPECT_THAT(listError(data("none.csv#Hat")), AllOf(HasSubstr("none.csv"), HasSubstr("data.labels")));
}

TEST_F(PictureListingTest, CelebAsLists) {
  writeAll({"img/000001.jpg", "img/000002.jpg"});
  write("list_attr_celeba.txt", "2\nBald Smiling \n000001.jpg -1  1\n000002.jpg  1 -1\n");
  EXPECT_THAT(list(data("list_attr_celeba.txt#Smiling")),
              ElementsAre(Labelled{"img/000001.jpg", "Smiling"}, Labelled{"img/000002.jpg", "not Smiling"}));
  write("identity_CelebA.txt", "000001.jpg 2\n000002.jpg 1\n");
  EXPECT_THAT(list(data("identity_CelebA.txt")),
              ElementsAre(Labelled{"img/000001.jpg", "2"}, Labelled{"img/000002.jpg", "1"}));
}

TEST_F(PictureListingTest, StyleGansJson) {
  writeAll({"00000/a.png", "00001/b.png"});
  write("set/dataset.json", R"({"other": [[[1]]], "labels": [["00000/a.png", 2], ["00001/b.png", 0]], "x": {}})");
  EXPECT_THAT(list(data()), ElementsAre(Labelled{"00000/a.png", "2"}, Labelled{"00001/b.png", "0"}));
  write("set/dataset.json", R"({"labels": null})");
  EXPECT_THAT(list(data()), ElementsAre(Labelled{"00000/a.png", "-"}, Labelled{"00001/b.png", "-"}));
  for (const char* bad : {"{\"labels\": [[\"00000/a.png\", 2]", "{\"labels\": [[\"00000/a.png\"]]}",
                          "{\"labels\": [[\"00000/a.png\", [1]]]}", "{\"labels\": {\"00000/a.png\": 1}}",
                          "{\"labels\": [1]}", "{\"labels\": [[1, 2]]}"}) {
    write("set/dataset.json", bad);
    EXPECT_THAT(listError(data()), AllOf(HasSubstr("dataset.json"), HasSubstr("[\"FILE\", CLASS]"))) << bad;
  }
}

TEST_F(PictureListingTest, WhatTablesLeaveOpenIsTold) {
  writeAll({"1.png", "2.png", "3.png"});
  write("set/labels.csv", "1.png,a\n2.png,\n9.png,a\n1.png,b\n");
  const PictureListing listing = listPictures(data());
  EXPECT_THAT(labelled(listing), ElementsAre(Labelled{"1.png", "a"}));
  EXPECT_THAT(listing.leftOut,
              ElementsAre(LeftOut{"2.png", "no label in labels.csv"}, LeftOut{"3.png", "no label in labels.csv"}));
  EXPECT_THAT(listing.warnings, UnorderedElementsAre(HasSubstr("9.png"), HasSubstr("another label")));
}

TEST_F(PictureListingTest, TablesThatCannotBeRead) {
  writeAll({"1.png", "2.png"});
  const std::map<std::string, std::string> cases{
      {"7.png,a\n8.png,b\n", "no picture that is there (first: 7.png)"},
      {"", "no picture that is there"},
      {"file,label\n", "no picture that is there"},
      {"1.png,a\n2.png\n", "line 2"},
      {"file\n1.png\n", "one column"},
      {std::string("\xff\xfe"
                   "1\0",
                   4),
       "UTF-16"},
  };
  for (const auto& [text, message] : cases) {
    write("set/labels.csv", text);
    EXPECT_THAT(listError(data()), AllOf(HasSubstr("labels.csv"), HasSubstr(message))) << text;
  }
}

TEST_F(PictureListingTest, TooManyClassesAreNone) {
  std::string table;
  for (int i = 0; i < 70000; ++i) {
    table += "1.png,label" + std::to_string(i) + "\n";
  }
  writeAll({"1.png"});
  write("set/labels.csv", table);
  EXPECT_THAT(listError(data()), AllOf(HasSubstr("65536"), HasSubstr("labels.csv")));
}

// The same pictures as a directory and as each kind of archive.
TEST_F(PictureListingTest, DirectoriesAndArchivesGiveTheSamePictures) {
  using Entry = std::tuple<std::string, std::string, std::string>;
  std::vector<Member> members{{"set/", "", AE_IFDIR}};
  for (int i = 0; i < 30; ++i) {
    const std::string name =
        "set/train/" + std::string(i % 3 == 0 ? "zebra" : "ant") + "/" + std::to_string(i) + ".png";
    members.push_back({name, "picture " + std::to_string(i * i)});
    write("dir/" + name, members.back().bytes);
  }
  const auto entriesOf = [](const fs::path& place) {
    config::Data data;
    data.path = place;
    const PictureListing listing = listPictures(data);
    std::vector<Entry> entries;
    for (const ListedPicture& picture : listing.pictures) {
      entries.emplace_back(listing.container->files()[picture.file].name, listing.container->read(picture.file),
                           listing.classNames.at(static_cast<std::size_t>(picture.label)));
    }
    std::sort(entries.begin(), entries.end());
    return entries;
  };
  const std::vector<Entry> expected = entriesOf(path() / "dir");
  EXPECT_EQ(expected.size(), 30u);
  for (const Pack kind : {Pack::Tar, Pack::TarGz, Pack::TarBz2, Pack::TarXz, Pack::TarZst, Pack::Zip}) {
    EXPECT_EQ(entriesOf(pack(path() / ("set" + endingOf(kind)), kind, members)), expected) << endingOf(kind);
  }
}

TEST_F(PictureListingTest, LabelsWithinAnArchive) {
  config::Data of;
  of.path = pack(path() / "a.zip", Pack::Zip,
                 {{"top/b/2.png", "2"},
                  {"top/a/1.png", "1"},
                  {"top/dataset.json", R"({"labels":[["a/1.png",1],["b/2.png",0]]})"}});
  EXPECT_THAT(list(of), ElementsAre(Labelled{"top/b/2.png", "0"}, Labelled{"top/a/1.png", "1"}));
}

}  // namespace
}  // namespace ganvas::sets
