#include "engine/colour.h"

#include "engine/chance.h"

namespace ganvas::engine {

namespace {

at::Tensor scaledAbout(const at::Tensor& pictures, const at::Tensor& middle, const at::Tensor& factor) {
  return pictures.sub(middle).mul(perPicture(factor)).add(middle);
}

}  // namespace

at::Tensor addBrightness(const at::Tensor& pictures, const at::Tensor& amount) {
  return pictures.add(perPicture(amount));
}

at::Tensor scaleSaturation(const at::Tensor& pictures, const at::Tensor& factor) {
  return scaledAbout(pictures, pictures.mean(1, /*keepdim=*/true), factor);
}

at::Tensor scaleContrast(const at::Tensor& pictures, const at::Tensor& factor) {
  return scaledAbout(pictures, pictures.mean({1, 2, 3}, /*keepdim=*/true), factor);
}

}  // namespace ganvas::engine
