#include "engine/augmentation_preview.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ganvas::engine {
namespace {

// Eight pictures of 6×5, with every value that a byte can have.
ImageBatch pictures(int channels = 3) {
  ImageBatch batch{6, 5, channels, {}, {0, 1, 2, 3, 4, 5, 6, 7}};
  batch.pixels.resize(8 * batch.pictureBytes());
  for (std::size_t i = 0; i < batch.pixels.size(); ++i) batch.pixels[i] = static_cast<std::uint8_t>(i * 7 + i / 90);
  return batch;
}

TEST(AugmentationPreview, NothingLeavesThePicturesAlone) {
  EXPECT_EQ(previewAugmentation({}, pictures(), 1, 0), pictures());
  config::Augmentation none;
  none.rotation = 15;
  EXPECT_EQ(previewAugmentation(none, ImageBatch{6, 5, 3, {}, {}}, 1, 0).size(), 0u);
}

TEST(AugmentationPreview, BytesAreThoseOfTheSet) {
  // As good as never mirrored: every byte goes to a float and back.
  config::Augmentation rarely;
  rarely.flip = 1e-12;
  for (const int channels : {1, 3}) {
    EXPECT_EQ(previewAugmentation(rarely, pictures(channels), 1, 0), pictures(channels));
  }
}

TEST(AugmentationPreview, MirroredRowsReadBackwards) {
  config::Augmentation always;
  always.flip = 1;
  const ImageBatch mirrored = previewAugmentation(always, pictures(1), 1, 0);
  ImageBatch wanted = pictures(1);
  for (auto row = wanted.pixels.begin(); row != wanted.pixels.end(); row += 6) std::reverse(row, row + 6);
  EXPECT_EQ(mirrored, wanted);
}

TEST(AugmentationPreview, TheSeedDecides) {
  config::Augmentation all{15, 0.1, 0.5, 0.2, 0.3, 0.5, "colour,translation,cutout", 0, 500};
  EXPECT_EQ(previewAugmentation(all, pictures(), 1, 0), previewAugmentation(all, pictures(), 1, 0));
  EXPECT_NE(previewAugmentation(all, pictures(), 1, 0), previewAugmentation(all, pictures(), 2, 0));
  EXPECT_EQ(previewAugmentation(all, pictures(), 1, 0).labels, pictures().labels);
}

TEST(AugmentationPreview, AdasProbabilityCountsOnlyWithAda) {
  config::Augmentation settings;
  settings.brightness = 0.5;
  EXPECT_NE(previewAugmentation(settings, pictures(), 1, 0), pictures());
  settings.adaTarget = 0.6;
  EXPECT_EQ(previewAugmentation(settings, pictures(), 1, 0), pictures());
  EXPECT_NE(previewAugmentation(settings, pictures(), 1, 1), pictures());
}

}  // namespace
}  // namespace ganvas::engine
