#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/experiment.h"

namespace ganvas::runs {

/// How long a training step takes, and where that was measured.
struct StepTime {
  double seconds = 0;         ///< > 0
  std::string device;         ///< as in a manifest: "cpu, 2 threads"
  std::string torch;          ///< LibTorch's version
  std::int64_t pictures = 0;  ///< of the training set; 0 where it was not opened
  bool operator==(const StepTime&) const = default;
};

/// What decides how long a step takes, as text: networks, pictures' size, batch, objective, optimisers, device, threads
/// and precision. Experiments with equal keys are equally fast on one machine.
std::string speedKey(const config::Experiment& experiment);

/// Whether this machine has the device that a manifest names, with as many threads as the experiment would get.
bool isDeviceOfThisMachine(const std::string& device, const config::Compute& compute);

/// Seconds that the whole run takes; nothing where its length in steps depends on a set that nobody has opened.
std::optional<double> expectedSeconds(const config::Experiment& experiment, const StepTime& time);

/// Measured step times, kept in a file of the user's cache: what is damaged or missing there was never measured.
class StepTimes {
 public:
  static constexpr std::size_t kMost = 2000;  ///< entries kept

  /// userCacheDirectory()/step-times.json
  static std::filesystem::path standardFile();
  /// Never throws for what is in the file, or that there is none.
  static StepTimes load(const std::filesystem::path& file);

  /// Of that key, on a device of this machine. `torch`: with this version of LibTorch; empty: any.
  std::optional<StepTime> find(const config::Experiment& experiment, const std::string& torch) const;
  /// In place of an older one of the same key, device and LibTorch; of more than kMost the oldest goes.
  void put(const config::Experiment& experiment, const StepTime& time);
  /// Makes the directory if need be. Throws Error when it cannot be written.
  void save(const std::filesystem::path& file) const;
  std::size_t size() const { return times_.size(); }

 private:
  struct Entry {
    std::string place;  ///< key, device and LibTorch
    StepTime time;
  };
  std::vector<Entry> times_;  ///< oldest first
};

/// Adds a measured time to the file, under a lock: what other programs add at the same time stays. Throws Error when it
/// cannot be written.
void rememberStepTime(const config::Experiment& experiment, const StepTime& time,
                      const std::filesystem::path& file = StepTimes::standardFile());

/// The step time of a run's own history, when it was made by an equally fast experiment on this machine: real pictures
/// through the discriminator per second, the median of its last steps. Never throws.
std::optional<StepTime> stepTimeOf(const std::filesystem::path& run, const config::Experiment& experiment);

}  // namespace ganvas::runs
