#include "imaging/fitted_picture.h"

#include <algorithm>
#include <new>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "imaging/picture_bytes.h"

namespace ganvas::imaging {

namespace {

// A JPEG decodes at a half, quarter or eighth of its size for a fraction of the work. At least twice the wanted size is
// left for the area filter. Which side becomes the width is up to EXIF: the shorter one is safe for both.
int decodingMode(const PictureBytes& picture, int width, int height, int channels) {
  if (picture.header.transparent) return cv::IMREAD_UNCHANGED;
  const bool grey = channels == 1;
  const std::int64_t room =
      std::min(picture.header.width, picture.header.height) / (2 * std::int64_t{std::max(width, height)});
  if (!picture.header.scalable || room < 2) return grey ? cv::IMREAD_GRAYSCALE : cv::IMREAD_COLOR;
  if (room < 4) return grey ? cv::IMREAD_REDUCED_GRAYSCALE_2 : cv::IMREAD_REDUCED_COLOR_2;
  if (room < 8) return grey ? cv::IMREAD_REDUCED_GRAYSCALE_4 : cv::IMREAD_REDUCED_COLOR_4;
  return grey ? cv::IMREAD_REDUCED_GRAYSCALE_8 : cv::IMREAD_REDUCED_COLOR_8;
}

cv::Mat decode(const std::string& bytes, int mode) {
  const cv::Mat packed(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<char*>(bytes.data()));
  cv::Mat pixels = cv::imdecode(packed, mode);
  if (pixels.depth() == CV_16U) pixels.convertTo(pixels, CV_8U, 1.0 / 257);
  return pixels;
}

// B, G, R and alpha to B, G, R before white.
cv::Mat onWhite(const cv::Mat& pixels) {
  cv::Mat opaque(pixels.rows, pixels.cols, CV_8UC3);
  for (int y = 0; y < pixels.rows; ++y) {
    const auto* from = pixels.ptr<cv::Vec4b>(y);
    auto* to = opaque.ptr<cv::Vec3b>(y);
    for (int x = 0; x < pixels.cols; ++x) {
      const int alpha = from[x][3];
      for (int c = 0; c < 3; ++c) {
        to[x][c] = static_cast<std::uint8_t>((from[x][c] * alpha + 255 * (255 - alpha) + 127) / 255);
      }
    }
  }
  return opaque;
}

// OpenCV's order of colours (grey, or B, G, R) to 1 or 3 channels, R first.
cv::Mat inChannels(const cv::Mat& pixels, int channels) {
  cv::Mat result = pixels;
  if (channels == 3) cv::cvtColor(pixels, result, pixels.channels() == 1 ? cv::COLOR_GRAY2RGB : cv::COLOR_BGR2RGB);
  if (channels == 1 && pixels.channels() == 3) cv::cvtColor(pixels, result, cv::COLOR_BGR2GRAY);
  return result;
}

// The largest part in the middle that has the wanted aspect, to the nearest pixel.
cv::Rect middle(const cv::Mat& pixels, int width, int height) {
  const double scale = std::min(double(pixels.cols) / width, double(pixels.rows) / height);
  const int columns = std::clamp(cvRound(width * scale), 1, pixels.cols);
  const int rows = std::clamp(cvRound(height * scale), 1, pixels.rows);
  return {(pixels.cols - columns) / 2, (pixels.rows - rows) / 2, columns, rows};
}

void fit(const cv::Mat& pixels, cv::Mat& target) {
  const cv::Mat part = pixels(middle(pixels, target.cols, target.rows));
  const bool shrinks = part.cols >= target.cols && part.rows >= target.rows;
  cv::resize(part, target, target.size(), 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_CUBIC);
}

}  // namespace

void readFitted(const std::filesystem::path& file, int width, int height, int channels,
                std::span<std::uint8_t> pixels) {
  const PictureBytes picture = readPictureBytes(file);
  try {
    cv::Mat decoded = decode(picture.bytes, decodingMode(picture, width, height, channels));
    if (decoded.channels() == 4) decoded = onWhite(decoded);
    if (decoded.empty() || decoded.depth() != CV_8U || (decoded.channels() != 1 && decoded.channels() != 3)) {
      failDamaged(file);
    }
    cv::Mat target(height, width, channels == 3 ? CV_8UC3 : CV_8UC1, pixels.data());
    fit(inChannels(decoded, channels), target);
  } catch (const cv::Exception&) {
    failDamaged(file);
  } catch (const std::bad_alloc&) {
    throw Error("there is no memory left to decode the picture", file.string(), "Make it smaller, or leave it out");
  }
}

}  // namespace ganvas::imaging
