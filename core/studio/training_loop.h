#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "studio/checkpoint_store.h"
#include "studio/prepare.h"
#include "studio/run_control.h"
#include "studio/speed_meter.h"
#include "studio/training_run.h"

namespace ganvas::studio {

/// Trains a prepared run to its end. Steps are the Trainer's; what a step leaves behind (curves, pictures,
/// checkpoints, progress) is looked after once a tick, so that it costs training next to nothing.
///
/// Scalars are always read, and so found finite, before a grid or a checkpoint is written: no NaN reaches either.
class TrainingLoop {
 public:
  static constexpr std::chrono::milliseconds kTick{250};

  TrainingLoop(PreparedRun& run, RunControl& control, RunView& view);

  RunOutcome run();

 private:
  using Clock = std::chrono::steady_clock;

  RunOutcome trainToEnd();
  void begin();
  void showAgain();
  RunOutcome stop();
  RunOutcome finish();

  /// What is due after a step, often nothing.
  void maintain();
  /// Reads the scalars, brings history and view up to date.
  void tick(Urgency urgency = Urgency::Routine);
  void takeScalars();
  void append(const engine::ScalarBlock& block);
  void updateProgress(Clock::time_point now);
  void measureMemory(Clock::time_point now);
  /// Makes a grid and keeps it; neither when a stop is requested meanwhile.
  void keepGrid();
  /// Null when a stop was requested before it was done.
  std::shared_ptr<const GridPicture> drawGrid();
  void writeGallery();
  /// Tells what takes a while; "" that it is over.
  void show(const std::string& activity);
  /// A checkpoint that training can do without becomes a warning when it cannot be written.
  void writeCheckpoint(bool required);

  /// Obeys the commands given since the last step; blocks while the run is paused.
  void obeyCommands();
  void obey(const RunCommand& command);
  void pause();
  void unpause();
  void setLive(const std::string& key, const std::string& value);
  void replayChanges();
  void apply(const runs::LiveChange& change);
  /// The live parameters' values, for whoever watches.
  void showLive();

  /// Records and shows what is not worth ending the run for.
  void warn(const std::string& text);
  void recordFailure(const std::string& text);
  const char* stateText() const { return paused_ ? "paused" : "running"; }
  bool stopRequested() const { return control_.stopToken().stop_requested(); }

  PreparedRun& run_;
  RunControl& control_;
  RunView& view_;
  engine::Trainer& trainer_;
  RunLog& log_;
  CheckpointStore store_;
  SpeedMeter speed_;
  bool paused_ = false;
  std::int64_t checkpointed_ = -1;  ///< step of the newest checkpoint that this process wrote or read
  std::int64_t scalarsTaken_ = 0;   ///< step up to which scalars were read
  Clock::time_point lastTick_;
  Clock::time_point memoryMeasured_;
};

}  // namespace ganvas::studio
