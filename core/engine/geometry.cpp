#include "engine/geometry.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/where.h>

#include <numbers>

#include "engine/warp.h"

namespace ganvas::engine {

namespace {

bool resamples(const config::Augmentation& settings) {
  return settings.rotation > 0 || settings.shift > 0 || settings.zoom > 0;
}

at::Tensor drawMirrored(const config::Augmentation& settings, const Chance& chance) {
  const at::Tensor mirrored = chance.happens(settings.flip), applied = chance.applied();
  return applied.defined() ? mirrored.logical_and(applied) : mirrored;
}

}  // namespace

Geometry drawGeometry(const config::Augmentation& settings, const Chance& chance) {
  const auto within = [&](double bound, double middle, const at::Tensor& applied) {
    return valueWhere(applied, chance.uniform(middle - bound, middle + bound), middle);
  };
  Geometry geometry;
  geometry.mirror = drawMirrored(settings, chance).to(at::kFloat).mul_(-2).add_(1);
  geometry.zoom = within(settings.zoom, 1, chance.applied());
  geometry.angle = within(settings.rotation * std::numbers::pi / 180, 0, chance.applied());
  const at::Tensor moved = chance.applied();
  geometry.right = within(settings.shift, 0, moved);
  geometry.down = within(settings.shift, 0, moved);
  return geometry;
}

// From the output back to the input: minus the shift, turned clockwise, made smaller, mirrored. With y downwards,
// turning clockwise by θ takes (x, y) to (x·cos θ − y·sin θ, x·sin θ + y·cos θ).
at::Tensor affineMaps(const Geometry& geometry, std::int64_t height, std::int64_t width) {
  const double centreX = static_cast<double>(width - 1) / 2, centreY = static_cast<double>(height - 1) / 2;
  const at::Tensor cosine = geometry.angle.cos() / geometry.zoom, sine = geometry.angle.sin() / geometry.zoom;
  const at::Tensor a = geometry.mirror * cosine, b = -(geometry.mirror * sine);
  const at::Tensor x = geometry.right * static_cast<double>(width) + centreX;
  const at::Tensor y = geometry.down * static_cast<double>(height) + centreY;
  return at::stack({a, b, centreX - (a * x + b * y), sine, cosine, centreY - (sine * x + cosine * y)}, 1);
}

at::Tensor movePictures(const at::Tensor& pictures, const config::Augmentation& settings, const Chance& chance) {
  if (resamples(settings)) {
    return warp(pictures, affineMaps(drawGeometry(settings, chance), pictures.size(2), pictures.size(3)));
  }
  if (settings.flip == 0) return pictures;
  return at::where(perPicture(drawMirrored(settings, chance)), pictures.flip({3}), pictures);
}

}  // namespace ganvas::engine
