#pragma once

#include <string>

#include "config/experiment.h"

namespace ganvas::config {

/// Why the marks of an experiment's reported figures must not stand behind its curves, a sentence; empty: they may.
/// Marks say that a figure compares, so they hold only while the run is what the document trained: its objective,
/// networks and data are those of the embedded recipe of its name, or with a sweep of the row that has these figures.
/// The path of CIFAR-10's files does not matter. The figures of the mnist-… recipes are MNIST's, while their data are
/// Fashion-MNIST: theirs hold only with the source idx, a folder of the user's. Reads no file.
std::string whyNoMarks(const Experiment& experiment);

}  // namespace ganvas::config
