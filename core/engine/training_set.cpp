#include "engine/training_set.h"

#include <ATen/Parallel.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/index_select.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "base/error.h"
#include "base/random.h"

namespace ganvas::engine {

namespace {

constexpr std::int64_t kReadAtOnce = 64;  // pictures per progress report and cancellation check

at::Tensor toDevice(const at::Tensor& tensor, c10::Device device) {
  return device.is_cpu() ? tensor : tensor.to(device);
}

at::Tensor toFloat(const at::Tensor& bytes) {
  return bytes.to(at::kFloat).div_(127.5).sub_(1.0);
}

std::array<float, 256> makeByteTable() {
  std::array<float, 256> table;
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = static_cast<float>(i) / 127.5f - 1.0f;
  return table;
}

// On the CPU one pass gathers the pictures and turns bytes into floats.
void gather(const at::Tensor& pixels, const at::Tensor& order, const at::Tensor& out) {
  static const std::array<float, 256> table = makeByteTable();
  const std::int64_t bytes = pixels.stride(0);
  const auto* source = pixels.data_ptr<std::uint8_t>();
  const auto* index = order.data_ptr<std::int64_t>();
  float* target = out.data_ptr<float>();
  at::parallel_for(0, order.numel(), 16, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      const std::uint8_t* from = source + index[i] * bytes;
      float* to = target + i * bytes;
      for (std::int64_t b = 0; b < bytes; ++b) to[b] = table[from[b]];
    }
  });
}

// A picture's label as its source has it, which must be one of the set's.
std::int64_t checkedLabel(std::int64_t label, std::int64_t picture, const SetInfo& info) {
  const auto classes = static_cast<std::int64_t>(info.classNames.size());
  if (label >= 0 && label < classes) return label;
  throw Error("picture " + std::to_string(picture) + " has the label " + std::to_string(label) +
                  ", but the classes are 0 to " + std::to_string(classes - 1),
              info.name, "Mend the file of labels, or train on pictures before that one (data.limit)");
}

}  // namespace

TrainingSet::TrainingSet(BatchSource& source, c10::Device device, std::uint64_t seed, std::stop_token stop,
                         const std::function<void(std::int64_t, std::int64_t)>& progress, Keeping keeping)
    : info_(source.info()), device_(device), seed_(seed) {
  if (keeping == Keeping::Stream) {
    stream_ = std::make_unique<PictureStream>(source, seed);
  } else {
    load(source, stop, progress);
  }
}

void TrainingSet::load(BatchSource& source, const std::stop_token& stop,
                       const std::function<void(std::int64_t, std::int64_t)>& progress) {
  at::Tensor pixels = at::empty({size(), info_.height, info_.width, info_.channels}, at::TensorOptions(at::kByte));
  at::Tensor allLabels;
  if (!info_.classNames.empty()) allLabels = at::empty({size()}, at::TensorOptions(at::kLong));
  std::vector<std::int32_t> labels(static_cast<std::size_t>(std::min(kReadAtOnce, size())));
  const std::size_t pictureBytes = info_.pictureBytes();
  for (std::int64_t first = 0; first < size(); first += kReadAtOnce) {
    if (stop.stop_requested()) throw Error("cancelled while reading the pictures", info_.name, "");
    const auto count = static_cast<std::size_t>(std::min(kReadAtOnce, size() - first));
    const auto offset = static_cast<std::size_t>(first);
    source.read(first, {pixels.data_ptr<std::uint8_t>() + offset * pictureBytes, count * pictureBytes},
                {labels.data(), count});
    for (std::size_t i = 0; allLabels.defined() && i < count; ++i) {
      const std::int64_t picture = first + static_cast<std::int64_t>(i);
      allLabels.data_ptr<std::int64_t>()[picture] = checkedLabel(labels[i], picture, info_);
    }
    if (progress) progress(first + static_cast<std::int64_t>(count), size());
  }
  pixels_ = toDevice(pixels, device_);
  if (allLabels.defined()) labels_ = toDevice(allLabels, device_);
}

void TrainingSet::orderFor(std::int64_t epoch) {
  if (epoch == orderEpoch_) return;
  const std::vector<std::int64_t> order = epochOrder(seed_, static_cast<std::uint64_t>(epoch), size());
  at::Tensor host = at::empty({size()}, at::TensorOptions(at::kLong));
  std::memcpy(host.data_ptr(), order.data(), order.size() * sizeof(std::int64_t));
  order_ = toDevice(host, device_);
  orderEpoch_ = epoch;
}

at::Tensor TrainingSet::nextOrder(std::int64_t count) {
  std::vector<at::Tensor> parts;
  for (std::int64_t missing = count; missing > 0;) {
    orderFor(taken_ / size());
    const std::int64_t position = taken_ % size();
    const std::int64_t part = std::min(missing, size() - position);
    parts.push_back(order_.narrow(0, position, part));
    taken_ += part;
    missing -= part;
  }
  return parts.size() == 1 ? parts.front() : at::cat(parts);
}

RealBatch TrainingSet::next(std::int64_t count) {
  if (stream_) return nextStreamed(count);
  const at::Tensor order = nextOrder(count);
  RealBatch batch;
  if (labels_.defined()) batch.labels = at::index_select(labels_, 0, order);
  at::Tensor pictures;
  if (pixels_.is_cpu()) {
    pictures = at::empty({count, info_.height, info_.width, info_.channels}, at::TensorOptions(at::kFloat));
    gather(pixels_, order, pictures);
  } else {
    pictures = toFloat(at::index_select(pixels_, 0, order));
  }
  batch.pictures = pictures.permute({0, 3, 1, 2});
  return batch;
}

RealBatch TrainingSet::nextStreamed(std::int64_t count) {
  StreamedBatch streamed = stream_->take(taken_, count);
  RealBatch batch;
  if (!info_.classNames.empty()) {
    at::Tensor labels = at::empty({count}, at::TensorOptions(at::kLong));
    for (std::size_t i = 0; i < streamed.labels.size(); ++i) {
      labels.data_ptr<std::int64_t>()[i] = checkedLabel(streamed.labels[i], streamed.index[i], info_);
    }
    batch.labels = toDevice(labels, device_);
  }
  const at::Tensor pixels = at::from_blob(streamed.pixels.data(), {count, info_.height, info_.width, info_.channels},
                                          at::TensorOptions(at::kByte));
  at::Tensor pictures;
  if (device_.is_cpu()) {
    pictures = at::empty(pixels.sizes(), at::TensorOptions(at::kFloat));
    gather(pixels, at::arange(count, at::TensorOptions(at::kLong)), pictures);
  } else {
    pictures = toFloat(pixels.to(device_));
  }
  batch.pictures = pictures.permute({0, 3, 1, 2});
  taken_ += count;
  return batch;
}

void TrainingSet::seek(std::int64_t taken) {
  taken_ = taken;
}

}  // namespace ganvas::engine
