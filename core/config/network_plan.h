#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
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
  PixelShuffle,
  AveragePool,
  GlobalAveragePool,
  BatchNorm,
  GroupNorm,  ///< layer_norm (1 group), instance_norm (a group for each channel), group_norm
  LeakyRelu,
  Relu,
  Prelu,
  Silu,
  Tanh,
  Sigmoid,
  Dropout,
  SelfAttention,
  MinibatchStddev,
  LabelOneHot,
  LabelEmbedding,
  LabelProjection,
  AddTimestep,
  Features,
  Save,
  Load,
  Add,
  Concat
};

/// How weights start. Biases start at 0. Glorot: uniform ±sqrt(6 / (fanIn + fanOut)) (Glorot & Bengio 2010).
struct Initialiser {
  enum class Kind { GlorotUniform, Normal, Zero } kind = Kind::GlorotUniform;
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
  std::int64_t stride = 1;  ///< conv, conv_transpose; the factor of upsample, pixel_shuffle and average_pool
  Padding padding;          ///< conv: pixels added to the input; conv_transpose: pixels cropped off the output
  bool bias = true;
  bool spectralNorm = false;  ///< linear, conv, conv_transpose
  Initialiser initialiser;
  double value =
      0;  ///< slope of leaky_relu and prelu (its start); probability of dropout; Keras momentum of batch_norm
  double epsilon = 1e-3;     ///< batch_norm, group_norm
  bool perChannel = false;   ///< prelu: one slope per channel instead of one per element
  std::int64_t groups = 0;   ///< group_norm: groups of channels; minibatch_stddev: pictures per group, 0 is all
  std::int64_t width = 0;    ///< self_attention: query channels; label_embedding, add_timestep: size of the embedding
  std::int64_t classes = 0;  ///< label layers: classes of the data set
  std::string name;          ///< save, load, add, concat: of the saved value
  std::size_t from = 0;      ///< load, add, concat: index of the `save` line
  std::int64_t parameters = 0;  ///< trainable
  std::int64_t buffers = 0;  ///< not trainable (running statistics, the vectors of a spectral norm's power iteration)
  std::int64_t multiplyAdds = 0;  ///< per sample, forward
};

/// What a network is given.
struct NetworkInput {
  Shape shape;
  std::int64_t classes = 0;  ///< of the labels that come with each sample; 0: there are none
  bool timesteps = false;    ///< whether a step of the diffusion process comes with each sample
};

struct NetworkPlan {
  std::string name;  ///< "generator" or "discriminator"
  Shape input, output;
  std::vector<LayerPlan> layers;
  /// The layer whose input is the network's features (for a pulling-away term): the `features` line, else the last
  /// dense layer; layers.size() when there is neither.
  std::size_t features = 0;

  bool usesLabels() const;
  bool usesTimesteps() const;

  std::int64_t parameters() const;
  std::int64_t multiplyAdds() const;
  /// Floats that one sample's activations take: all layers' outputs, and what attention keeps besides.
  std::int64_t activations() const;
};

/// A fault in a layer line, with its place for an editor.
class LayerError : public Error {
 public:
  LayerError(const Error& error, std::string network, std::size_t line, std::size_t column, std::size_t length)
      : Error(error), network_(std::move(network)), line_(line), column_(column), length_(length) {}
  const std::string& network() const { return network_; }  ///< "generator" or "discriminator"
  std::size_t line() const { return line_; }               ///< from 1
  std::size_t column() const { return column_; }           ///< from 1, in bytes
  std::size_t length() const { return length_; }           ///< bytes of the faulty word; 0: the whole line

 private:
  std::string network_;
  std::size_t line_, column_, length_;
};

/// A layer's name and form, for completion and help.
struct LayerForm {
  std::string_view name;   ///< "conv"
  std::string_view usage;  ///< "conv C kK [sS] [same, valid or pP] …"
  std::string_view help;   ///< what it does, in a sentence, with its paper
};
std::span<const LayerForm> layerForms();

/// Networks of this many parameters and more are refused.
inline constexpr std::int64_t kTooManyParameters = 1'000'000'000;

/// Parses layer lines and infers shapes (the grammar: layerForms(), docs/file-formats.md). Throws LayerError naming
/// the network, the line's number, column and text, the shape before it and what was expected; Error when there are no
/// lines, too many of them, or an input without a size.
NetworkPlan planNetwork(const std::string& name, const std::vector<std::string>& lines, const NetworkInput& input);

/// The lines of a network up to the first one at fault, and that fault.
struct PartialPlan {
  NetworkPlan plan;
  std::optional<LayerError> fault;
};

/// As planNetwork(), for an editor: a line at fault ends the plan instead of everything. Throws Error only when the
/// network as a whole is at fault.
PartialPlan planUpToFault(const std::string& name, const std::vector<std::string>& lines, const NetworkInput& input);

/// What the networks of an experiment are given, for pictures of that size and number of classes. The generator gets
/// noise, with the denoising loss a noisy picture and its step, with the reconstruction loss a picture.
NetworkInput generatorInput(const Experiment& experiment, const Shape& picture, std::int64_t classes);
NetworkInput discriminatorInput(const Shape& picture, std::int64_t classes);

/// Whether the loss needs a discriminator (denoising and reconstruction do not: its lines are then not looked at).
bool hasDiscriminator(const Experiment& experiment);

/// Both networks of an experiment, checked against each other and the pictures: the generator must end in the
/// picture's shape, the discriminator in one number (or in a picture when its reconstruction error is the energy), and
/// either both see labels or neither. Throws LayerError where one line is at fault, a network's last one included.
/// With the denoising loss throws as checkNoise() (noise_schedule.h) too, with others as checkAugmentation().
struct ExperimentPlan {
  NetworkPlan generator, discriminator;  ///< the discriminator has no layers where hasDiscriminator() is false
};
ExperimentPlan planExperiment(const Experiment& experiment, const Shape& picture, std::int64_t classes);

/// Steps in which the set passes once through the discriminator (where there is none: the network): pictures / (batch
/// size × critic steps). Fractional.
double stepsPerEpoch(const Experiment& experiment, std::int64_t pictures);

/// Length of a run in steps: schedule.steps, or schedule.epochs × stepsPerEpoch(), rounded up; ≥ 1.
std::int64_t totalSteps(const Experiment& experiment, std::int64_t pictures);

}  // namespace ganvas::config
