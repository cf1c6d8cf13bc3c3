#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "base/batch_source.h"
#include "base/image_batch.h"

namespace ganvas::data {

/// Numbers of the pictures that were added to a SetStatistics.
struct SetSummary {
  std::int64_t looked = 0;                                ///< pictures
  std::vector<std::array<std::int64_t, 256>> histograms;  ///< per channel, values of all pixels
  Picture mean, deviation;                                ///< deviation: 255 is half the range (127.5)
  std::vector<Picture> classMeans, classDeviations;       ///< one per class; of no size where nothing is known
  std::vector<std::int64_t> classLooked;                  ///< pictures that these are of
  double meanValue = 0, deviationValue = 0;               ///< of all values of all channels, 0 … 255
  struct SourceSize {
    int width = 0, height = 0;
    std::int64_t count = 0;
  };
  std::vector<SourceSize> sizes;  ///< most frequent first, then by width and height; empty where sources tell none
};

/// Adds pictures up as they come, in exact integers: the order, and how the pictures were shared out among several
/// that are merged, make no difference to the numbers (but to which classes are kept, below).
///
/// Memory is bounded: 16 bytes for each value of a picture, once for each class. Where that is over the limit, only as
/// many classes as fit are kept apart, those that were met most often; where not even one picture fits (over 2000×2000
/// RGB) there are no mean and deviation images. Of source sizes 16,384 different ones are told apart; where there are
/// more, all are rounded to multiples of 2, 4 … pixels.
class SetStatistics {
 public:
  static constexpr std::size_t kMostBytes = std::size_t{256} << 20;

  explicit SetStatistics(const SetInfo& info, std::size_t mostBytes = kMostBytes);

  /// Adds one picture: `pixels.size()` is info.pictureBytes(). A label outside the set's classes counts for the set.
  void add(std::span<const std::uint8_t> pixels, std::int32_t label);
  /// Adds the size of a source file; 0×0 is unknown and not counted.
  void addSourceSize(int width, int height) { countSize(width, height, 1); }
  /// Adds all that was added to `other`, which is of the same set.
  void merge(const SetStatistics& other);

  std::int64_t looked() const { return looked_; }
  SetSummary summary() const;

 private:
  using Histogram = std::array<std::int64_t, 256>;
  static constexpr std::size_t kNoSlot = ~std::size_t{0};

  /// Of the pictures of one class: for each value of a picture, the sum over the pictures and that of the squares.
  struct Sums {
    std::int64_t pictures = 0;
    std::vector<std::uint64_t> sums, squares;
    void add(std::span<const std::uint8_t> pixels);
    void add(const Sums& other);
  };

  void countValues(std::span<const std::uint8_t> pixels);
  void countSize(int width, int height, std::int64_t count);
  /// The class's sums where it has a place or gets one, otherwise the rest's.
  Sums& sumsOf(std::size_t label);
  void takePlace(std::size_t label);
  Sums& rest();
  Sums empty() const;
  Picture blank() const;
  void addSetPictures(SetSummary& summary) const;
  void addClassPictures(SetSummary& summary) const;

  int width_, height_, channels_;
  std::size_t mostSlots_;  ///< that memory is there for, the rest's among them
  std::int64_t looked_ = 0;
  std::vector<Histogram> histograms_;
  std::vector<Sums> slots_;             ///< of single classes
  Sums rest_;                           ///< of pictures whose class has no slot
  std::vector<std::size_t> slotOf_;     ///< of each class
  std::vector<std::size_t> classOf_;    ///< of each slot
  std::vector<std::int64_t> classMet_;  ///< pictures of each class
  std::map<std::pair<int, int>, std::int64_t> sizes_;
  int sizeStep_ = 1;
};

}  // namespace ganvas::data
