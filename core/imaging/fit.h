#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ganvas::imaging {

/// How a picture comes to the wanted size.
enum class Fit {
  Centre,     ///< what sticks out of the wanted aspect is cut off evenly on both sides
  Stretch,    ///< whole, its aspect changed
  Letterbox,  ///< whole, in the middle of black
};

/// A part of a picture, in pixels after the EXIF orientation is followed; what is beyond the border is cut. Width 0:
/// all.
struct Part {
  int left = 0, top = 0, width = 0, height = 0;
};

struct FitOptions {
  int width = 0;     ///< 1 … 4096 pixels
  int height = 0;    ///< 1 … 4096 pixels
  int channels = 0;  ///< 1 (grey) or 3 (RGB)
  Fit fit = Fit::Centre;
  Part part;
};

/// What the file held.
struct SourcePicture {
  int width = 0, height = 0;  ///< pixels, before anything was done but following the orientation
};

/// Decodes the bytes of a picture file (JPEG, PNG, WebP, BMP, TIFF; grey, RGB, with alpha, 8 or 16 bits) into `pixels`:
/// height × width × channels. Averaged by area when it shrinks, cubic when it grows; what is transparent lies on white;
/// EXIF orientation is followed. May be called by several threads at once. Throws Error with `name` as the place: not a
/// picture, cut short, over 2^28 pixels, damaged, a part that lies outside.
SourcePicture decodeFitted(std::string_view bytes, const std::string& name, const FitOptions& options,
                           std::span<std::uint8_t> pixels);

/// Width and height as the file's header has them, orientation followed. Throws Error as above; decodes nothing.
SourcePicture lookAtPicture(std::string_view bytes, const std::string& name);

}  // namespace ganvas::imaging
