#pragma once

#include <opencv2/core.hpp>

// For the room's own files: it shows OpenCV.
namespace ganvas::imaging {

/// Resizes to the size of `to`: averaged by area along a side that shrinks, cubic along one that grows.
void resample(const cv::Mat& from, cv::Mat& to);

}  // namespace ganvas::imaging
