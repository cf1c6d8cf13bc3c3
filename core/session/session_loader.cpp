#include "session/session_loader.h"

#include <dlfcn.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "base/error.h"

namespace ganvas::session {

namespace fs = std::filesystem;

namespace {

constexpr const char* kModule = "libganvas-core.so";
constexpr const char* kFactory = "ganvasMakeSession";

/// Beside the program (build tree), or in the library folder of an installation.
fs::path findModule() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const fs::path folder = program.parent_path();
  for (const fs::path& candidate : {folder / kModule, folder.parent_path() / "lib" / "ganvas" / kModule}) {
    if (fs::exists(candidate, error)) return candidate;
  }
  throw Error(std::string("the program's module ") + kModule + " is missing", folder.string(), "Install Ganvas again");
}

[[noreturn]] void throwLoadError(const fs::path& module) {
  const char* reason = dlerror();
  throw Error(std::string("the program's module cannot be loaded (") + (reason ? reason : "no reason given") + ")",
              module.string(), "Install Ganvas and LibTorch again");
}

}  // namespace

std::unique_ptr<Session> loadSession() {
  const fs::path module = findModule();
  // Never closed: LibTorch starts threads and registers destructors that must outlive every session.
  void* handle = dlopen(module.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) throwLoadError(module);
  using Factory = Session* (*)();
  const auto factory = reinterpret_cast<Factory>(dlsym(handle, kFactory));
  if (factory == nullptr) throwLoadError(module);
  return std::unique_ptr<Session>(factory());
}

}  // namespace ganvas::session
