#include "imaging/resample.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace ganvas::imaging {

void resample(const cv::Mat& from, cv::Mat& to) {
  const cv::Size least(std::min(from.cols, to.cols), std::min(from.rows, to.rows));
  if (least == to.size()) {
    cv::resize(from, to, to.size(), 0, 0, cv::INTER_AREA);
    return;
  }
  cv::Mat shrunk = from;
  if (least != from.size()) cv::resize(from, shrunk, least, 0, 0, cv::INTER_AREA);
  cv::resize(shrunk, to, to.size(), 0, 0, cv::INTER_CUBIC);
}

}  // namespace ganvas::imaging
