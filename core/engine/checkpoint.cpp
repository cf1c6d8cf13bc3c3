#include "engine/checkpoint.h"

#include <ATen/ops/isfinite.h>

#include <charconv>
#include <sstream>

#include "base/error.h"
#include "base/files.h"
#include "config/parameter.h"
#include "engine/trainer_impl.h"

namespace ganvas::engine {

namespace {

using Path = std::filesystem::path;

constexpr int kFormat = 1;

[[noreturn]] void foreign(const Path& directory, const std::string& what) {
  throw Error("the checkpoint does not fit this run: " + what, directory.string(),
              "Use the experiment that it was made with, or another checkpoint");
}

at::Tensor onHost(const at::Tensor& tensor) {
  return tensor.cpu().contiguous();
}

// "28×28×1", height × width × channels.
config::Shape storedPicture(const TensorFile& state, const Path& directory) {
  std::string text = stateText(state, "picture", directory);
  for (std::size_t at; (at = text.find("×")) != std::string::npos;) text.replace(at, std::string("×").size(), " ");
  std::istringstream in(text);
  std::int64_t height = 0, width = 0, channels = 0;
  constexpr std::int64_t kMost = 1 << 20;
  const auto fits = [](std::int64_t size) { return size > 0 && size <= kMost; };
  if (!(in >> height >> width >> channels) || !fits(height) || !fits(width) || !fits(channels)) {
    foreign(directory, "'picture' is no size");
  }
  return config::Shape::picture(height, width, channels);
}

// A checkpoint of broken weights would be all that is left to resume from.
void requireFinite(const nn::Network& network) {
  if (network.parameters().isfinite().all().item<bool>()) return;
  throw Error("the weights of the " + network.plan().name + " are not finite numbers", "checkpoint",
              "Lower its learning rate");
}

}  // namespace

TensorFile readState(const Path& directory) {
  TensorFile state = readTensorFile(stateFile(directory));
  if (stateText(state, "kind", directory) != "ganvas checkpoint") foreign(directory, "it is no checkpoint");
  const std::int64_t format = stateCount(state, "format", directory);
  if (format > kFormat) {
    throw Error(
        "the checkpoint has format " + std::to_string(format) + "; this program knows up to " + std::to_string(kFormat),
        directory.string(), "Open it with a newer Ganvas");
  }
  if (!state.intact) {
    throw Error("the checkpoint is damaged: its checksum does not fit", stateFile(directory).string(),
                "Use an older checkpoint of the run");
  }
  return state;
}

at::Tensor stateTensor(const TensorFile& state, const std::string& name, const at::Tensor& like,
                       const Path& directory) {
  const auto found = state.tensors.find(name);
  if (found == state.tensors.end()) foreign(directory, "'" + name + "' is missing");
  if (found->second.sizes() != like.sizes() || found->second.scalar_type() != like.scalar_type()) {
    foreign(directory, "'" + name + "' has another size");
  }
  return found->second;
}

std::string stateText(const TensorFile& state, const std::string& key, const Path& directory) {
  const auto found = state.metadata.find(key);
  if (found == state.metadata.end()) foreign(directory, "'" + key + "' is missing");
  return found->second;
}

std::int64_t stateCount(const TensorFile& state, const std::string& key, const Path& directory) {
  const std::string text = stateText(state, key, directory);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) foreign(directory, key + " is no number");
  return value;
}

std::int64_t storedClasses(const TensorFile& state, const Path& directory) {
  return state.metadata.contains("classes") ? stateCount(state, "classes", directory) : 0;
}

config::NetworkInput storedInput(const TensorFile& state, const config::Experiment& experiment, const Path& directory) {
  const std::int64_t classes = storedClasses(state, directory);
  config::Shape picture;  // what noise becomes need not be known
  if (!config::hasDiscriminator(experiment)) picture = storedPicture(state, directory);
  return config::generatorInput(experiment, picture, classes);
}

std::string networkSignature(const config::NetworkPlan& plan) {
  std::string text = plan.input.text();
  for (const config::LayerPlan& layer : plan.layers) text += "\n" + layer.line;
  return text;
}

void checkSignature(const TensorFile& state, const config::NetworkPlan& plan, const Path& directory) {
  if (stateText(state, "layers." + plan.name, directory) != networkSignature(plan)) {
    foreign(directory, "its " + plan.name + " has other layers");
  }
}

void Trainer::save(const Path& directory) const {
  TensorFile state;
  auto& meta = state.metadata;
  meta["kind"] = "ganvas checkpoint";
  meta["format"] = std::to_string(kFormat);
  meta["torch"] = torchVersion();
  meta["device"] = impl_->device.is_cpu() ? "cpu" : "cuda";
  meta["step"] = std::to_string(impl_->steps);
  meta["taken"] = std::to_string(impl_->set->taken());
  meta["classes"] = std::to_string(impl_->classes);
  meta["picture"] = impl_->plan.generator.output.text();
  for (const auto& [name, trained] : impl_->networks) {
    requireFinite(*trained.network);
    meta["layers." + name] = networkSignature(trained.network->plan());
    meta["learning_rate." + name] = config::valueText(impl_->baseRateOf(name));
    state.tensors[name + ".parameters"] = onHost(trained.network->parameters());
    state.tensors[name + ".buffers"] = onHost(trained.network->buffers());
    for (const auto& [part, tensor] : trained.optimiser->state()) {
      state.tensors[name + ".optimiser." + part] = onHost(tensor);
    }
  }
  if (impl_->average) {
    state.tensors["generator.average.parameters"] = onHost(impl_->average->parameters());
    state.tensors["generator.average.buffers"] = onHost(impl_->average->buffers());
  }
  for (const auto& [name, tensor] : impl_->objective.state) state.tensors["objective." + name] = onHost(tensor);
  state.tensors["random"] = impl_->random.get_state();

  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) throw Error("cannot make the checkpoint's directory: " + error.message(), directory.string(), "");
  writeTensorFile(stateFile(directory), state);
  syncDirectory(directory);
}

void Trainer::load(const Path& directory) {
  const TensorFile state = readState(directory);
  // Everything is looked up and checked before anything is changed.
  std::vector<std::pair<at::Tensor, at::Tensor>> copies;  // (to, from)
  const auto restore = [&](const std::string& name, const at::Tensor& to) {
    copies.emplace_back(to, stateTensor(state, name, to, directory));
  };
  std::map<std::string, double> rates;
  for (const auto& [name, trained] : impl_->networks) {
    checkSignature(state, trained.network->plan(), directory);
    restore(name + ".parameters", trained.network->parameters());
    restore(name + ".buffers", trained.network->buffers());
    for (const auto& [part, tensor] : trained.optimiser->state()) restore(name + ".optimiser." + part, tensor);
    const config::Parameter* parameter = config::findParameter(name + "_optimiser.learning_rate");
    rates[name] = std::get<double>(
        config::parseValue(*parameter, stateText(state, "learning_rate." + name, directory), directory.string()));
  }
  if (impl_->average) {
    restore("generator.average.parameters", impl_->average->parameters());
    restore("generator.average.buffers", impl_->average->buffers());
  }
  for (const auto& [name, tensor] : impl_->objective.state) restore("objective." + name, tensor);
  const std::int64_t step = stateCount(state, "step", directory), taken = stateCount(state, "taken", directory);
  // A generator's state fits its own kind of device only; on another one the stream goes on from a fresh place.
  const std::string here = impl_->device.is_cpu() ? "cpu" : "cuda";
  if (stateText(state, "device", directory) == here) {
    impl_->random.set_state(stateTensor(state, "random", impl_->random.get_state(), directory));
  } else {
    impl_->random.set_current_seed(static_cast<std::uint64_t>(impl_->experiment.seed + step));
  }

  for (const auto& [to, from] : copies) to.copy_(from);
  for (const auto& [name, rate] : rates) impl_->baseRateOf(name) = rate;
  impl_->set->seek(taken);
  impl_->steps = step;
  impl_->scalars->take();
  impl_->rates.clear();
}

}  // namespace ganvas::engine
