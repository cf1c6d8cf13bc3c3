#include "base/synthetic_source.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.h"
#include "base/random.h"

namespace ganvas {

namespace {

constexpr int kLargestSide = 16384;

void check(bool good, const char* what, const char* advice) {
  if (!good) throw Error(what, "synthetic data", advice);
}

// A stream of numbers in [0, 1): each call is the next one.
class Dice {
 public:
  explicit Dice(std::uint64_t key) : key_(key) {}
  float roll() { return static_cast<float>(mix64(key_++) >> 40) * 0x1.0p-24f; }
  float roll(float low, float high) { return low + (high - low) * roll(); }

 private:
  std::uint64_t key_;
};

struct Blob {
  float x, y;                   // centre, as a fraction of the picture
  float radius;                 // as a fraction of the picture
  std::array<float, 3> colour;  // 0..255
};

// What all pictures of a class have in common, whatever the seed.
Blob classBlob(std::int32_t label) {
  Dice dice(streamSeed(0xB10B, static_cast<std::uint64_t>(label)));
  Blob blob{dice.roll(0.3f, 0.7f), dice.roll(0.3f, 0.7f), dice.roll(0.25f, 0.5f), {}};
  for (float& part : blob.colour) part = dice.roll(70.0f, 255.0f);
  return blob;
}

// (1 − d²)² within the radius: smooth, and made of operations that every machine rounds alike.
void falloff(float centre, float radius, int size, std::vector<float>& out) {
  out.resize(static_cast<std::size_t>(size));
  for (int i = 0; i < size; ++i) {
    const float d = ((static_cast<float>(i) + 0.5f) / static_cast<float>(size) - centre) / radius;
    const float rest = std::max(0.0f, 1.0f - d * d);
    out[static_cast<std::size_t>(i)] = rest * rest;
  }
}

}  // namespace

SyntheticSource::SyntheticSource(const SyntheticOptions& options) : options_(options) {
  check(options.width >= 1 && options.width <= kLargestSide && options.height >= 1 && options.height <= kLargestSide,
        "the pictures' sides must be 1 to 16384 pixels", "Change data.width and data.height");
  check(options.channels == 1 || options.channels == 3, "the pictures must have 1 or 3 channels",
        "Change data.channels");
  check(options.classes >= 0, "the number of classes is negative", "Change data.classes");
  check(options.count >= 1, "the set must have at least one picture", "Change data.count");
  info_.name = "Synthetic";
  info_.width = options.width;
  info_.height = options.height;
  info_.channels = options.channels;
  info_.count = options.count;
  for (int i = 0; i < options.classes; ++i) info_.classNames.push_back("blob " + std::to_string(i));
}

void SyntheticSource::read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) {
  const auto count = static_cast<std::int64_t>(labels.size());
  if (first < 0 || count > options_.count || first > options_.count - count) {
    throw Error("pictures " + std::to_string(first) + " to " + std::to_string(first + count - 1) +
                    " were asked for, the set has " + std::to_string(options_.count),
                "synthetic data", "");
  }
  if (pixels.size() != labels.size() * info_.pictureBytes()) {
    throw Error("the memory for the pixels does not fit the number of labels", "synthetic data", "");
  }
  for (std::size_t i = 0; i < labels.size(); ++i) {
    draw(first + static_cast<std::int64_t>(i), pixels.data() + i * info_.pictureBytes(), labels[i]);
  }
}

std::string SyntheticSource::fingerprint() const {
  return "synthetic-1 " + std::to_string(options_.width) + "x" + std::to_string(options_.height) + "x" +
         std::to_string(options_.channels) + " classes=" + std::to_string(options_.classes) +
         " count=" + std::to_string(options_.count) + " seed=" + std::to_string(options_.seed);
}

void SyntheticSource::draw(std::int64_t index, std::uint8_t* pixels, std::int32_t& label) const {
  const auto number = static_cast<std::uint64_t>(index);
  label = 0;
  if (options_.classes > 0) {  // each run of `classes` pictures holds every class once, turned by a hash
    const auto classes = static_cast<std::uint64_t>(options_.classes);
    const std::uint64_t turn = streamSeed(~options_.seed, number / classes) % classes;
    label = static_cast<std::int32_t>((number % classes + turn) % classes);
  }

  Blob blob = classBlob(label);
  Dice dice(streamSeed(options_.seed, number));
  blob.x += dice.roll(-0.08f, 0.08f);
  blob.y += dice.roll(-0.08f, 0.08f);
  blob.radius *= dice.roll(0.85f, 1.15f);
  const float brightness = dice.roll(0.8f, 1.0f);

  thread_local std::vector<float> across, down;
  falloff(blob.x, blob.radius, options_.width, across);
  falloff(blob.y, blob.radius, options_.height, down);
  for (const float y : down) {
    for (const float x : across) {
      for (int c = 0; c < options_.channels; ++c) {
        *pixels++ = static_cast<std::uint8_t>(brightness * blob.colour[static_cast<std::size_t>(c)] * y * x);
      }
    }
  }
}

}  // namespace ganvas
