#include "session/session_loader.h"

#include <dlfcn.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include "base/error.h"

namespace ganvas::session {

namespace fs = std::filesystem;

namespace {

/// Beside the program (build tree), or in the library folder of an installation.
fs::path findModule(const std::string& file) {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const fs::path folder = program.parent_path();
  for (const fs::path& candidate : {folder / file, folder.parent_path() / "lib" / "ganvas" / file}) {
    if (fs::exists(candidate, error)) return candidate;
  }
  throw Error("the program's module " + file + " is missing", folder.string(), "Install Ganvas again");
}

[[noreturn]] void throwLoadError(const fs::path& module) {
  const char* reason = dlerror();
  throw Error(std::string("the program's module cannot be loaded (") + (reason ? reason : "no reason given") + ")",
              module.string(), "Install Ganvas and LibTorch again");
}

bool setIfMissing(const char* name, const char* value) {
  return std::getenv(name) == nullptr && setenv(name, value, /*overwrite=*/0) == 0;
}

bool isLoaded(const char* library) {
  return dlopen(library, RTLD_LAZY | RTLD_NOLOAD) != nullptr;
}

// With the parts of AVX-512 that OpenBLAS's kernels for SkylakeX are made of.
bool isAmdWithAvx512() {
#if defined(__x86_64__)
  return __builtin_cpu_is("amd") && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512cd") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#else
  return false;
#endif
}

}  // namespace

void tuneLibraries(char** arguments) {
  bool news = false;
  if (std::getenv("OMP_WAIT_POLICY") == nullptr) news |= setIfMissing("GOMP_SPINCOUNT", "1000");
  if (isAmdWithAvx512()) news |= setIfMissing("OPENBLAS_CORETYPE", "SkylakeX");
  if (!news || !(isLoaded("libgomp.so.1") || isLoaded("libopenblas.so.0"))) return;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) execv(program.c_str(), arguments);
  // Not started again: it works as before, only slower.
}

void* loadModuleFunction(const std::string& file, const std::string& function) {
  const fs::path module = findModule(file);
  void* handle = dlopen(module.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) throwLoadError(module);
  void* found = dlsym(handle, function.c_str());
  if (found == nullptr) throwLoadError(module);
  return found;
}

std::unique_ptr<Session> loadSession() {
  using Factory = Session* (*)();
  const auto factory = reinterpret_cast<Factory>(loadModuleFunction("libganvas-core.so", "ganvasMakeSession"));
  return std::unique_ptr<Session>(factory());
}

}  // namespace ganvas::session
