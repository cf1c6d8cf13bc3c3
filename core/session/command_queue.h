#pragma once

#include <vector>

#include "studio/run_control.h"

namespace ganvas::session {

/// Commands that wait for the worker. A newer command replaces those it makes pointless (a second "sample now", an
/// older value of the same parameter, a pause that is taken back), so that the queue holds at most one of each kind
/// and one value per parameter: it never grows, and nothing that matters is dropped. Not thread-safe.
class CommandQueue {
 public:
  void push(studio::RunCommand command);
  std::vector<studio::RunCommand> takeAll();
  bool empty() const { return commands_.empty(); }
  void clear() { commands_.clear(); }

 private:
  std::vector<studio::RunCommand> commands_;
};

}  // namespace ganvas::session
