#pragma once

#include <string>

#include "runs/queue.h"

namespace ganvas::cli {

/// Trains all that waits in a runs directory's queue; the exit code. Throws Error when the queue is paused.
int runQueue(const std::string& runsDir);

/// Throws Error when the queue is paused.
void refusePausedQueue(const runs::Queue& queue);

}  // namespace ganvas::cli
