#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "config/network_plan.h"
#include "engine/safetensors.h"

namespace ganvas::engine {

/// The one file of a checkpoint directory.
inline std::filesystem::path stateFile(const std::filesystem::path& directory) {
  return directory / "state.safetensors";
}

/// Reads a checkpoint's file and checks that it is one of this program, of a format it knows.
TensorFile readState(const std::filesystem::path& directory);

/// The tensor of that name; throws Error when it is missing or not like `like` in size and type.
at::Tensor stateTensor(const TensorFile& state, const std::string& name, const at::Tensor& like,
                       const std::filesystem::path& directory);

/// A text by key; throws Error when it is missing.
std::string stateText(const TensorFile& state, const std::string& key, const std::filesystem::path& directory);

/// A count by key, ≥ 0; throws Error when it is missing or none.
std::int64_t stateCount(const TensorFile& state, const std::string& key, const std::filesystem::path& directory);

/// The number of classes of the set that it was trained on; 0 where it does not say.
std::int64_t storedClasses(const TensorFile& state, const std::filesystem::path& directory);

/// What the checkpoint's generator is given. One of a format before classes were kept has none. Throws Error when it
/// does not say.
config::NetworkInput storedInput(const TensorFile& state, const config::Experiment& experiment,
                                 const std::filesystem::path& directory);

/// Says which networks a checkpoint belongs to: their layer lines and input shapes.
std::string networkSignature(const config::NetworkPlan& plan);

/// Throws Error when the checkpoint was made with other layers than `plan`'s.
void checkSignature(const TensorFile& state, const config::NetworkPlan& plan, const std::filesystem::path& directory);

}  // namespace ganvas::engine
