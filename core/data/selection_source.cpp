#include "data/selection_source.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "data/parallel.h"
#include "data/read_request.h"

namespace ganvas::data {

void readNumbered(BatchSource& source, std::span<const std::int64_t> numbers, std::span<std::uint8_t> pixels,
                  std::span<std::int32_t> labels) {
  const std::size_t bytes = source.info().pictureBytes();
  for (std::size_t start = 0, end = 0; start < numbers.size(); start = end) {
    for (end = start + 1; end < numbers.size() && numbers[end] == numbers[end - 1] + 1;) ++end;
    source.read(numbers[start], pixels.subspan(start * bytes, (end - start) * bytes),
                labels.subspan(start, end - start));
  }
}

SelectedSource::SelectedSource(std::unique_ptr<BatchSource> source, SelectedParts parts)
    : source_(std::move(source)), parts_(std::move(parts)), info_(source_->info()) {
  newLabels_.assign(info_.classNames.size(), -1);
  std::vector<std::string> names;
  for (const std::int32_t label : parts_.classes) {
    newLabels_[static_cast<std::size_t>(label)] = static_cast<std::int32_t>(names.size());
    names.push_back(info_.classNames[static_cast<std::size_t>(label)]);
  }
  const std::vector<std::int64_t>& numbers = parts_.numbers;
  const bool all = static_cast<std::int64_t>(numbers.size()) == info_.count &&
                   std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end();  // each once, so all
  untouched_ = all && !parts_.sharpen;
  info_.classNames = std::move(names);
  info_.count = static_cast<std::int64_t>(numbers.size());
  info_.warnings.insert(info_.warnings.end(), parts_.warnings.begin(), parts_.warnings.end());
}

void SelectedSource::read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) {
  checkRequest(info_, first, pixels, labels);
  const std::span numbers = std::span(parts_.numbers).subspan(static_cast<std::size_t>(first), labels.size());
  std::vector<std::int64_t> once(numbers.begin(), numbers.end());
  once.erase(std::unique(once.begin(), once.end()), once.end());
  if (once.size() == numbers.size()) return readOnce(once, pixels, labels);
  const std::size_t bytes = info_.pictureBytes();
  std::vector<std::uint8_t> read(once.size() * bytes);
  std::vector<std::int32_t> readLabels(once.size());
  readOnce(once, read, readLabels);
  for (std::size_t i = 0, from = 0; i < numbers.size(); ++i) {
    if (once[from] != numbers[i]) ++from;
    std::copy_n(read.data() + from * bytes, bytes, pixels.data() + i * bytes);
    labels[i] = readLabels[from];
  }
}

void SelectedSource::readOnce(std::span<const std::int64_t> numbers, std::span<std::uint8_t> pixels,
                              std::span<std::int32_t> labels) {
  readNumbered(*source_, numbers, pixels, labels);
  if (!info_.classNames.empty()) {
    for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = newLabel(labels[i], numbers[i]);
  }
  if (!parts_.sharpen) return;
  const std::size_t bytes = info_.pictureBytes();
  inParallel(numbers.size(), [&](std::size_t i) {
    imaging::sharpen(pixels.subspan(i * bytes, bytes), info_.width, info_.height, info_.channels, *parts_.sharpen);
  });
}

std::int32_t SelectedSource::newLabel(std::int32_t label, std::int64_t number) const {
  const bool known = label >= 0 && static_cast<std::size_t>(label) < newLabels_.size();
  const std::int32_t found = known ? newLabels_[static_cast<std::size_t>(label)] : -1;
  if (found >= 0) return found;
  throw Error("picture " + std::to_string(number) + " has the label " + std::to_string(label) +
                  ", which is none of the set's classes",
              info_.name, "The files have changed or are damaged: open the set again");
}

PictureOrigin SelectedSource::origin(std::int64_t index) const {
  return index >= 0 && index < info_.count ? source_->origin(parts_.numbers[static_cast<std::size_t>(index)])
                                           : PictureOrigin();
}

std::span<const std::uint8_t> SelectedSource::mapped() const {
  return untouched_ ? source_->mapped() : std::span<const std::uint8_t>();
}

}  // namespace ganvas::data
