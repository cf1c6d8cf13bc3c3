#include "sets/box_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error_text.h"
#include "data/data_files.h"
#include "sets/archive_files.h"
#include "sets/voc_annotation.h"

namespace ganvas::sets {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using namespace ganvas::testing;

std::string object(const std::string& name, const std::string& corners) {
  std::istringstream stream(corners);
  std::string text = "<object><name>" + name + "</name><bndbox>", value;
  for (const std::string tag : {"xmin", "ymin", "xmax", "ymax"}) {
    stream >> value;
    text += "<" + tag + "> " + value + " </" + tag + ">";
  }
  return text + "</bndbox></object>";
}

std::string annotation(const std::string& objects, const std::string& fileName = "") {
  return "<?xml version=\"1.0\"?>\n<annotation><folder>x</folder><filename>" + fileName +
         "</filename><size><width>100</width><height>80</height><depth>3</depth></size>" + objects + "</annotation>";
}

class Boxes : public DataFiles {
 protected:
  config::Data data() {
    config::Data data;
    data.path = path() / "pictures";
    data.boxes = path() / "boxes";
    return data;
  }
  std::string listError(const config::Data& of) {
    return errorOf([&] { listPictures(of); });
  }
};

TEST(BoxOf, CornersCountFromOneAndAreInside) {
  EXPECT_EQ(boxOf(1, 1, 10, 5, 0), (Box{0, 0, 10, 5}));
  EXPECT_EQ(boxOf(48, 240, 195, 371, 0), (Box{47, 239, 148, 132}));
  EXPECT_EQ(boxOf(11, 11, 30, 20, 0.1), (Box{8, 8, 24, 14})) << "2 pixels on each side: 0.1 of 20";
  EXPECT_EQ(boxOf(-4, 0, 30.2, 20.9, 0), (Box{-5, -1, 36, 22}));
}

TEST_F(Boxes, EachBoxIsAPictureOfItsObjectsClass) {
  write("pictures/a.jpg", "a");
  write("pictures/b.png", "b");
  write("boxes/b.xml", annotation(object("dog", "1 1 20 20")));
  write("boxes/a.xml", annotation(object("dog", "11 11 30 20") + object("cat", "90 70 130 95")));
  config::Data of = data();
  of.boxMargin = 0.1;
  const PictureListing listing = listPictures(of);
  EXPECT_THAT(listing.classNames, ElementsAre("cat", "dog"));
  ASSERT_EQ(listing.pictures.size(), 3u);
  EXPECT_EQ(listing.pictures[0].box, (Box{8, 8, 24, 14}));
  EXPECT_EQ(listing.pictures[0].label, 1);
  EXPECT_EQ(listing.pictures[1].box, (Box{85, 65, 49, 34})) << "beyond the border: cut later";
  EXPECT_EQ(listing.pictures[1].label, 0);
  EXPECT_EQ(listing.pictures[1].file, 0u);
  EXPECT_EQ(listing.pictures[2].file, 1u);
  EXPECT_THAT(listing.leftOut, IsEmpty());
}

// The layout of Kaggle's generative-dog-images: annotations without ending in folders of the classes, pictures flat.
TEST_F(Boxes, KagglesDogsInTwoArchives) {
  config::Data of;
  of.path = pack(path() / "all-dogs.zip", Pack::Zip,
                 {{"all-dogs/n02_7.jpg", "x"}, {"all-dogs/n01_12.jpg", "x"}, {"all-dogs/n01_11.jpg", "x"}});
  of.boxes = pack(path() / "Annotation.zip", Pack::Zip,
                  {{"Annotation/n01-Chihuahua/n01_11", annotation(object("Chihuahua", "1 1 20 20"), "%s")},
                   {"Annotation/n01-Chihuahua/n01_12", annotation(object("", "1 1 20 20"), "n01_12")},
                   {"Annotation/n02-pug/n02_7", annotation(object("pug", "3 3 20 20") + object("pug", "5 5 40 40"))},
                   {"Annotation/n02-pug/n02_99", annotation(object("pug", "3 3 20 20"))}});
  const PictureListing listing = listPictures(of);
  EXPECT_THAT(listing.classNames, ElementsAre("Chihuahua", "n01-Chihuahua", "pug"));
  ASSERT_EQ(listing.pictures.size(), 4u);
  EXPECT_EQ(listing.pictures[0].label, 2);
  EXPECT_EQ(listing.pictures[0].box, (Box{2, 2, 18, 18}));
  EXPECT_EQ(listing.pictures[2].label, 1) << "n01_12, in the archive's order: by its folder";
  EXPECT_THAT(listing.warnings, ElementsAre(HasSubstr("1 annotations")));
}

TEST_F(Boxes, WhatCannotBeUsedIsLeftOutWithItsReason) {
  for (const char* name : {"bad", "empty", "gone", "good", "huge", "nan", "none", "outside", "small", "two"}) {
    write(std::string("pictures/") + name + ".png", "x");
  }
  write("boxes/good.xml", annotation(object("a", "1 1 20 20")));
  write("boxes/two.xml", annotation(object("a", "1 1 20 20") + object("a", "1 1 7 20")));
  write("boxes/bad.xml", annotation(object("a", "1 1 20 20")).substr(0, 150));
  write("boxes/empty.xml", "");
  write("boxes/huge.xml", annotation("<x>" + std::string(1 << 20, 'x') + "</x>" + object("a", "1 1 20 20")));
  write("boxes/nan.xml", annotation(object("a", "1 nan 20 20")));
  write("boxes/none.xml", annotation(""));
  write("boxes/outside.xml", annotation(object("a", "101 1 140 20")));
  write("boxes/small.xml", annotation(object("a", "9 9 2 2")));
  const PictureListing listing = listPictures(data());
  EXPECT_EQ(listing.pictures.size(), 2u);
  std::vector<std::string> told;
  for (const LeftOut& left : listing.leftOut) told.push_back(left.name + ": " + left.reason);
  EXPECT_THAT(
      told, UnorderedElementsAre(
                HasSubstr("bad.png: the annotation is not well-formed XML (line 2"),
                HasSubstr("empty.png: the annotation is not well-formed XML"), HasSubstr("gone.png: no annotation"),
                HasSubstr("huge.png: the annotation is larger than 1 MiB"),
                HasSubstr("nan.png: object 1 has no number <ymin>"), HasSubstr("none.png: its annotation has no box"),
                HasSubstr("outside.png: the box lies beyond the picture"), HasSubstr("small.png: the box has no area"),
                HasSubstr("two.png (box 2): the box is too small (7×20 pixels; at least 8)")));
}

TEST_F(Boxes, LabelsMayComeFromElsewhere) {
  write("pictures/x/1.png", "x");
  write("pictures/y/2.png", "x");
  for (const char* name : {"1", "2"}) write("boxes/" + std::string(name) + ".xml", annotation(object("", "1 1 20 20")));
  EXPECT_THAT(listPictures(data()).classNames, ElementsAre("x", "y")) << "neither the objects nor folders name any";
  config::Data of = data();
  of.labels = write("labels.csv", "1.png,lion\n2.png,newt\n");
  EXPECT_THAT(listPictures(of).classNames, ElementsAre("lion", "newt"));
  of.labels = "none";
  EXPECT_THAT(listPictures(of).classNames, IsEmpty());
}

TEST_F(Boxes, PlacesWithoutAnnotationsAreErrors) {
  write("pictures/1.png", "x");
  EXPECT_THAT(listError(data()), HasSubstr("boxes: there is no such"));
  write("boxes/1.png", "x");
  EXPECT_THAT(listError(data()), HasSubstr("no annotation"));
  write("boxes/7.xml", annotation(object("a", "1 1 20 20")));
  EXPECT_THAT(listError(data()),
              AllOf(HasSubstr("boxes"), HasSubstr("no annotation has a box for one of the pictures")));
}

// A kilobyte that would become gigabytes: no entity but XML's own five is expanded.
TEST(VocAnnotation, EntitiesAreNotExpanded) {
  std::string xml = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [\n<!ENTITY lol \"lol\">\n";
  for (int i = 1; i < 10; ++i) {
    const std::string inner = "&lol" + (i == 1 ? std::string() : std::to_string(i - 1)) + ";";
    xml += "<!ENTITY lol" + std::to_string(i) + " \"";
    for (int k = 0; k < 10; ++k) xml += inner;
    xml += "\">\n";
  }
  xml += "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>\n<annotation><filename>&lol9;&file;&amp;</filename>" +
         object("&lol9;", "1 1 5 5") + "</annotation>";
  const VocAnnotation read = readVocAnnotation(xml, "bomb.xml");
  EXPECT_EQ(read.fileName, "&lol9;&file;&");
  ASSERT_EQ(read.objects.size(), 1u);
  EXPECT_EQ(read.objects[0].name, "&lol9;");
}

TEST(VocAnnotation, OtherFilesAreErrors) {
  const auto error = [](const std::string& xml) { return errorOf([&] { readVocAnnotation(xml, "a.xml"); }); };
  EXPECT_THAT(error("<html></html>"), AllOf(HasSubstr("a.xml"), HasSubstr("no <annotation>")));
  EXPECT_THAT(error("<annotation><object></object></annotation>"), HasSubstr("object 1 has no number <xmin>"));
  EXPECT_THAT(error(annotation(object("a", "1 1 5 1e30"))), HasSubstr("<ymax>"));
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  EXPECT_THAT(error(deep), HasSubstr("not well-formed"));
}

}  // namespace
}  // namespace ganvas::sets
