#include "bridge/to_image.h"

#include <algorithm>
#include <cstring>

namespace ganvas::ui {

QImage toImage(const Picture& picture) {
  const auto rowBytes =
      static_cast<std::size_t>(std::max(picture.width, 0)) * static_cast<std::size_t>(std::max(picture.channels, 0));
  if (picture.height <= 0 || rowBytes == 0 || (picture.channels != 1 && picture.channels != 3) ||
      picture.pixels.size() != rowBytes * static_cast<std::size_t>(picture.height)) {
    return {};
  }
  QImage image(picture.width, picture.height,
               picture.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
  if (image.isNull()) return {};
  for (int y = 0; y < picture.height; ++y) {
    std::memcpy(image.scanLine(y), picture.pixels.data() + static_cast<std::size_t>(y) * rowBytes, rowBytes);
  }
  return image;
}

}  // namespace ganvas::ui
