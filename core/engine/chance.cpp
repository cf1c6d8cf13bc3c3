#include "engine/chance.h"

#include <ATen/ops/rand.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randperm.h>

namespace ganvas::engine {

Chance::Chance(std::int64_t pictures, at::Generator random, c10::Device device, at::Tensor probability)
    : pictures_(pictures), random_(std::move(random)), device_(device), probability_(std::move(probability)) {}

at::Tensor Chance::uniform(double low, double high) const {
  return at::rand({pictures_}, random_, at::TensorOptions(at::kFloat).device(device_)).mul_(high - low).add_(low);
}

at::Tensor Chance::whole(std::int64_t low, std::int64_t high) const {
  return at::randint(low, high + 1, {pictures_}, random_, at::TensorOptions(at::kLong).device(device_));
}

at::Tensor Chance::happens(double probability) const {
  return uniform(0, 1).lt(probability);
}

at::Tensor Chance::permutation() const {
  return at::randperm(pictures_, random_, at::TensorOptions(at::kLong).device(device_));
}

at::Tensor Chance::applied() const {
  return probability_.defined() ? uniform(0, 1).lt(probability_) : at::Tensor();
}

at::Tensor valueWhere(const at::Tensor& applied, const at::Tensor& values, double neutral) {
  return applied.defined() ? values.masked_fill(applied.logical_not(), neutral) : values;
}

at::Tensor perPicture(const at::Tensor& values) {
  return values.view({-1, 1, 1, 1});
}

}  // namespace ganvas::engine
