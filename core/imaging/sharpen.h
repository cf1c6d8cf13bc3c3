#pragma once

#include <cstdint>
#include <span>

namespace ganvas::imaging {

enum class Sharpening { UnsharpMask, HighPass, Laplacian };

struct SharpenOptions {
  Sharpening method = Sharpening::UnsharpMask;
  double radius = 1.0;  ///< pixels, > 0: standard deviation σ of the Gaussian blur B, cut off at 3σ
  double amount = 1.0;  ///< ≥ 0: factor a on what is added
  int threshold = 0;    ///< 0 … 255: what is not larger than this, |x − B| or |σ²∇²B|, is left alone
};

/// Sharpens a picture in place: height × width × `channels` bytes, each channel by itself. Beyond the border the
/// picture goes on as it ends. Results are rounded and kept within 0 … 255. With x a value in 0 … 255:
///   UnsharpMask  x + a·(x − B)             (Gonzalez & Woods, Digital Image Processing, unsharp masking)
///   HighPass     overlay of x with the high-pass picture ½ + a·(x − B), both as shares of 255: 2xh where x < ½, else
///                1 − 2(1 − x)(1 − h)       (W3C Compositing and Blending Level 1, overlay); h is kept within 0 … 1
///   Laplacian    x − a·σ²∇²B, ∇² over the four neighbours (Marr & Hildreth 1980; σ² makes the amount mean the same at
///                each radius: Lindeberg 1998)
/// Throws Error when the memory does not fit the size, or a value is out of range.
void sharpen(std::span<std::uint8_t> pixels, int width, int height, int channels, const SharpenOptions& options);

}  // namespace ganvas::imaging
