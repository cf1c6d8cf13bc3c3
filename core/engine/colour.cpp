#include "engine/colour.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros_like.h>

#include "engine/chance.h"
#include "engine/diffaugment_kernel.h"
#include "engine/picture_function.h"

namespace ganvas::engine {

at::Tensor addBrightness(const at::Tensor& pictures, const at::Tensor& amount) {
  return pictures.add(perPicture(amount));
}

// With factors s and k, m the pixel's mean and M the picture's: k·(s·(x − m) + m − M) + M, plus the brightness, which
// all three means share.
at::Tensor changeColours(const at::Tensor& pictures, const Colours& colours) {
  const at::Tensor own = colours.saturation * colours.contrast, ofPixel = colours.contrast - own,
                   ofPicture = 1 - colours.contrast;
  if (pictures.is_cpu()) {
    const at::Tensor numbers = at::stack({own, ofPixel, ofPicture, colours.brightness}, 1);
    const at::Tensor transposed = at::stack({own, ofPixel, ofPicture, at::zeros_like(own)}, 1);
    return PictureFunction<mixColours, mixColours>::apply(pictures, numbers, transposed);
  }
  const at::Tensor added = pictures.mean({1, 2, 3}) * ofPicture + colours.brightness;
  return pictures * perPicture(own) + (pictures.mean(1, /*keepdim=*/true) * perPicture(ofPixel) + perPicture(added));
}

}  // namespace ganvas::engine
