// A launcher: how the libraries behind LibTorch work must be decided before they are loaded, so the commands are in a
// module.
#include <cstdio>

#include "base/error.h"
#include "session/session_loader.h"

int main(int argc, char** argv) {
  ganvas::session::tuneLibraries(argv);
  try {
    using Main = int (*)(int, char**);
    const auto run = reinterpret_cast<Main>(ganvas::session::loadModuleFunction("libganvas-cli.so", "ganvasCliMain"));
    return run(argc, argv);
  } catch (const ganvas::Error& error) {
    std::fprintf(stderr, "ganvas-cli: %s\n", error.what());
    return 1;
  }
}
