#pragma once

#include <ATen/Generator.h>
#include <c10/core/Device.h>

#include <cstdint>
#include <string>

namespace ganvas::engine {

/// The device that `text` (auto, cpu, cuda, cuda:n) means on this machine. Throws Error when a GPU is asked for that
/// is not there.
c10::Device resolveDevice(const std::string& text);

/// Sets LibTorch's and the BLAS's thread counts; 0 is one per core this process may use. LibTorch starts with one
/// thread on some builds. Returns the count.
int useThreads(std::int64_t threads);

/// "cpu, 2 threads" or "cuda:0, NVIDIA H100 80GB HBM3".
std::string describeDevice(c10::Device device);

/// Bytes that are free on a GPU; the largest number where that cannot be told.
std::int64_t freeDeviceMemory(c10::Device device);

/// A generator of random numbers on that device, owned by the caller.
at::Generator makeGenerator(c10::Device device, std::uint64_t seed);

}  // namespace ganvas::engine
