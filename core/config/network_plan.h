#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/experiment.h"

namespace ganvas::config {

/// The shape of one sample between two layers: a vector of features, or a picture C×H×W.
struct Shape {
  std::int64_t channels = 0;  ///< features of a vector, channels of a picture
  std::int64_t height = 0;    ///< 0 for a vector
  std::int64_t width = 0;     ///< 0 for a vector

  static Shape vector(std::int64_t features) { return {features, 0, 0}; }
  static Shape picture(std::int64_t height, std::int64_t width, std::int64_t channels) {
    return {channels, height, width};
  }
  bool isPicture() const { return height > 0; }
  std::int64_t elements() const { return isPicture() ? channels * height * width : channels; }
  std::string text() const;  ///< "128" or "7×7×128" (height × width × channels)
  bool operator==(const Shape&) const = default;
};

enum class LayerKind {
  Linear,
  Reshape,
  Flatten,
  Conv,
  ConvTranspose,
  Upsample,
  BatchNorm,
  LeakyRelu,
  Relu,
  Tanh,
  Dropout
};

/// How weights start. Biases start at 0. Glorot: uniform ±sqrt(6 / (fanIn + fanOut)) (Glorot & Bengio 2010).
struct Initialiser {
  enum class Kind { GlorotUniform, Normal } kind = Kind::GlorotUniform;
  double std = 0.02;  ///< Normal only
  bool operator==(const Initialiser&) const = default;
};

struct Padding {
  std::int64_t top = 0, bottom = 0, left = 0, right = 0;
  bool symmetric() const { return top == bottom && left == right; }
  bool operator==(const Padding&) const = default;
};

/// One layer line, parsed and with its shapes known.
struct LayerPlan {
  std::string line;  ///< as written
  LayerKind kind = LayerKind::Linear;
  Shape input, output;
  std::int64_t kernel = 0;  ///< conv, conv_transpose
  std::int64_t stride = 1;  ///< conv, conv_transpose; the factor of upsample
  Padding padding;          ///< conv: pixels added to the input; conv_transpose: pixels cropped off the output
  bool bias = true;
  Initialiser initialiser;
  double value = 0;       ///< leaky_relu: slope; dropout: probability; batch_norm: Keras momentum (0.99: slow average)
  double epsilon = 1e-3;  ///< batch_norm
  std::int64_t parameters = 0;    ///< trainable
  std::int64_t buffers = 0;       ///< not trainable (running statistics)
  std::int64_t multiplyAdds = 0;  ///< per sample, forward
};

struct NetworkPlan {
  std::string name;  ///< "generator" or "discriminator"
  Shape input, output;
  std::vector<LayerPlan> layers;

  std::int64_t parameters() const;
  std::int64_t multiplyAdds() const;
  /// Floats that one sample's activations take, all layers' outputs added up.
  std::int64_t activations() const;
};

/// Parses layer lines and infers shapes. The grammar (docs/file-formats.md):
///   linear N | linear HxWxC     [no_bias] [init=glorot | init=normal:STD]   (HxWxC: a dense layer seen as a picture)
///   conv C kK [sS] [same|valid|pP] [no_bias] [init=…]          padding 'same' by TensorFlow's rule is the default
///   conv_transpose C kK [sS] [same] [no_bias] [init=…]         output exactly S × input
///   reshape HxWxC | flatten | upsample F | batch_norm [MOMENTUM] [eps=E] | leaky_relu [SLOPE] | relu | tanh | dropout
///   P
/// Throws Error naming the network, the line's number and text, the shape before it and what was expected.
NetworkPlan planNetwork(const std::string& name, const std::vector<std::string>& lines, const Shape& input);

/// Both networks of an experiment for pictures of that size, checked against each other and the pictures: the
/// generator must end in the picture's shape, the discriminator in one number.
struct ExperimentPlan {
  NetworkPlan generator, discriminator;
};
ExperimentPlan planExperiment(const Experiment& experiment, const Shape& picture);

/// Length of a run in steps: schedule.steps, or schedule.epochs × pictures / batch size, rounded up; ≥ 1.
std::int64_t totalSteps(const Experiment& experiment, std::int64_t pictures);

}  // namespace ganvas::config
