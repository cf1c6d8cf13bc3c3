#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ganvas {

/// One picture on the host: H×W×C bytes, interleaved, 0..255; 1 channel is grey, 3 are RGB in that order.
struct Picture {
  int width = 0;
  int height = 0;
  int channels = 0;
  std::vector<std::uint8_t> pixels;

  bool operator==(const Picture&) const = default;
};

/// Pictures of one size on the host: N×H×W×C bytes, interleaved, 0..255, with one label each or none at all.
struct ImageBatch {
  int width = 0;
  int height = 0;
  int channels = 0;
  std::vector<std::uint8_t> pixels;
  std::vector<std::int32_t> labels;

  std::size_t pictureBytes() const {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channels);
  }
  std::size_t size() const { return pictureBytes() == 0 ? 0 : pixels.size() / pictureBytes(); }

  bool operator==(const ImageBatch&) const = default;
};

}  // namespace ganvas
