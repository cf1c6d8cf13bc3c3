#include "engine/scalar_log.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/stack.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace ganvas::engine {

ScalarLog::ScalarLog(std::vector<std::string> names, std::int64_t capacity, c10::Device device)
    : names_(std::move(names)) {
  const auto options = at::TensorOptions(at::kFloat).device(device);
  missing_ = at::full({}, std::numeric_limits<float>::quiet_NaN(), options);
  buffer_ = at::empty({capacity, static_cast<std::int64_t>(names_.size())}, options);
  current_.assign(names_.size(), missing_);
  counts_.assign(names_.size(), 0);
}

void ScalarLog::record(const std::string& name, const at::Tensor& value) {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end()) throw std::logic_error("a phase records an undeclared scalar: " + name);
  const auto index = static_cast<std::size_t>(found - names_.begin());
  at::Tensor& sum = current_[index];
  sum = counts_[index]++ == 0 ? value.detach() : sum.add(value.detach());
}

void ScalarLog::endStep() {
  if (rows_ == buffer_.size(0)) throw std::logic_error("takeScalars() was not called in time");
  for (std::size_t i = 0; i < current_.size(); ++i) {
    if (counts_[i] > 1) current_[i] = current_[i].div(counts_[i]);
  }
  at::Tensor row = buffer_.select(0, rows_++);
  at::stack_out(row, current_);
  std::fill(current_.begin(), current_.end(), missing_);
  std::fill(counts_.begin(), counts_.end(), 0);
}

std::vector<float> ScalarLog::take() {
  const at::Tensor host = buffer_.narrow(0, 0, rows_).cpu().contiguous();
  std::vector<float> values(host.data_ptr<float>(), host.data_ptr<float>() + host.numel());
  rows_ = 0;
  return values;
}

}  // namespace ganvas::engine
