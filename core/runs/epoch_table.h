#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "config/experiment.h"

namespace ganvas::runs {

/// The steps of an epoch, 1-based, inclusive. The last one is where a run of that many epochs ends
/// (config::totalSteps); the first follows the last one of the epoch before. Where an epoch has no step of its own (a
/// step that takes more pictures than the set has), it is the step that covers it.
struct EpochSteps {
  std::int64_t first = 1, last = 1;
  bool operator==(const EpochSteps&) const = default;
};
/// `epoch` > 0 may be fractional: then it is the stretch of one epoch's length, or less at the beginning, up to there.
EpochSteps stepsOfEpoch(const config::Experiment& experiment, std::int64_t pictures, double epoch);

/// A series of one model at one epoch.
struct EpochCell {
  /// Mean over the steps of the epoch; NaN values are left out, of NaNs alone it is NaN. Where several seeds have got
  /// there: the mean of their means.
  double mean = 0;
  std::optional<double> deviation;  ///< sample standard deviation over the seeds; where two or more have got there
  std::size_t runs = 0;             ///< that have got there
  bool operator==(const EpochCell&) const = default;
};

/// One series of one model.
struct EpochRow {
  std::string series;                                ///< "d_loss"
  std::vector<std::optional<EpochCell>> cells;       ///< per epoch; empty where no run has got there
  std::vector<std::optional<double>> reportedCells;  ///< what the document reports for it, per epoch; empty: nothing
  bool operator==(const EpochRow&) const = default;
};

/// Runs that differ in nothing but their seed: one run, where seeds are not repeated.
struct EpochModel {
  std::string label;                        ///< the run's name, its ", seed N" left out where there are several
  std::vector<std::filesystem::path> runs;  ///< in the order of their seeds
  std::vector<EpochRow> rows;               ///< one per series
  std::string problem;                      ///< why a run cannot be read, or empty
  bool operator==(const EpochModel&) const = default;
};

/// "Losses at epochs 1, 5, 10, 50, 100, 200" of some runs, as the seed document on Wasserstein GANs prints it.
struct EpochTable {
  std::vector<double> epochs;
  std::vector<EpochModel> models;
  bool operator==(const EpochTable&) const = default;
};

struct EpochQuery {
  std::vector<std::filesystem::path> runs;  ///< in the order of the rows
  std::vector<std::string> series = {"d_loss", "g_loss"};
  std::vector<double> epochs = {1, 5, 10, 50, 100, 200};
};

/// Reads the histories, of runs that train as well. Never throws for what is on disk: a run that cannot be read is a
/// row with its problem. `goOn`, if given, is asked now and then, and stops the work by returning false.
EpochTable readEpochTable(const EpochQuery& query, const std::function<bool()>& goOn = {});

}  // namespace ganvas::runs
