#pragma once

#include <cstdint>

#include "config/experiment.h"
#include "config/network_plan.h"

namespace ganvas::config {

/// What a data set usually is: for what is said of an experiment before its files are opened.
struct UsualSet {
  Shape picture;
  std::int64_t classes = 0;   ///< 0: nobody knows before the files are opened, or there are none
  std::int64_t pictures = 0;  ///< after data.limit; 0: nobody knows before the files are opened
};

/// Fashion-MNIST's and MNIST's for fashion-mnist and idx, CIFAR-10's, or what the parameters say.
UsualSet usualSet(const Data& data);

}  // namespace ganvas::config
