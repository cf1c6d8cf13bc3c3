#pragma once

#include <memory>
#include <string>

#include "session/session.h"

namespace ganvas::session {

/// Tells the libraries behind LibTorch how to work here, unless the environment says so already. Call it first in
/// main(): they read it once, when they are loaded. Where they are loaded already (Qt depends on a library that uses
/// OpenMP) the program starts itself again, which takes some ten milliseconds. docs/benchmarks.md has what it brings.
///
/// - LibTorch's OpenMP threads and OpenBLAS's own share the cores. By default the former spin for milliseconds after
///   each parallel loop, which takes the cores from the latter: a dense GAN then trains at a third of its speed.
/// - OpenBLAS up to 0.3.21 does not know AMD's processors with AVX-512 and multiplies at half their speed with AVX2:
///   it is told to use its AVX-512 kernels there.
void tuneLibraries(char** arguments);

/// Loads a shared module of this program (beside it, or in ../lib/ganvas) and returns its one exported function. The
/// module is never closed: LibTorch starts threads and registers destructors. Throws Error when it cannot be loaded.
void* loadModuleFunction(const std::string& file, const std::string& function);

/// Makes a session from libganvas-core.so. Takes over a second, for LibTorch: call it off the UI thread. Throws Error.
std::unique_ptr<Session> loadSession();

}  // namespace ganvas::session
