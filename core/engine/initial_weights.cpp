#include <c10/core/GradMode.h>

#include <sstream>
#include <utility>

#include "engine/checkpoint.h"
#include "engine/trainer_impl.h"

namespace ganvas::engine {

namespace {

using Path = std::filesystem::path;

/// Where two network signatures first differ, in words. `theirs` is a file's: any text.
std::string firstDifference(const std::string& network, const std::string& theirs, const std::string& ours) {
  std::istringstream their(theirs), our(ours);
  for (int line = 0;; ++line) {
    std::string there, here;
    const bool more = static_cast<bool>(std::getline(their, there));
    const bool mine = static_cast<bool>(std::getline(our, here));
    const std::string layer = "the " + network + "'s layer " + std::to_string(line);
    if (!more && !mine) return "the " + network + "'s layers are written differently";
    if (!more) return layer + " is \"" + here + "\" here, and there is none in the checkpoint";
    if (!mine) return layer + " is \"" + there + "\" in the checkpoint, and there is none here";
    if (there == here) continue;
    if (line == 0) return "the " + network + "'s input is " + here + " here, " + there + " in the checkpoint";
    return layer + " is \"" + here + "\" here, \"" + there + "\" in the checkpoint";
  }
}

}  // namespace

bool isCheckpoint(const Path& directory) {
  std::error_code error;
  return std::filesystem::is_regular_file(stateFile(directory), error);
}

TakenWeights Trainer::loadWeights(const Path& directory) {
  const TensorFile state = readState(directory);
  TakenWeights result;
  result.step = stateCount(state, "step", directory);
  // Everything is looked up and checked before anything is changed.
  std::vector<std::pair<at::Tensor, at::Tensor>> copies;  // (to, from)
  const auto take = [&](const nn::Network& to, const std::string& from) {
    for (const auto& [part, tensor] : {std::pair(".parameters", to.parameters()), std::pair(".buffers", to.buffers())})
      copies.emplace_back(tensor, stateTensor(state, from + part, tensor, directory));
  };
  for (const auto& [name, trained] : impl_->networks) {
    if (!state.metadata.contains("layers." + name)) {
      result.differences.push_back("the checkpoint has no " + name);
      continue;
    }
    const std::string theirs = stateText(state, "layers." + name, directory);
    const std::string ours = networkSignature(trained.network->plan());
    if (theirs != ours) {
      result.differences.push_back(firstDifference(name, theirs, ours));
      continue;
    }
    if (trained.network->plan().usesLabels() && storedClasses(state, directory) != impl_->classes) {
      result.differences.push_back("the " + name + " is of " + std::to_string(impl_->classes) + " classes here, of " +
                                   std::to_string(storedClasses(state, directory)) + " in the checkpoint");
      continue;
    }
    take(*trained.network, name);
    result.networks.push_back(name);
    if (name != "generator" || !impl_->average) continue;
    const bool averaged = state.tensors.contains("generator.average.parameters");
    take(*impl_->average, averaged ? "generator.average" : "generator");
  }
  const c10::NoGradGuard noGrad;
  for (const auto& [to, from] : copies) to.copy_(from);
  return result;
}

}  // namespace ganvas::engine
