#include "studio/training_run.h"

#include <exception>
#include <new>

#include "base/error.h"
#include "studio/prepare.h"
#include "studio/training_loop.h"

namespace ganvas::studio {

namespace {

/// A stop during preparation is an outcome, not a failure, whatever the interrupted reading threw.
template <typename Prepare>
RunOutcome prepareAndTrain(RunControl& control, const Prepare& prepare) {
  RunView view;
  PreparedRun run;
  try {
    run = prepare(view);
  } catch (const Error&) {
    if (control.stopToken().stop_requested()) return RunOutcome::Stopped;
    throw;
  }
  TrainingLoop loop(run, control, view);
  return loop.run();
}

}  // namespace

RunOutcome train(const NewRun& run, RunControl& control) {
  return prepareAndTrain(control, [&](RunView& view) { return prepareNew(run, control, view); });
}

RunOutcome resume(const OldRun& run, RunControl& control) {
  return prepareAndTrain(control, [&](RunView& view) { return prepareOld(run, control, view); });
}

}  // namespace ganvas::studio
