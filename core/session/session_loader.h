#pragma once

#include <memory>
#include <string>

#include "session/session.h"

namespace ganvas::session {

/// Loads libganvas-core.so (beside the program, or in ../lib/ganvas) and makes a session from its one exported
/// factory. Takes over a second, for LibTorch: call it off the UI thread. Throws Error when it cannot be loaded.
std::unique_ptr<Session> loadSession();

}  // namespace ganvas::session
