#include "data/preparation_scan.h"

#include <algorithm>

#include "base/error.h"
#include "data/parallel.h"
#include "data/selection_source.h"
#include "imaging/picture_hash.h"

namespace ganvas::data {

namespace {

constexpr std::size_t kBytesAtOnce = std::size_t{4} << 20;
constexpr std::size_t kMostAtOnce = 512;

void checkLabels(std::span<const std::int32_t> labels, std::span<const std::int64_t> numbers, const SetInfo& info) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] >= 0 && static_cast<std::size_t>(labels[i]) < info.classNames.size()) continue;
    throw Error("picture " + std::to_string(numbers[i]) + " has the label " + std::to_string(labels[i]) +
                    ", but the classes are 0 to " + std::to_string(info.classNames.size() - 1),
                info.name, "Mend the file of labels");
  }
}

}  // namespace

PictureFacts lookAtPictures(BatchSource& source, std::span<const std::int64_t> numbers, FactsWanted wanted,
                            const std::stop_token& stop,
                            const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const SetInfo& info = source.info();
  const std::size_t bytes = info.pictureBytes();
  const std::size_t atOnce = std::clamp<std::size_t>(kBytesAtOnce / std::max<std::size_t>(bytes, 1), 1, kMostAtOnce);
  std::vector<std::uint8_t> pixels(std::min(atOnce, numbers.size()) * bytes);
  PictureFacts facts;
  facts.labels.resize(numbers.size());
  if (wanted.exact) facts.exact.resize(numbers.size());
  if (wanted.near) facts.near.resize(numbers.size());
  for (std::size_t first = 0; first < numbers.size(); first += atOnce) {
    if (stop.stop_requested()) throw Error("cancelled", "", "");
    const std::size_t count = std::min(atOnce, numbers.size() - first);
    const auto part = numbers.subspan(first, count);
    const std::span labels = std::span(facts.labels).subspan(first, count);
    readNumbered(source, part, {pixels.data(), count * bytes}, labels);
    if (!info.classNames.empty()) checkLabels(labels, part, info);
    if (wanted.exact || wanted.near) {
      inParallel(count, [&](std::size_t i) {
        const std::span<const std::uint8_t> picture(pixels.data() + i * bytes, bytes);
        if (wanted.exact) facts.exact[first + i] = imaging::exactHash(picture);
        if (wanted.near) {
          facts.near[first + i] = imaging::perceptualHash(picture, info.width, info.height, info.channels);
        }
      });
    }
    if (progress) progress(static_cast<std::int64_t>(first + count), static_cast<std::int64_t>(numbers.size()));
  }
  return facts;
}

}  // namespace ganvas::data
