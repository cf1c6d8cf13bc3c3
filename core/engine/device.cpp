#include "engine/device.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/core/DeviceGuard.h>
#include <dlfcn.h>
#include <sched.h>
#include <torch/cuda.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <limits>
#include <thread>

#include "base/error.h"

namespace ganvas::engine {

namespace {

int coresOfThisProcess() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return std::max(1, CPU_COUNT(&set));
  return std::max(1u, std::thread::hardware_concurrency());
}

// The driver's own name for a GPU, without linking CUDA.
std::string gpuName(int index) {
  std::error_code error;
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/driver/nvidia/gpus", error)) {
    std::ifstream file(entry.path() / "information");
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with("Model:")) names.push_back(line.substr(line.find_first_not_of(" \t", 6)));
    }
  }
  return static_cast<std::size_t>(index) < names.size() ? names[static_cast<std::size_t>(index)] : "GPU";
}

}  // namespace

c10::Device resolveDevice(const std::string& text) {
  const auto count = static_cast<int>(torch::cuda::is_available() ? torch::cuda::device_count() : 0);
  if (text == "auto") return count > 0 ? c10::Device(c10::kCUDA, 0) : c10::Device(c10::kCPU);
  if (text == "cpu") return c10::Device(c10::kCPU);
  int index = 0;
  if (text.starts_with("cuda:")) {
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + 5, end, index);
    if (error != std::errc{} || stop != end || index < 0) index = -1;
  } else if (text != "cuda") {
    index = -1;
  }
  if (index < 0) throw Error("unknown device '" + text + "'", "compute.device", "Use auto, cpu, cuda or cuda:n");
  if (index >= count) {
    const std::string found =
        count == 0 ? "this machine offers none to LibTorch" : "this machine has " + std::to_string(count);
    throw Error("CUDA device " + std::to_string(index) + " was asked for, but " + found, "compute.device",
                "Use --device cpu (or auto), or install an NVIDIA driver and a LibTorch built for CUDA");
  }
  return c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(index));
}

int useThreads(std::int64_t threads) {
  const int count = threads > 0 ? static_cast<int>(threads) : coresOfThisProcess();
  at::set_num_threads(count);
  using SetThreads = void (*)(int);
  if (auto set = reinterpret_cast<SetThreads>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"))) set(count);
  return count;
}

std::string describeDevice(c10::Device device) {
  if (device.is_cpu()) {
    const int threads = at::get_num_threads();
    return "cpu, " + std::to_string(threads) + (threads == 1 ? " thread" : " threads");
  }
  return "cuda:" + std::to_string(device.index()) + ", " + gpuName(device.index());
}

// CUDA's own answer, without linking CUDA: a LibTorch built for it has the function loaded.
std::int64_t freeDeviceMemory(c10::Device device) {
  using GetInfo = int (*)(std::size_t * free, std::size_t * total);
  const auto getInfo = reinterpret_cast<GetInfo>(dlsym(RTLD_DEFAULT, "cudaMemGetInfo"));
  const c10::DeviceGuard guard(device);
  std::size_t free = 0, total = 0;
  if (!getInfo || getInfo(&free, &total) != 0) return std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(free);
}

at::Generator makeGenerator(c10::Device device, std::uint64_t seed) {
  if (device.is_cpu()) return at::make_generator<at::CPUGeneratorImpl>(seed);
  // A copy of the default one: how to make a CUDA generator without CUDA's headers.
  at::Generator generator = at::globalContext().defaultGenerator(device).clone();
  generator.set_current_seed(seed);
  return generator;
}

}  // namespace ganvas::engine
