#include "session/session.h"

namespace ganvas::session {

const char* stateName(State state) {
  switch (state) {
    case State::Idle:
      return "idle";
    case State::Preparing:
      return "preparing";
    case State::Running:
      return "running";
    case State::Paused:
      return "paused";
    case State::Stopping:
      return "stopping";
    case State::Finished:
      return "finished";
    case State::Failed:
      return "failed";
  }
  return "unknown";
}

std::string Failure::text() const {
  std::string text = where.empty() ? what : where + ": " + what;
  if (!advice.empty()) text += ". " + advice;
  return text;
}

}  // namespace ganvas::session
