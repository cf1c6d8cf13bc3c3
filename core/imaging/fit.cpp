#include "imaging/fit.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "imaging/picture_bytes.h"
#include "imaging/resample.h"
#include "imaging/tiff_header.h"

namespace ganvas::imaging {

namespace {

constexpr int kLargestSide = 4096;

void checkOptions(const FitOptions& options, std::size_t pixels, const std::string& name) {
  const auto isSide = [](int side) { return side >= 1 && side <= kLargestSide; };
  const bool sized =
      isSide(options.width) && isSide(options.height) && (options.channels == 1 || options.channels == 3);
  const auto area = static_cast<std::size_t>(options.width) * static_cast<std::size_t>(options.height);
  if (sized && pixels == area * static_cast<std::size_t>(options.channels)) return;
  throw Error("a picture cannot be fitted into " + std::to_string(options.width) + "×" +
                  std::to_string(options.height) + "×" + std::to_string(options.channels) + " in " +
                  std::to_string(pixels) + " bytes",
              name, "The sides may be 1 to 4096 pixels, the channels 1 or 3");
}

SourcePicture uprightSize(const PictureHeader& header) {
  const auto width = static_cast<int>(header.width), height = static_cast<int>(header.height);
  return header.orientation >= 5 ? SourcePicture{height, width} : SourcePicture{width, height};
}

// The wanted part, as far as the picture goes.
cv::Rect wantedPart(const Part& part, const SourcePicture& size, const std::string& name) {
  if (part.width == 0) return {0, 0, size.width, size.height};
  const auto inside = [](std::int64_t place, int end) {
    return static_cast<int>(std::clamp<std::int64_t>(place, 0, end));
  };
  const int left = inside(part.left, size.width), right = inside(std::int64_t{part.left} + part.width, size.width);
  const int top = inside(part.top, size.height), bottom = inside(std::int64_t{part.top} + part.height, size.height);
  if (left < right && top < bottom) return {left, top, right - left, bottom - top};
  throw Error("the part at " + std::to_string(part.left) + ", " + std::to_string(part.top) + " of " +
                  std::to_string(part.width) + "×" + std::to_string(part.height) +
                  " pixels lies outside the picture (" + std::to_string(size.width) + "×" +
                  std::to_string(size.height) + ")",
              name, "Correct the box, or leave it out");
}

// A JPEG decodes at a half, quarter or eighth of its size for a fraction of the work. At least twice the wanted size is
// left for the area filter.
int decodingMode(const PictureHeader& header, const cv::Rect& part, const FitOptions& options) {
  if (header.transparent) return cv::IMREAD_UNCHANGED;
  const int colour = options.channels == 1 ? cv::IMREAD_GRAYSCALE : cv::IMREAD_COLOR;
  const int across = part.width / (2 * options.width), down = part.height / (2 * options.height);
  const int room = options.fit == Fit::Letterbox ? std::max(across, down) : std::min(across, down);
  if (!header.scalable || room < 2) return colour;
  const bool grey = options.channels == 1;
  if (room < 4) return grey ? cv::IMREAD_REDUCED_GRAYSCALE_2 : cv::IMREAD_REDUCED_COLOR_2;
  if (room < 8) return grey ? cv::IMREAD_REDUCED_GRAYSCALE_4 : cv::IMREAD_REDUCED_COLOR_4;
  return grey ? cv::IMREAD_REDUCED_GRAYSCALE_8 : cv::IMREAD_REDUCED_COLOR_8;
}

// B, G, R and alpha to B, G, R before white.
cv::Mat onWhite(const cv::Mat& pixels, bool multiplied) {
  cv::Mat opaque(pixels.rows, pixels.cols, CV_8UC3);
  for (int y = 0; y < pixels.rows; ++y) {
    const auto* from = pixels.ptr<cv::Vec4b>(y);
    auto* to = opaque.ptr<cv::Vec3b>(y);
    for (int x = 0; x < pixels.cols; ++x) {
      const int alpha = from[x][3], white = 255 * (255 - alpha);
      for (int c = 0; c < 3; ++c) {
        const int colour = from[x][c] * (multiplied ? 255 : alpha);
        to[x][c] = static_cast<std::uint8_t>(std::min(255, (colour + white + 127) / 255));
      }
    }
  }
  return opaque;
}

// libtiff turns some pictures itself, depending on their bits and strips: it is told that none needs it.
std::string withoutOrientation(std::string_view bytes, const PictureHeader& header) {
  std::string plain(bytes);
  const bool little = plain.front() == 'I';
  plain.replace(header.orientationPlace + 8, 2, little ? std::string("\1\0", 2) : std::string("\0\1", 2));
  return plain;
}

cv::Mat turned(const cv::Mat& pixels, int orientation) {
  cv::Mat upright;
  switch (orientation) {
    case 2:
      cv::flip(pixels, upright, 1);
      break;
    case 3:
      cv::flip(pixels, upright, -1);
      break;
    case 4:
      cv::flip(pixels, upright, 0);
      break;
    case 5:
      cv::transpose(pixels, upright);
      break;
    case 6:
      cv::rotate(pixels, upright, cv::ROTATE_90_CLOCKWISE);
      break;
    case 7:
      cv::transpose(pixels, upright);
      cv::flip(upright, upright, -1);
      break;
    case 8:
      cv::rotate(pixels, upright, cv::ROTATE_90_COUNTERCLOCKWISE);
      break;
    default:
      return pixels;
  }
  return upright;
}

// Grey, or B, G, R, of 8 bits; as it is to be seen.
cv::Mat decode(std::string_view bytes, const PictureHeader& header, int mode, const std::string& name) {
  std::string patched;
  if (header.orientationPlace > 0 && header.orientation > 1) {
    patched = withoutOrientation(bytes, header);
    bytes = patched;
  }
  const cv::Mat packed(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<char*>(bytes.data()));
  cv::Mat pixels = cv::imdecode(packed, mode == cv::IMREAD_UNCHANGED ? mode : mode | cv::IMREAD_IGNORE_ORIENTATION);
  // libtiff hands over 8 bits multiplied with their alpha.
  const bool multiplied = isTiff(bytes) && pixels.depth() == CV_8U;
  if (pixels.depth() == CV_16U) pixels.convertTo(pixels, CV_8U, 1.0 / 257);
  if (pixels.empty() || pixels.depth() != CV_8U) failDamaged(name);
  if (pixels.channels() == 4) pixels = onWhite(pixels, multiplied);
  if (pixels.channels() != 1 && pixels.channels() != 3) failDamaged(name);
  return turned(pixels, header.orientation);
}

// The part in pixels of a picture that was decoded at a fraction of its size.
cv::Rect scaled(const cv::Rect& part, const SourcePicture& size, const cv::Mat& pixels) {
  const double across = double(pixels.cols) / size.width, down = double(pixels.rows) / size.height;
  const int left = std::min(cvRound(part.x * across), pixels.cols - 1);
  const int top = std::min(cvRound(part.y * down), pixels.rows - 1);
  return {left, top, std::clamp(cvRound((part.x + part.width) * across) - left, 1, pixels.cols - left),
          std::clamp(cvRound((part.y + part.height) * down) - top, 1, pixels.rows - top)};
}

// The largest part in the middle that has the wanted aspect, to the nearest pixel.
cv::Rect middle(const cv::Size& size, int width, int height) {
  const double scale = std::min(double(size.width) / width, double(size.height) / height);
  const int columns = std::clamp(cvRound(width * scale), 1, size.width);
  const int rows = std::clamp(cvRound(height * scale), 1, size.height);
  return {(size.width - columns) / 2, (size.height - rows) / 2, columns, rows};
}

// `from` in the target's size, in OpenCV's order of colours.
cv::Mat fitted(const cv::Mat& from, const FitOptions& options) {
  cv::Mat result(options.height, options.width, from.type());
  if (options.fit == Fit::Letterbox) {
    result.setTo(cv::Scalar::all(0));
    cv::Mat box = result(middle(result.size(), from.cols, from.rows));
    resample(from, box);
  } else if (options.fit == Fit::Stretch) {
    resample(from, result);
  } else {
    resample(from(middle(from.size(), options.width, options.height)), result);
  }
  return result;
}

// Grey, or B, G, R, to 1 or 3 channels, R first.
void inChannels(const cv::Mat& from, cv::Mat& to) {
  if (from.channels() == 1 && to.channels() == 1) {
    from.copyTo(to);
  } else if (from.channels() == 1) {
    cv::cvtColor(from, to, cv::COLOR_GRAY2RGB);
  } else {
    cv::cvtColor(from, to, to.channels() == 3 ? cv::COLOR_BGR2RGB : cv::COLOR_BGR2GRAY);
  }
}

}  // namespace

SourcePicture decodeFitted(std::string_view bytes, const std::string& name, const FitOptions& options,
                           std::span<std::uint8_t> pixels) {
  checkOptions(options, pixels.size(), name);
  const PictureHeader header = checkedHeader(bytes, name);
  const SourcePicture size = uprightSize(header);
  const cv::Rect part = wantedPart(options.part, size, name);
  try {
    const cv::Mat decoded = decode(bytes, header, decodingMode(header, part, options), name);
    cv::Mat target(options.height, options.width, options.channels == 3 ? CV_8UC3 : CV_8UC1, pixels.data());
    inChannels(fitted(decoded(scaled(part, size, decoded)), options), target);
  } catch (const cv::Exception&) {
    failDamaged(name);
  } catch (const std::bad_alloc&) {
    failTooLarge(name);
  }
  return size;
}

SourcePicture lookAtPicture(std::string_view bytes, const std::string& name) {
  return uprightSize(checkedHeader(bytes, name));
}

}  // namespace ganvas::imaging
