#include "engine/diffusion.h"

#include <ATen/ops/from_blob.h>
#include <ATen/ops/index_select.h>

#include <algorithm>
#include <cmath>

#include "config/noise_schedule.h"

namespace ganvas::engine {

namespace {

template <class Function>
at::Tensor tableOf(const std::vector<double>& kept, Function function, c10::Device device) {
  std::vector<float> values(kept.size());
  std::transform(kept.begin(), kept.end(), values.begin(), [&](double k) { return static_cast<float>(function(k)); });
  return at::from_blob(values.data(), {static_cast<std::int64_t>(values.size())}, at::TensorOptions(at::kFloat))
      .clone()
      .to(device);
}

}  // namespace

NoiseProcess::NoiseProcess(const config::Diffusion& diffusion, c10::Device device)
    : kept_(config::keptVariance(diffusion)),
      signal_(tableOf(
          kept_, [](double k) { return std::sqrt(k); }, device)),
      noise_(tableOf(
          kept_, [](double k) { return std::sqrt(1 - k); }, device)) {}

at::Tensor NoiseProcess::noisy(const at::Tensor& pictures, const at::Tensor& noise, const at::Tensor& timesteps) const {
  const auto at = [&](const at::Tensor& table) { return at::index_select(table, 0, timesteps).view({-1, 1, 1, 1}); };
  return pictures.mul(at(signal_)).addcmul_(noise, at(noise_));
}

at::Tensor NoiseProcess::sample(at::Tensor noise, std::int64_t samplingSteps, const Estimate& estimate) const {
  const std::int64_t count = std::min(samplingSteps, steps());
  const auto timestep = [&](std::int64_t i) { return (i * steps() + count / 2) / count - 1; };  // of 1 … count
  at::Tensor x = std::move(noise);
  for (std::int64_t i = count; i >= 1; --i) {
    const double kept = kept_[static_cast<std::size_t>(timestep(i))];
    const at::Tensor seen = estimate(x, timestep(i)).to(at::kFloat);
    const at::Tensor picture = x.sub(seen, std::sqrt(1 - kept)).mul_(1 / std::sqrt(kept)).clamp_(-1, 1);
    if (i == 1) return picture;
    // The noise that goes with the clipped picture, at the level of the next timestep.
    const double next = kept_[static_cast<std::size_t>(timestep(i - 1))];
    const double share = std::sqrt((1 - next) / (1 - kept));
    x = x.mul(share).add_(picture, std::sqrt(next) - share * std::sqrt(kept));
  }
  return x;
}

}  // namespace ganvas::engine
