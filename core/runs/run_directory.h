#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/experiment.h"

namespace ganvas::runs {

/// What a run was made with: manifest.toml. `format` newer than ours is an error that says so.
struct Manifest {
  int format = 1;
  std::string name;         ///< that the run was started with
  std::string recipe;       ///< experiment.about.name
  std::string created;      ///< ISO 8601, UTC
  std::string version;      ///< Ganvas
  std::string torch;        ///< LibTorch
  std::string device;       ///< "cpu (2 threads)", "cuda:0 (NVIDIA …)"
  std::string fingerprint;  ///< of the data
  std::string dataName;     ///< "Fashion-MNIST (train)"
  std::int64_t pictures = 0;
  std::int64_t seed = 0;
  std::vector<std::string> classes;  ///< names of the data's classes by label; empty: no labels, or an old manifest
  bool conditional = false;          ///< whether the networks see labels: picture i of a grid has class i mod classes
  std::string sweep;                 ///< experiment.about.sweep: the sweep that it belongs to, or empty
  bool operator==(const Manifest&) const = default;
};

/// A directory that holds one run:
///   experiment.toml  manifest.toml  history.db  lock  samples/000500.png  checkpoints/000500/  exports/
class RunDirectory {
 public:
  /// Makes <runsDir>/<local time>-<name>/ (a number is appended when taken) with its sub-folders, experiment and
  /// manifest. `name` is reduced to letters, digits, '-' and '_'. Throws Error when runsDir cannot be written.
  static RunDirectory create(const std::filesystem::path& runsDir, const std::string& name,
                             const config::Experiment& experiment, Manifest manifest);
  /// Opens an existing run; throws Error when it is none, or of a newer format.
  static RunDirectory open(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return path_; }
  const config::Experiment& experiment() const { return experiment_; }
  const Manifest& manifest() const { return manifest_; }

  /// Replaces experiment.toml atomically (a run that is extended has a new length).
  void rewriteExperiment(const config::Experiment& experiment);

  std::filesystem::path historyPath() const { return path_ / "history.db"; }
  std::filesystem::path samplePath(std::int64_t step) const;      ///< samples/000500.png
  std::filesystem::path checkpointPath(std::int64_t step) const;  ///< checkpoints/000500
  std::filesystem::path exportsPath() const { return path_ / "exports"; }
  /// Steps of the complete checkpoints on disk, ascending. Part directories (*.part) are not complete.
  std::vector<std::int64_t> checkpointSteps() const;
  /// Removes left-over part directories and the checkpoints that the policy does not keep: all but the newest
  /// `keepLast` and the multiples of `keepEvery` (0: none). Throws Error: when `checkpoints` is a symbolic link; when
  /// the disk refuses.
  void pruneCheckpoints(std::int64_t keepLast, std::int64_t keepEvery) const;

 private:
  RunDirectory(std::filesystem::path path, config::Experiment experiment, Manifest manifest);

  std::filesystem::path path_;
  config::Experiment experiment_;
  Manifest manifest_;
};

/// The run named by `nameOrPath`: a run directory, or a directory's name (or a unique part of one, or the name
/// that the user or the manifest gives it) under `runsDir`. Throws Error listing near or ambiguous names.
std::filesystem::path findRun(const std::filesystem::path& runsDir, const std::string& nameOrPath);

}  // namespace ganvas::runs
