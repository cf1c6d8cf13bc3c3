#include "engine/generate.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "base/error.h"
#include "base/random.h"

namespace ganvas::engine {

namespace {

constexpr std::int64_t kBatch = 64;
constexpr std::int64_t kDenoisingBatch = 16;  // each takes many passes: few are made in vain for one picture

at::Tensor noiseBatch(const nn::Network& generator, std::uint64_t seed, std::int64_t first, std::int64_t count) {
  const config::Shape& shape = generator.plan().input;
  const std::int64_t size = shape.elements();
  at::Tensor z = at::empty({count, size}, at::TensorOptions(at::kFloat));
  for (std::int64_t i = 0; i < count; ++i) {
    standardNormal(seed, static_cast<std::uint64_t>(first + i),
                   {z.data_ptr<float>() + i * size, static_cast<std::size_t>(size)});
  }
  if (shape.isPicture()) z = z.view({count, shape.height, shape.width, shape.channels}).permute({0, 3, 1, 2});
  return z.to(generator.parameters().device());
}

at::Tensor labelBatch(std::int64_t classes, std::optional<std::int64_t> onlyClass, std::int64_t first,
                      std::int64_t count, c10::Device device) {
  const auto options = at::TensorOptions(at::kLong).device(device);
  if (onlyClass) return at::full({count}, *onlyClass, options);
  return at::arange(first, first + count, options).remainder_(classes);
}

}  // namespace

PictureMaking pictureMaking(const config::Experiment& experiment, const config::NetworkPlan& generator,
                            std::int64_t classes) {
  PictureMaking making;
  if (generator.usesLabels()) making.classes = classes;
  if (experiment.objective.loss == "denoising") making.diffusion = experiment.diffusion;
  return making;
}

void checkClass(const PictureMaking& making, std::optional<std::int64_t> onlyClass) {
  if (!onlyClass) return;
  const std::string asked = "class " + std::to_string(*onlyClass);
  if (making.classes == 0) {
    throw Error("the generator makes no pictures of one class: it sees no labels", asked,
                "Leave the class out, or train a conditional recipe");
  }
  if (*onlyClass >= 0 && *onlyClass < making.classes) return;
  throw Error("there is no such class", asked, "The classes are 0 to " + std::to_string(making.classes - 1));
}

ImageBatch generatePictures(const nn::Network& generator, const PictureMaking& making, std::uint64_t seed,
                            std::int64_t first, std::int64_t count, std::optional<std::int64_t> onlyClass,
                            const std::stop_token& stop) {
  checkClass(making, onlyClass);
  const c10::NoGradGuard noGrad;
  const config::Shape& shape = generator.plan().output;
  const c10::Device device = generator.parameters().device();
  std::optional<NoiseProcess> process;
  if (making.diffusion) process.emplace(*making.diffusion, device);
  const std::int64_t size = process ? kDenoisingBatch : kBatch;
  ImageBatch batch{
      static_cast<int>(shape.width), static_cast<int>(shape.height), static_cast<int>(shape.channels), {}, {}};
  nn::ForwardContext context;
  context.training = false;
  const auto forward = [&](const at::Tensor& input) {
    if (stop.stop_requested()) throw Error("cancelled", "", "");
    return generator.forward(input, context);
  };
  const auto estimate = [&](const at::Tensor& noisy, std::int64_t timestep) {
    context.timesteps = at::full({size}, timestep, at::TensorOptions(at::kLong).device(device));
    return forward(noisy);
  };
  for (std::int64_t start = first / size * size; start < first + count; start += size) {
    if (making.classes > 0) context.labels = labelBatch(making.classes, onlyClass, start, size, device);
    const at::Tensor noise = noiseBatch(generator, seed, start, size);
    const at::Tensor output =
        process ? process->sample(noise, making.diffusion->samplingSteps, estimate) : forward(noise);
    const at::Tensor bytes = output.add(1.0).mul_(127.5).round_().clamp_(0, 255).to(at::kByte);
    const at::Tensor host = bytes.permute({0, 2, 3, 1}).contiguous().cpu();
    const std::int64_t from = std::max(first, start) - start;
    const std::int64_t to = std::min(first + count, start + size) - start;
    const auto* data = host.data_ptr<std::uint8_t>();
    const auto bytesEach = static_cast<std::int64_t>(batch.pictureBytes());
    batch.pixels.insert(batch.pixels.end(), data + from * bytesEach, data + to * bytesEach);
  }
  return batch;
}

}  // namespace ganvas::engine
