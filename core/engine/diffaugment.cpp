#include "engine/diffaugment.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>

#include <utility>
#include <vector>

#include "engine/colour.h"
#include "engine/diffaugment_kernel.h"
#include "engine/picture_function.h"

namespace ganvas::engine {

namespace {

// Half a side, or an eighth of it, as the paper's code rounds it.
std::int64_t half(std::int64_t side) {
  return (side + 1) / 2;
}
std::int64_t eighth(std::int64_t side) {
  return (side + 4) / 8;
}

// On a GPU: for each place along a side the place that it is taken from (int64 N×size), and whether there is none.
std::pair<at::Tensor, at::Tensor> placesBehind(const at::Tensor& shift, std::int64_t size) {
  const at::Tensor from = at::arange(size, shift.options()) - shift.unsqueeze(1);
  return {from.clamp(0, size - 1), from.lt(0).logical_or_(from.ge(size))};
}

at::Tensor gathered(const at::Tensor& pictures, const at::Tensor& right, const at::Tensor& down) {
  const std::int64_t count = pictures.size(0), channels = pictures.size(1), height = pictures.size(2),
                     width = pictures.size(3);
  const auto [columns, outsideX] = placesBehind(right, width);
  const auto [rows, outsideY] = placesBehind(down, height);
  const at::Tensor first = at::arange(count, rows.options()).mul_(height).view({-1, 1});
  const at::Tensor pixel = ((first + rows) * width).unsqueeze(2) + columns.unsqueeze(1);  // N×H×W
  const at::Tensor pixels = pictures.permute({0, 2, 3, 1}).reshape({-1, channels});
  const at::Tensor moved = pixels.index_select(0, pixel.view(-1)).view({count, height, width, channels});
  const at::Tensor outside = outsideY.unsqueeze(2).logical_or(outsideX.unsqueeze(1)).unsqueeze(3);
  return moved.masked_fill(outside, 0).permute({0, 3, 1, 2});
}

at::Tensor numbersOf(const std::vector<at::Tensor>& values) {
  return at::stack(values, 1).to(at::kFloat);
}

at::Tensor changeColoursAtRandom(const at::Tensor& pictures, const Chance& chance) {
  const auto value = [&](double low, double high, double neutral) {
    const at::Tensor applied = chance.applied();
    return valueWhere(applied, chance.uniform(low, high), neutral);
  };
  Colours colours;
  colours.brightness = value(-0.5, 0.5, 0);
  colours.saturation = value(0, 2, 1);
  colours.contrast = value(0.5, 1.5, 1);
  return changeColours(pictures, colours);
}

at::Tensor translateAtRandom(const at::Tensor& pictures, const Chance& chance) {
  const at::Tensor applied = chance.applied();
  const auto shift = [&](std::int64_t side) {
    return valueWhere(applied, chance.whole(-eighth(side), eighth(side)), 0);
  };
  const at::Tensor right = shift(pictures.size(3));
  return translate(pictures, right, shift(pictures.size(2)));
}

// The centre lies anywhere in the picture, the border of an even box included.
at::Tensor cutOutAtRandom(const at::Tensor& pictures, const Chance& chance) {
  const at::Tensor applied = chance.applied();
  const auto start = [&](std::int64_t side) {
    const std::int64_t box = half(side);
    const auto outside = static_cast<double>(-box);
    return valueWhere(applied, chance.whole(0, side - box % 2) - box / 2, outside);
  };
  const at::Tensor left = start(pictures.size(3));
  return cutOut(pictures, left, start(pictures.size(2)));
}

}  // namespace

at::Tensor translate(const at::Tensor& pictures, const at::Tensor& right, const at::Tensor& down) {
  if (!pictures.is_cpu()) return gathered(pictures, right, down);
  return PictureFunction<movePixels, movePixels>::apply(pictures, numbersOf({right, down}),
                                                        numbersOf({right.neg(), down.neg()}));
}

at::Tensor cutOut(const at::Tensor& pictures, const at::Tensor& left, const at::Tensor& top) {
  const std::int64_t height = pictures.size(2), width = pictures.size(3);
  const at::Tensor right = (left + half(width)).clamp(0, width), bottom = (top + half(height)).clamp(0, height);
  const at::Tensor first = left.clamp(0, width), upper = top.clamp(0, height);
  if (pictures.is_cpu()) {
    const at::Tensor box = numbersOf({first, upper, right, bottom});
    return PictureFunction<clearBox, clearBox>::apply(pictures, box, box);
  }
  const auto covered = [](const at::Tensor& from, const at::Tensor& to, std::int64_t size) {
    const at::Tensor place = at::arange(size, from.options());
    return place.ge(from.unsqueeze(1)).logical_and_(place.lt(to.unsqueeze(1)));
  };
  const at::Tensor rows = covered(upper, bottom, height), columns = covered(first, right, width);
  const at::Tensor box = rows.unsqueeze(2).logical_and(columns.unsqueeze(1)).unsqueeze(1);
  return at::where(box, at::zeros({}, pictures.options().requires_grad(false)), pictures);
}

at::Tensor diffAugment(const at::Tensor& pictures, const config::DiffAugment& kinds, const Chance& chance) {
  at::Tensor changed = pictures;
  if (kinds.colour) changed = changeColoursAtRandom(changed, chance);
  if (kinds.translation) changed = translateAtRandom(changed, chance);
  if (kinds.cutout) changed = cutOutAtRandom(changed, chance);
  return changed;
}

}  // namespace ganvas::engine
