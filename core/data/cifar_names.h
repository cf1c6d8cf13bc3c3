#pragma once

#include <string>
#include <vector>

namespace ganvas::data {

/// Names of the classes, in the order of their labels.
std::vector<std::string> cifar10Names();
std::vector<std::string> cifar100FineNames();    ///< 100
std::vector<std::string> cifar100CoarseNames();  ///< 20

}  // namespace ganvas::data
