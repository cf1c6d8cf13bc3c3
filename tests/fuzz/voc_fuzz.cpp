// PASCAL VOC annotations and the boxes that they make: sets/voc_annotation.h, sets/picture_listing.h.
#include "fuzz.h"
#include "sets/picture_listing.h"
#include "sets/voc_annotation.h"

std::vector<std::string> seedInputs() {
  const std::string object =
      "<object><name>dog</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30.5</xmax><ymax>40</ymax></bndbox></object>";
  const std::string size = "<size><width>100</width><height>80</height></size>";
  return {"<annotation><filename>1.png</filename>" + size + object + object + "</annotation>",
          "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"&c;&c;\">]><annotation>" + object + "&b;</annotation>",
          "<annotation/>", ""};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ganvas;
  const fuzz::Workplace& place = fuzz::workplace();
  place.write("pictures/1.png", "x");
  place.write("boxes/1.xml", data, size);
  fuzz::mayRefuse([&] { sets::readVocAnnotation(std::string(reinterpret_cast<const char*>(data), size), "1.xml"); });
  config::Data set;
  set.path = place.path() / "pictures";
  set.boxes = place.path() / "boxes";
  set.boxMargin = 4;
  fuzz::mayRefuse([&] {
    for (const sets::ListedPicture& picture : sets::listPictures(set).pictures) {
      if (picture.box.width < 1 || picture.box.height < 1) std::abort();
    }
  });
  return 0;
}
