#pragma once

#include <cstdint>
#include <memory>

#include "base/batch_source.h"
#include "config/experiment.h"
#include "engine/trainer.h"
#include "runs/run_directory.h"
#include "runs/run_lock.h"
#include "studio/live_changes.h"
#include "studio/run_control.h"
#include "studio/run_log.h"
#include "studio/training_run.h"

namespace ganvas::studio {

/// All that a run needs to train: made before its first step, gone after its last.
struct PreparedRun {
  config::Experiment experiment;
  std::int64_t totalSteps = 0;
  std::unique_ptr<runs::RunDirectory> directory;
  std::unique_ptr<runs::RunLock> lock;  ///< before the log: released last
  std::unique_ptr<RunLog> log;
  std::unique_ptr<BatchSource> source;  ///< before the trainer, which may stream from it
  std::unique_ptr<engine::Trainer> trainer;
  LiveChanges changes;  ///< to be replayed
};

/// Loads the data, builds the networks and makes the run directory, last, so that bad input leaves none behind.
PreparedRun prepareNew(const NewRun& run, RunControl& control, RunView& view);

/// Opens the run, builds the networks and restores them; changes the run only when all that went well.
PreparedRun prepareOld(const OldRun& run, RunControl& control, RunView& view);

}  // namespace ganvas::studio
