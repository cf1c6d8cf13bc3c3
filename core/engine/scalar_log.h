#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ganvas::engine {

/// Every step's scalars in a buffer on the device, read once a tick: no host read per step.
class ScalarLog {
 public:
  ScalarLog(std::vector<std::string> names, std::int64_t capacity, c10::Device device);

  /// 0-dim; of this step. Recorded several times in a step, the mean of them counts.
  void record(const std::string& name, const at::Tensor& value);
  void endStep();  ///< writes the step's row
  std::int64_t rows() const { return rows_; }
  const std::vector<std::string>& names() const { return names_; }
  /// The rows so far as floats, row-major; starts anew.
  std::vector<float> take();

 private:
  std::vector<std::string> names_;
  std::vector<at::Tensor> current_;  ///< sums of what the step recorded
  std::vector<int> counts_;          ///< of its values
  at::Tensor missing_;               ///< NaN, for a scalar that a step did not record
  at::Tensor buffer_;                ///< capacity × names
  std::int64_t rows_ = 0;
};

}  // namespace ganvas::engine
