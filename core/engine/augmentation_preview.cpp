#include "engine/augmentation_preview.h"

#include <ATen/ops/from_blob.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "engine/augmenter.h"
#include "engine/device.h"

namespace ganvas::engine {

namespace {

// The batch's own bytes seen as N×H×W×C.
at::Tensor bytesOf(const ImageBatch& batch) {
  auto* data = const_cast<std::uint8_t*>(batch.pixels.data());  // only read
  return at::from_blob(data, {static_cast<std::int64_t>(batch.size()), batch.height, batch.width, batch.channels},
                       at::TensorOptions(at::kByte));
}

}  // namespace

ImageBatch previewAugmentation(const config::Augmentation& augmentation, const ImageBatch& pictures, std::uint64_t seed,
                               double adaProbability) {
  const c10::Device cpu(c10::kCPU);
  const auto augmenter = makeAugmenter(augmentation, /*classes=*/0, cpu);
  if (!augmenter || pictures.size() == 0) return pictures;
  const c10::NoGradGuard noGrad;
  if (Ada* ada = augmenter->ada()) ada->setProbability(adaProbability);
  const at::Tensor values = bytesOf(pictures).to(at::kFloat).div_(127.5).sub_(1).permute({0, 3, 1, 2});
  const at::Tensor shown = augmenter->real({values, {}}, makeGenerator(cpu, seed)).pictures;
  const at::Tensor bytes = shown.add(1).mul_(127.5).round_().to(at::kByte).permute({0, 2, 3, 1}).contiguous();
  ImageBatch result = pictures;
  std::copy_n(bytes.data_ptr<std::uint8_t>(), result.pixels.size(), result.pixels.begin());
  return result;
}

}  // namespace ganvas::engine
