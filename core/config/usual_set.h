#pragma once

#include <cstdint>
#include <optional>

#include "config/experiment.h"
#include "config/network_plan.h"

namespace ganvas::config {

/// What is known of a data set; empty is what nobody knows before the files are opened.
struct SetFacts {
  std::optional<Shape> picture;
  std::optional<std::int64_t> classes;  ///< 0: pictures without labels
  std::optional<std::int64_t> pictures;
  bool operator==(const SetFacts&) const = default;
};

/// What an experiment says of its data without opening a file: of MNIST and its kin where they are found by themselves,
/// of CIFAR-10, CIFAR-100, STL-10 and computed pictures everything, of a folder the size of the resized pictures, of
/// IDX files of the user's nothing. `pictures` is after data.limit.
SetFacts usualSet(const Data& data);

/// usualSet() with a guess for the size and the classes that it leaves open (28×28×1, as MNIST, and ten), to draw up
/// networks where the files are not there. What it guesses is never to be told as a fact.
SetFacts assumedSet(const Data& data);

}  // namespace ganvas::config
