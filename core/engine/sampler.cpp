#include "engine/sampler.h"

#include <c10/core/GradMode.h>

#include "base/error.h"
#include "engine/checkpoint.h"
#include "engine/device.h"
#include "engine/generate.h"
#include "nn/network.h"

namespace ganvas::engine {

struct Sampler::Impl {
  nn::Network generator;
  PictureMaking making;
};

Sampler::Sampler(const config::Experiment& experiment, const std::filesystem::path& checkpoint) {
  if (experiment.objective.loss == "reconstruction") {
    throw Error("its network reconstructs pictures and makes none of its own", checkpoint.string(),
                "Look at the grids that the run kept while it trained");
  }
  useThreads(experiment.compute.threads);
  const TensorFile state = readState(checkpoint);
  const config::NetworkInput input = storedInput(state, experiment, checkpoint);
  const config::NetworkPlan plan = config::planNetwork("generator", experiment.generator.layers, input);
  checkSignature(state, plan, checkpoint);
  // A run that was trained on a GPU makes pictures without one too.
  const c10::Device device = resolveDevice(experiment.compute.device == "cpu" ? "cpu" : "auto");
  impl_ =
      std::make_unique<Impl>(Impl{nn::Network(plan, device, 0, false), pictureMaking(experiment, plan, input.classes)});
  const std::string from = experiment.generator.emaDecay > 0 ? "generator.average" : "generator";
  const c10::NoGradGuard noGrad;
  const nn::Network& generator = impl_->generator;
  generator.parameters().copy_(stateTensor(state, from + ".parameters", generator.parameters(), checkpoint));
  generator.buffers().copy_(stateTensor(state, from + ".buffers", generator.buffers(), checkpoint));
}

Sampler::~Sampler() = default;

ImageBatch Sampler::sample(std::uint64_t seed, std::int64_t first, std::int64_t count,
                           std::optional<std::int64_t> onlyClass, const std::stop_token& stop) {
  return generatePictures(impl_->generator, impl_->making, seed, first, count, onlyClass, stop);
}

void Sampler::checkClass(std::optional<std::int64_t> onlyClass) const {
  engine::checkClass(impl_->making, onlyClass);
}

}  // namespace ganvas::engine
