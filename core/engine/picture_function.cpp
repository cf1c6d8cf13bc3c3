#include "engine/picture_function.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>

namespace ganvas::engine {

namespace {

constexpr std::int64_t kGrain = 8192;  // pixels worth a thread

}  // namespace

at::Tensor runKernel(PictureKernel kernel, const at::Tensor& pictures, const at::Tensor& numbers) {
  const at::Tensor from = pictures.permute({0, 2, 3, 1}).contiguous(), rows = numbers.contiguous();
  const at::Tensor to = at::empty(from.sizes(), from.options());
  const PictureSize size{from.size(1), from.size(2), from.size(3)};
  const std::int64_t grain = std::max<std::int64_t>(1, kGrain / (size.height * size.width)), width = rows.size(1);
  const auto* in = from.data_ptr<float>();
  const auto* row = rows.data_ptr<float>();
  auto* out = to.data_ptr<float>();
  at::parallel_for(0, from.size(0), grain, [=](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      kernel(in + i * size.elements(), row + i * width, out + i * size.elements(), size);
    }
  });
  return to.permute({0, 3, 1, 2});
}

}  // namespace ganvas::engine
