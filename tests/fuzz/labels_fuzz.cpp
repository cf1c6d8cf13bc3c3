// Files of labels: CSV and its kin, StyleGAN's dataset.json, CelebA's lists: sets/picture_listing.h.
#include "fuzz.h"
#include "sets/picture_listing.h"

std::vector<std::string> seedInputs() {
  return {"file,label\n1.png,dog\n\"2.png\",\"a \"\"cat\"\"\"\r\n",
          "\xef\xbb\xbf"
          "1.png;3\n2.png;0\n",
          "2\nSmiling Young\n1.png -1 1\n2.png 1 -1\n",
          R"({"labels": [["1.png", 3], ["2.png", 0]], "x": [[{}]]})",
          R"({"labels": null})",
          "image_id\tAge\n1\t\n"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ganvas;
  const fuzz::Workplace& place = fuzz::workplace();
  place.write("set/1.png", "x");
  place.write("set/2.png", "x");
  place.write("set/labels.csv", data, size);
  for (const char* labels : {"", "labels.csv#Young", "labels.csv#label"}) {
    config::Data set;
    set.path = place.path() / "set";
    set.labels = labels;
    fuzz::mayRefuse([&] {
      const sets::PictureListing listing = sets::listPictures(set);
      for (const sets::ListedPicture& picture : listing.pictures) {
        if (!listing.classNames.empty() && static_cast<std::size_t>(picture.label) >= listing.classNames.size())
          std::abort();
      }
    });
  }
  return 0;
}
