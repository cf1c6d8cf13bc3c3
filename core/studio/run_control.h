#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/image_batch.h"

namespace ganvas::studio {

/// What a run is doing.
enum class RunPhase { Preparing, Running, Paused, Stopping };

struct RunProgress {
  std::int64_t step = 0;  ///< generator updates made, from the run's beginning
  std::int64_t totalSteps = 0;
  double epoch = 0;              ///< passes over the set, fractional
  double picturesPerSecond = 0;  ///< real pictures, over the last seconds; 0 while unknown
  double secondsLeft = -1;       ///< −1 while unknown
  double secondsRun = 0;         ///< of training, pauses left out
};

/// The grid of the fixed noise as it looked after a step.
struct GridPicture {
  std::int64_t step = 0;
  int rows = 0, columns = 0;
  Picture sheet;
};

/// All that a watcher can see of a run: the latest of everything, so its size does not grow with the run.
struct RunView {
  RunPhase phase = RunPhase::Preparing;
  std::filesystem::path run;  ///< empty until the directory is there
  std::string activity;       ///< what takes a while: "reading Fashion-MNIST (train)"
  RunProgress progress;
  std::int64_t historySteps = 0;  ///< steps that a reader of the history finds
  std::int64_t events = 0;        ///< id of the newest event
  std::vector<std::pair<std::string, float>> lastScalars;
  std::shared_ptr<const GridPicture> grid;
  std::string device;
  std::int64_t processBytes = 0;  ///< resident memory of this process, at most a second old; 0 while unknown
  std::string answer;             ///< to the last live change
  std::vector<std::pair<std::string, std::string>> live;  ///< key and value of every live parameter, as it is now
};

/// A wish of the user's, obeyed between two steps. Stopping is not among them: it is the stop token.
struct RunCommand {
  enum class Kind { Pause, Unpause, Sample, Checkpoint, SetLive };
  Kind kind = Kind::Pause;
  std::string key, value;  ///< SetLive only
};

/// How much a change of the view matters to whoever watches.
enum class Urgency {
  Routine,   ///< one of many a second; the next one says the same better
  Important  ///< must be shown
};

/// How a run is steered and watched. A run calls it on its own thread.
class RunControl {
 public:
  virtual ~RunControl() = default;

  /// Requested when the run should checkpoint and stop, or give up preparing.
  virtual std::stop_token stopToken() const = 0;
  /// The commands given since the last call, in order. Returns at once.
  virtual std::vector<RunCommand> takeCommands() = 0;
  /// As takeCommands, but blocks until there is one or a stop is requested.
  virtual std::vector<RunCommand> awaitCommands() = 0;
  virtual void changed(const RunView& view, Urgency urgency) = 0;
};

}  // namespace ganvas::studio
