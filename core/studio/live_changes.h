#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "runs/history.h"

namespace ganvas::studio {

/// The live changes of a run that goes on from a checkpoint: those made later than it are due again before the step
/// that they were made for, and those made earlier at once (a checkpoint holds the learning rates, but not how often
/// to sample).
class LiveChanges {
 public:
  /// `recorded` in the order made. A run that went back to an older checkpoint may have been given another value
  /// earlier in training than the first time: the later wish wins, and what it overtook is dropped.
  explicit LiveChanges(std::span<const runs::LiveChange> recorded = {});

  /// Takes out the changes whose first step is at most `step`, in the order made.
  std::vector<runs::LiveChange> takeDue(std::int64_t step);
  /// A new wish: pending changes of that key from its step on are dropped.
  void overtake(const runs::LiveChange& change);

 private:
  std::vector<runs::LiveChange> pending_;
};

}  // namespace ganvas::studio
