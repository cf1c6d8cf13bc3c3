#include "imaging/picture_file.h"

#include <algorithm>
#include <new>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "base/error.h"
#include "base/files.h"
#include "imaging/picture_bytes.h"

namespace ganvas::imaging {

namespace {

constexpr int kCompression = 3;  // of 9: near the smallest size at a third of its time

// OpenCV keeps colours as B, G, R.
void swapRedAndBlue(const cv::Mat& from, cv::Mat& to) {
  if (from.channels() == 3) {
    cv::cvtColor(from, to, cv::COLOR_BGR2RGB);
  } else {
    from.copyTo(to);
  }
}

cv::Mat decode(const std::string& bytes) {
  const cv::Mat packed(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<char*>(bytes.data()));
  return cv::imdecode(packed, cv::IMREAD_ANYCOLOR);  // grey or BGR of 8 bits, whatever the file has
}

std::vector<std::uint8_t> encode(const Picture& picture) {
  const cv::Mat pixels(picture.height, picture.width, picture.channels == 3 ? CV_8UC3 : CV_8UC1,
                       const_cast<std::uint8_t*>(picture.pixels.data()));
  cv::Mat bgr;
  swapRedAndBlue(pixels, bgr);
  std::vector<std::uint8_t> bytes;
  if (!cv::imencode(".png", bgr, bytes, {cv::IMWRITE_PNG_COMPRESSION, kCompression})) bytes.clear();
  return bytes;
}

}  // namespace

std::string encodePng(const Picture& picture) {
  const auto area =
      static_cast<std::size_t>(std::max(0, picture.width)) * static_cast<std::size_t>(std::max(0, picture.height));
  const bool sound = area > 0 && (picture.channels == 1 || picture.channels == 3) &&
                     picture.pixels.size() == area * static_cast<std::size_t>(picture.channels);
  if (!sound) {
    throw Error("a picture of " + std::to_string(picture.width) + "×" + std::to_string(picture.height) + "×" +
                    std::to_string(picture.channels) + " with " + std::to_string(picture.pixels.size()) +
                    " bytes cannot be made a PNG",
                "PNG", "");
  }
  std::vector<std::uint8_t> bytes;
  try {
    bytes = encode(picture);
  } catch (const cv::Exception&) {  // bytes stays empty
  }
  if (bytes.empty()) throw Error("the picture cannot be made a PNG", "PNG", "It may be too large: show less on it");
  return std::string(bytes.begin(), bytes.end());
}

void writePng(const std::filesystem::path& file, const Picture& picture) {
  writeFileAtomically(file, encodePng(picture));
}

Picture readPicture(const std::filesystem::path& file) {
  const std::string bytes = readPictureBytes(file).bytes;
  Picture picture;
  try {
    const cv::Mat pixels = decode(bytes);
    if (pixels.empty() || pixels.depth() != CV_8U || (pixels.channels() != 1 && pixels.channels() != 3)) {
      failDamaged(file.string());
    }
    picture = {pixels.cols, pixels.rows, pixels.channels(), {}};
    picture.pixels.resize(pixels.total() * pixels.elemSize());
    cv::Mat rgb(pixels.rows, pixels.cols, pixels.type(), picture.pixels.data());
    swapRedAndBlue(pixels, rgb);
  } catch (const cv::Exception&) {
    failDamaged(file.string());
  } catch (const std::bad_alloc&) {
    failTooLarge(file.string());
  }
  return picture;
}

}  // namespace ganvas::imaging
