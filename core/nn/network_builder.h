#pragma once

#include <ATen/Generator.h>

#include <cstdint>
#include <memory>

#include "nn/layers.h"
#include "nn/network.h"

namespace ganvas::nn {

/// Cuts a network's flat buffers into the layers' tensors, in the order of the layer lines, and fills them with their
/// starting values: each line draws from a stream of its own, on the CPU.
class NetworkBuilder {
 public:
  NetworkBuilder(Network& network, std::uint64_t seed) : network_(network), seed_(seed) {}

  /// Throws std::logic_error when the layers take other numbers than the plan counted.
  void build();

 private:
  bool foldsIntoNext(std::size_t line) const;
  bool overwritable(std::size_t line) const;
  void add(std::size_t line, std::unique_ptr<Layer> layer);

  std::unique_ptr<Layer> make(std::size_t line);
  std::unique_ptr<Layer> makeWithParameters(const config::LayerPlan& plan);
  std::unique_ptr<Layer> batchNorm(const config::LayerPlan& plan);
  std::unique_ptr<Layer> groupNorm(const config::LayerPlan& plan);
  std::unique_ptr<Layer> prelu(const config::LayerPlan& plan);
  std::unique_ptr<Layer> selfAttention(const config::LayerPlan& plan);
  std::unique_ptr<Layer> labelProjection(const config::LayerPlan& plan);
  std::unique_ptr<Layer> addTimestep(const config::LayerPlan& plan);

  Weight denseWeight(const config::LayerPlan& plan, std::int64_t inputs, std::int64_t outputs);
  Weight kernel(const config::LayerPlan& plan);
  Weight weight(const config::LayerPlan& plan, const at::Tensor& tensor, bool outputsSecond);
  at::Tensor bias(const config::LayerPlan& plan, std::int64_t outputs);
  DenseParameters dense(std::int64_t inputs, std::int64_t outputs);

  at::Tensor drawn(at::IntArrayRef size, const config::Initialiser& initialiser, std::int64_t fanIn,
                   std::int64_t fanOut);
  at::Tensor parameter(at::IntArrayRef size, at::IntArrayRef stride, const at::Tensor& start);
  at::Tensor parameter(const at::Tensor& start);  // as contiguous as `start`
  at::Tensor buffer(const at::Tensor& start);

  Network& network_;
  std::uint64_t seed_;
  at::Generator random_;
  std::int64_t nextParameter_ = 0, nextBuffer_ = 0;
  std::int64_t plannedParameters_ = 0, plannedBuffers_ = 0;
};

}  // namespace ganvas::nn
