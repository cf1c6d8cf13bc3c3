#pragma once

#include <memory>
#include <string>

#include "session/session.h"

namespace ganvas::session {

/// Tells the OpenMP library how long its threads spin before they sleep, unless the environment says so already. Call
/// it first in main(): the library reads it once, when it is loaded. Where it is loaded already (Qt depends on a
/// library that uses it) the program starts itself again, which takes some ten milliseconds.
///
/// LibTorch's OpenMP threads and OpenBLAS's own share the cores. By default the former spin for milliseconds after
/// each parallel loop, which takes the cores from the latter: a dense GAN then trains at a third of its speed
/// (docs/benchmarks.md).
void setThreadWaiting(char** arguments);

/// Loads a shared module of this program (beside it, or in ../lib/ganvas) and returns its one exported function. The
/// module is never closed: LibTorch starts threads and registers destructors. Throws Error when it cannot be loaded.
void* loadModuleFunction(const std::string& file, const std::string& function);

/// Makes a session from libganvas-core.so. Takes over a second, for LibTorch: call it off the UI thread. Throws Error.
std::unique_ptr<Session> loadSession();

}  // namespace ganvas::session
