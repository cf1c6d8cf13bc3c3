#include "engine/generate.h"

#include <ATen/ops/empty.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "base/random.h"

namespace ganvas::engine {

namespace {

constexpr std::int64_t kBatch = 64;

at::Tensor latentBatch(const nn::Network& generator, std::uint64_t seed, std::int64_t first) {
  const std::int64_t latent = generator.plan().input.elements();
  at::Tensor z = at::empty({kBatch, latent}, at::TensorOptions(at::kFloat));
  for (std::int64_t i = 0; i < kBatch; ++i) {
    standardNormal(seed, static_cast<std::uint64_t>(first + i),
                   {z.data_ptr<float>() + i * latent, static_cast<std::size_t>(latent)});
  }
  return z.to(generator.parameters().device());
}

}  // namespace

ImageBatch generatePictures(const nn::Network& generator, std::uint64_t seed, std::int64_t first, std::int64_t count) {
  const c10::NoGradGuard noGrad;
  const config::Shape& shape = generator.plan().output;
  ImageBatch batch{
      static_cast<int>(shape.width), static_cast<int>(shape.height), static_cast<int>(shape.channels), {}, {}};
  nn::ForwardContext context;
  context.training = false;
  for (std::int64_t start = first / kBatch * kBatch; start < first + count; start += kBatch) {
    const at::Tensor output = generator.forward(latentBatch(generator, seed, start), context);
    const at::Tensor bytes = output.add(1.0).mul_(127.5).round_().clamp_(0, 255).to(at::kByte);
    const at::Tensor host = bytes.permute({0, 2, 3, 1}).contiguous().cpu();
    const std::int64_t from = std::max(first, start) - start;
    const std::int64_t to = std::min(first + count, start + kBatch) - start;
    const auto* data = host.data_ptr<std::uint8_t>();
    const auto size = static_cast<std::int64_t>(batch.pictureBytes());
    batch.pixels.insert(batch.pixels.end(), data + from * size, data + to * size);
  }
  return batch;
}

}  // namespace ganvas::engine
