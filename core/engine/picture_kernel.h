#pragma once

#include <cstdint>

namespace ganvas::engine {

/// Pictures lie as N×H×W×C float32.
struct PictureSize {
  std::int64_t height, width, channels;
  std::int64_t elements() const { return height * width * channels; }
};

/// A loop over one picture: `to` receives what it makes of `from`, given some numbers of that picture.
using PictureKernel = void (*)(const float* from, const float* numbers, float* to, const PictureSize& size);

/// Runs one of three versions: the usual numbers of channels are known to the compiler, and their loops unrolled.
inline void runForChannels(PictureKernel one, PictureKernel three, PictureKernel any, const float* from,
                           const float* numbers, float* to, const PictureSize& size) {
  const PictureKernel kernel = size.channels == 1 ? one : size.channels == 3 ? three : any;
  kernel(from, numbers, to, size);
}

}  // namespace ganvas::engine
