#include "data/set_statistics.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace ganvas::data {

namespace {

constexpr std::size_t kBytesPerValue = 2 * sizeof(std::uint64_t);
constexpr std::size_t kMostSizes = 16384;

/// Mean and standard deviation of `count` values from their sum and the sum of their squares.
struct Moments {
  double mean = 0, deviation = 0;
  Moments(double sum, double squares, double count) : mean(sum / count) {
    deviation = std::sqrt(std::max(0.0, (squares - sum * mean) / count));
  }
};

std::uint8_t asByte(double value) {
  return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
}

void setValue(Picture& mean, Picture& deviation, std::size_t i, const Moments& moments) {
  mean.pixels[i] = asByte(moments.mean);
  deviation.pixels[i] = asByte(2 * moments.deviation);
}

void addTo(std::vector<std::uint64_t>& sums, const std::vector<std::uint64_t>& more) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += more[i];
}

Moments momentsOf(const std::vector<std::array<std::int64_t, 256>>& histograms) {
  double count = 0, sum = 0, squares = 0;
  for (const auto& histogram : histograms) {
    for (std::size_t value = 0; value < histogram.size(); ++value) {
      const auto times = static_cast<double>(histogram[value]), v = static_cast<double>(value);
      count += times, sum += times * v, squares += times * v * v;
    }
  }
  return {sum, squares, count};
}

}  // namespace

void SetStatistics::Sums::add(std::span<const std::uint8_t> pixels) {
  ++pictures;
  const std::size_t values = std::min(pixels.size(), sums.size());
  for (std::size_t i = 0; i < values; ++i) {
    const std::uint32_t value = pixels[i];
    sums[i] += value;
    squares[i] += value * value;
  }
}

void SetStatistics::Sums::add(const Sums& other) {
  pictures += other.pictures;
  addTo(sums, other.sums);
  addTo(squares, other.squares);
}

SetStatistics::SetStatistics(const SetInfo& info, std::size_t mostBytes)
    : width_(info.width),
      height_(info.height),
      channels_(info.channels),
      mostSlots_(mostBytes / (kBytesPerValue * std::max<std::size_t>(1, info.pictureBytes()))),
      histograms_(static_cast<std::size_t>(info.channels)),
      slotOf_(info.classNames.size(), kNoSlot),
      classMet_(info.classNames.size()) {}

void SetStatistics::add(std::span<const std::uint8_t> pixels, std::int32_t label) {
  ++looked_;
  countValues(pixels);
  if (mostSlots_ == 0) return;
  const auto index = static_cast<std::size_t>(label);
  const bool known = label >= 0 && index < classMet_.size();
  if (known) ++classMet_[index];
  (known ? sumsOf(index) : rest()).add(pixels);
}

void SetStatistics::countValues(std::span<const std::uint8_t> pixels) {
  if (channels_ == 1) {
    Histogram& grey = histograms_[0];
    for (const std::uint8_t value : pixels) ++grey[value];
    return;
  }
  Histogram &red = histograms_[0], &green = histograms_[1], &blue = histograms_[2];
  for (std::size_t i = 0; i + 2 < pixels.size(); i += 3) {
    ++red[pixels[i]];
    ++green[pixels[i + 1]];
    ++blue[pixels[i + 2]];
  }
}

void SetStatistics::countSize(int width, int height, std::int64_t count) {
  if (width <= 0 || height <= 0) return;
  const auto rounded = [this](int side) { return std::max(1, side / sizeStep_) * sizeStep_; };
  sizes_[{rounded(width), rounded(height)}] += count;
  while (sizes_.size() > kMostSizes) {
    sizeStep_ *= 2;
    std::map<std::pair<int, int>, std::int64_t> coarser;
    for (const auto& [size, times] : sizes_) coarser[{rounded(size.first), rounded(size.second)}] += times;
    sizes_ = std::move(coarser);
  }
}

SetStatistics::Sums& SetStatistics::rest() {
  if (rest_.sums.empty()) rest_ = empty();
  return rest_;
}

SetStatistics::Sums SetStatistics::empty() const {
  const std::size_t values =
      static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) * static_cast<std::size_t>(channels_);
  return {0, std::vector<std::uint64_t>(values), std::vector<std::uint64_t>(values)};
}

SetStatistics::Sums& SetStatistics::sumsOf(std::size_t label) {
  if (slotOf_[label] == kNoSlot) takePlace(label);
  return slotOf_[label] == kNoSlot ? rest() : slots_[slotOf_[label]];
}

void SetStatistics::takePlace(std::size_t label) {
  const bool allFit = mostSlots_ > classMet_.size();
  if (allFit || slots_.size() + 1 < mostSlots_) {
    slotOf_[label] = slots_.size();
    classOf_.push_back(label);
    slots_.push_back(empty());
    return;
  }
  // A class with a place gives it up to one that was met twice as often. Its pictures go to the rest, as those that the
  // other was met with before did. Looked at only at powers of two: a search each time would cost more than the sums.
  if (slots_.empty() || !std::has_single_bit(static_cast<std::uint64_t>(classMet_[label]))) return;
  const auto least = std::min_element(classOf_.begin(), classOf_.end(),
                                      [this](std::size_t a, std::size_t b) { return classMet_[a] < classMet_[b]; });
  if (classMet_[label] < 2 * classMet_[*least]) return;
  slotOf_[label] = slotOf_[*least];
  slotOf_[*least] = kNoSlot;
  *least = label;
  Sums& slot = slots_[slotOf_[label]];
  rest().add(slot);
  slot = empty();
}

void SetStatistics::merge(const SetStatistics& other) {
  looked_ += other.looked_;
  for (std::size_t c = 0; c < histograms_.size(); ++c) {
    for (std::size_t value = 0; value < 256; ++value) histograms_[c][value] += other.histograms_[c][value];
  }
  for (std::size_t label = 0; label < classMet_.size(); ++label) classMet_[label] += other.classMet_[label];
  for (std::size_t slot = 0; slot < other.slots_.size(); ++slot) {
    sumsOf(other.classOf_[slot]).add(other.slots_[slot]);
  }
  if (other.rest_.pictures > 0) rest().add(other.rest_);
  sizeStep_ = std::max(sizeStep_, other.sizeStep_);
  for (const auto& [size, times] : std::exchange(sizes_, {})) countSize(size.first, size.second, times);
  for (const auto& [size, times] : other.sizes_) countSize(size.first, size.second, times);
}

SetSummary SetStatistics::summary() const {
  SetSummary summary;
  summary.looked = looked_;
  summary.histograms = histograms_;
  if (looked_ > 0) {
    const Moments all = momentsOf(histograms_);
    summary.meanValue = all.mean;
    summary.deviationValue = all.deviation;
    if (mostSlots_ > 0) addSetPictures(summary);
  }
  addClassPictures(summary);
  for (const auto& [size, times] : sizes_) summary.sizes.push_back({size.first, size.second, times});
  std::stable_sort(summary.sizes.begin(), summary.sizes.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  return summary;
}

Picture SetStatistics::blank() const {
  return {width_, height_, channels_,
          std::vector<std::uint8_t>(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) *
                                    static_cast<std::size_t>(channels_))};
}

void SetStatistics::addSetPictures(SetSummary& summary) const {
  std::vector<const Sums*> parts;
  for (const Sums& slot : slots_) parts.push_back(&slot);
  if (rest_.pictures > 0) parts.push_back(&rest_);
  summary.mean = summary.deviation = blank();
  for (std::size_t i = 0; i < summary.mean.pixels.size(); ++i) {
    std::uint64_t sum = 0, squares = 0;
    for (const Sums* part : parts) sum += part->sums[i], squares += part->squares[i];
    setValue(summary.mean, summary.deviation, i,
             {static_cast<double>(sum), static_cast<double>(squares), static_cast<double>(looked_)});
  }
}

void SetStatistics::addClassPictures(SetSummary& summary) const {
  summary.classMeans.resize(slotOf_.size());
  summary.classDeviations.resize(slotOf_.size());
  summary.classLooked.resize(slotOf_.size());
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    const Sums& sums = slots_[slot];
    const std::size_t label = classOf_[slot];
    Picture &mean = summary.classMeans[label], &deviation = summary.classDeviations[label];
    summary.classLooked[label] = sums.pictures;
    mean = deviation = blank();
    for (std::size_t i = 0; i < mean.pixels.size(); ++i) {
      setValue(mean, deviation, i,
               {static_cast<double>(sums.sums[i]), static_cast<double>(sums.squares[i]),
                static_cast<double>(sums.pictures)});
    }
  }
}

}  // namespace ganvas::data
