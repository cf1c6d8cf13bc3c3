#include "engine/cutmix.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>

namespace ganvas::engine {

namespace {

// Where the boxes lie along one side of `size` pixels: from … to−1, whole numbers in float32, N×1.
struct Span {
  at::Tensor from, to;

  at::Tensor length() const { return to - from; }
  at::Tensor covers(std::int64_t size) const {  // bool N×size
    const at::Tensor place = at::arange(size, from.options());
    return place.ge(from).logical_and_(place.lt(to));
  }
};

Span spanOf(const at::Tensor& centre, const at::Tensor& part, std::int64_t size) {
  const at::Tensor middle = centre.floor(), half = part.mul(static_cast<double>(size)).floor_().div_(2).floor_();
  const auto inside = [size](const at::Tensor& place) {
    return place.clamp(0, static_cast<double>(size)).unsqueeze(1);
  };
  return {inside(middle - half), inside(middle + half)};
}

}  // namespace

CutMix drawCutMix(double probability, std::int64_t height, std::int64_t width, const Chance& chance) {
  CutMix cut;
  cut.partner = chance.permutation();
  cut.mixed = chance.happens(probability);
  cut.kept = chance.uniform(0, 1);
  cut.centreX = chance.uniform(0, static_cast<double>(width));
  cut.centreY = chance.uniform(0, static_cast<double>(height));
  return cut;
}

MixedPictures mixPictures(const at::Tensor& pictures, const CutMix& cut) {
  const std::int64_t height = pictures.size(2), width = pictures.size(3);
  const at::Tensor part = (1 - cut.kept).sqrt_();
  const Span across = spanOf(cut.centreX, part, width), along = spanOf(cut.centreY, part, height);
  const at::Tensor rows = along.covers(height).logical_and_(cut.mixed.unsqueeze(1)), columns = across.covers(width);
  const at::Tensor box = rows.unsqueeze(2).logical_and(columns.unsqueeze(1)).unsqueeze(3);
  const at::Tensor area = (along.length() * across.length()).squeeze(1) * cut.mixed;
  const at::Tensor pixels = pictures.permute({0, 2, 3, 1});  // as they lie: index_select keeps no memory format
  return {at::where(box, pixels.index_select(0, cut.partner), pixels).permute({0, 3, 1, 2}),
          area.div_(static_cast<double>(height * width))};
}

at::Tensor softLabels(const at::Tensor& labels, std::int64_t classes) {
  if (labels.dim() == 2) return labels;
  return at::zeros({labels.size(0), classes}, labels.options().dtype(at::kFloat)).scatter_(1, labels.unsqueeze(1), 1);
}

at::Tensor mixLabels(const at::Tensor& soft, const at::Tensor& partner, const at::Tensor& share) {
  return soft.lerp(soft.index_select(0, partner), share.unsqueeze(1));
}

}  // namespace ganvas::engine
