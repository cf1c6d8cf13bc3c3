#include "imaging/resize.h"

#include <opencv2/core.hpp>

#include "base/error.h"
#include "imaging/resample.h"

namespace ganvas::imaging {

ImageBatch resized(const ImageBatch& batch, int width, int height) {
  if (width < 1 || height < 1 || (batch.channels != 1 && batch.channels != 3)) {
    throw Error("pictures cannot be resized to " + std::to_string(width) + "×" + std::to_string(height), "pictures",
                "Their sides must be 1 pixel or more");
  }
  ImageBatch result{width, height, batch.channels, {}, batch.labels};
  result.pixels.resize(batch.size() * result.pictureBytes());
  const int type = CV_8UC(batch.channels);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const cv::Mat from(batch.height, batch.width, type,
                       const_cast<std::uint8_t*>(batch.pixels.data() + i * batch.pictureBytes()));
    cv::Mat to(height, width, type, result.pixels.data() + i * result.pictureBytes());
    resample(from, to);
  }
  return result;
}

}  // namespace ganvas::imaging
