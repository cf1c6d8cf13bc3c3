#include "engine/reconstruction.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/mse_loss.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "base/error.h"

namespace ganvas::engine {

namespace {

constexpr std::int64_t kShown = 64;              // pictures at most,
constexpr std::int64_t kShownValues = 16 << 20;  // and values

PhaseLoss reconstructionLoss(double scale, PhaseContext& context) {
  const RealBatch real = context.nextReal();
  nn::ForwardContext forward = context.forwardContext();
  forward.labels = real.labels;
  const at::Tensor made = context.network("generator").forward(real.pictures, forward).to(at::kFloat);
  return {at::mse_loss(made, real.pictures).mul(scale), {}};
}

RealBatch readBatch(BatchSource& source, std::int64_t first, std::int64_t count, c10::Device device) {
  const SetInfo& info = source.info();
  at::Tensor bytes = at::empty({count, info.height, info.width, info.channels}, at::TensorOptions(at::kByte));
  std::vector<std::int32_t> labels(static_cast<std::size_t>(count));
  source.read(first, {bytes.data_ptr<std::uint8_t>(), static_cast<std::size_t>(bytes.numel())}, labels);
  RealBatch batch;
  batch.pictures = bytes.to(device).to(at::kFloat).div_(127.5).sub_(1.0).permute({0, 3, 1, 2});
  if (info.classNames.empty()) return batch;
  at::Tensor hostLabels = at::empty({count}, at::TensorOptions(at::kLong));
  std::copy(labels.begin(), labels.end(), hostLabels.data_ptr<std::int64_t>());
  batch.labels = hostLabels.to(device);
  return batch;
}

at::Tensor reconstructed(const nn::Network& network, const RealBatch& batch) {
  nn::ForwardContext context;
  context.training = false;
  context.labels = batch.labels;
  return network.forward(batch.pictures, context).to(at::kFloat);
}

}  // namespace

Objective reconstructionObjective(const config::Experiment& experiment) {
  Phase phase;
  phase.name = "reconstruction";
  phase.updates = {"generator"};
  phase.lossScalar = "g_loss";
  phase.loss = [scale = experiment.objective.lossScale](PhaseContext& context) {
    return reconstructionLoss(scale, context);
  };
  return {{phase}, {}};
}

RealBatch firstPictures(BatchSource& source, c10::Device device) {
  const auto values = static_cast<std::int64_t>(source.info().pictureBytes());
  const std::int64_t most = std::clamp<std::int64_t>(kShownValues / std::max<std::int64_t>(values, 1), 1, kShown);
  return readBatch(source, 0, std::min(most, source.info().count), device);
}

ImageBatch reconstructions(const nn::Network& network, const RealBatch& shown, std::int64_t first, std::int64_t count) {
  const c10::NoGradGuard noGrad;
  const at::Tensor made = reconstructed(network, shown);
  const at::Tensor bytes = made.add(1.0).mul_(127.5).round_().clamp_(0, 255).to(at::kByte).permute({0, 2, 3, 1});
  const at::Tensor wanted =
      at::arange(first, first + count, at::TensorOptions(at::kLong).device(bytes.device())).remainder_(bytes.size(0));
  const at::Tensor host = at::index_select(bytes, 0, wanted).contiguous().cpu();
  ImageBatch batch{
      static_cast<int>(host.size(2)), static_cast<int>(host.size(1)), static_cast<int>(host.size(3)), {}, {}};
  batch.pixels.assign(host.data_ptr<std::uint8_t>(), host.data_ptr<std::uint8_t>() + host.numel());
  return batch;
}

std::vector<float> reconstructionErrors(const nn::Network& network, BatchSource& source, std::int64_t batchSize,
                                        const std::stop_token& stop,
                                        const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const c10::NoGradGuard noGrad;
  const c10::Device device = network.parameters().device();
  const std::int64_t total = source.info().count;
  std::vector<float> errors;
  errors.reserve(static_cast<std::size_t>(total));
  for (std::int64_t first = 0; first < total; first += batchSize) {
    if (stop.stop_requested()) throw Error("cancelled", "", "");
    const RealBatch batch = readBatch(source, first, std::min(batchSize, total - first), device);
    const at::Tensor squares = reconstructed(network, batch).sub_(batch.pictures).square_();
    const at::Tensor each = squares.mean({1, 2, 3}).cpu();
    errors.insert(errors.end(), each.data_ptr<float>(), each.data_ptr<float>() + each.numel());
    if (progress) progress(static_cast<std::int64_t>(errors.size()), total);
  }
  return errors;
}

}  // namespace ganvas::engine
