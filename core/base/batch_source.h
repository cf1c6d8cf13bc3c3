#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace ganvas {

/// What a data set is, known without reading its pictures.
struct SetInfo {
  std::string name;                     ///< for people: "Fashion-MNIST (train)"
  int width = 0;                        ///< pixels
  int height = 0;                       ///< pixels
  int channels = 0;                     ///< 1 (grey) or 3 (RGB)
  std::int64_t count = 0;               ///< pictures
  std::vector<std::string> classNames;  ///< empty when the set has no labels
  std::vector<std::string> warnings;    ///< sentences for the run's log, such as which files were left out

  std::size_t pictureBytes() const {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channels);
  }
};

/// A picture that was not taken into a set, and why.
struct LeftOut {
  std::string name;    ///< "train/cats/12.jpg"
  std::string reason;  ///< "the file ends early"
  bool operator==(const LeftOut&) const = default;
};

/// Where a picture comes from, as far as its source knows; 0 and empty otherwise.
struct PictureOrigin {
  std::string name;           ///< "train/cats/12.jpg"
  int width = 0, height = 0;  ///< of the source file, pixels
  std::int64_t bytes = 0;     ///< of the source file
};

/// Where pictures come from. A source is read once, front to back, straight into the memory that training uses:
/// a set in memory costs its uint8 bytes once.
class BatchSource {
 public:
  virtual ~BatchSource() = default;

  virtual const SetInfo& info() const = 0;

  /// Reads `labels.size()` pictures starting at picture `first` into `pixels` (N×H×W×C, 0..255) and `labels`
  /// (0 where the set has none). `pixels.size()` is labels.size() × info().pictureBytes(). Cheapest when called
  /// with ascending `first`. Throws Error when the file is truncated, unreadable or not what info() promised.
  virtual void read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) = 0;

  /// A short text that changes when the data change: recorded in a run's manifest.
  virtual std::string fingerprint() const = 0;

  /// Of picture `index`. Sizes may be known only after the picture was read.
  virtual PictureOrigin origin(std::int64_t index) const {
    (void)index;
    return {};
  }
  /// What was not taken, as far as is known by now.
  virtual std::vector<LeftOut> leftOut() const { return {}; }

  /// All pixels at once where they lie in memory or in a mapped file (N×H×W×C), for as long as the source lives: then
  /// training may use them in place. Empty otherwise.
  virtual std::span<const std::uint8_t> mapped() const { return {}; }
};

}  // namespace ganvas
