#include "imaging/fitted_picture.h"

#include "imaging/fit.h"
#include "imaging/picture_bytes.h"

namespace ganvas::imaging {

void readFitted(const std::filesystem::path& file, int width, int height, int channels,
                std::span<std::uint8_t> pixels) {
  FitOptions options;
  options.width = width;
  options.height = height;
  options.channels = channels;
  decodeFitted(readPictureBytes(file).bytes, file.string(), options, pixels);
}

}  // namespace ganvas::imaging
