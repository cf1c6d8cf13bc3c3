#pragma once

#include <ATen/Generator.h>
#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstdint>

namespace ganvas::engine {

/// Random numbers for each picture of a batch, drawn on the device from the training's own generator: they are part of
/// the exact resume, and nothing is read from the device.
class Chance {
 public:
  /// `probability` (0-dim float32) is ADA's; undefined: every change is made to every picture.
  Chance(std::int64_t pictures, at::Generator random, c10::Device device, at::Tensor probability = {});

  at::Tensor uniform(double low, double high) const;            ///< N float32
  at::Tensor whole(std::int64_t low, std::int64_t high) const;  ///< N int64 in low … high
  at::Tensor happens(double probability) const;                 ///< N bool
  at::Tensor permutation() const;                               ///< N int64
  /// Which pictures a kind of change is made to, N bool, drawn anew each time; undefined: all of them.
  at::Tensor applied() const;

  std::int64_t pictures() const { return pictures_; }

 private:
  std::int64_t pictures_;
  at::Generator random_;
  c10::Device device_;
  at::Tensor probability_;
};

/// `values` where `applied`, `neutral` elsewhere.
at::Tensor valueWhere(const at::Tensor& applied, const at::Tensor& values, double neutral);

/// N values in a shape that broadcasts over N×C×H×W.
at::Tensor perPicture(const at::Tensor& values);

}  // namespace ganvas::engine
