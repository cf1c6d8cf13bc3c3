#include "engine/training_set.h"

#include <ATen/Parallel.h>
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

// Labels of the pictures from `first` on, as a file has them, to the set's.
void takeLabels(const std::vector<std::int32_t>& labels, std::int64_t first, std::int64_t count, const SetInfo& info,
                std::int64_t* to) {
  const auto classes = static_cast<std::int64_t>(info.classNames.size());
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t label = labels[static_cast<std::size_t>(i)];
    if (label < 0 || label >= classes) {
      throw Error("picture " + std::to_string(first + i) + " has the label " + std::to_string(label) +
                      ", but the classes are 0 to " + std::to_string(classes - 1),
                  info.name, "Mend the file of labels, or train on pictures before that one (data.limit)");
    }
    to[i] = label;
  }
}

}  // namespace

TrainingSet::TrainingSet(BatchSource& source, c10::Device device, std::uint64_t seed, std::stop_token stop,
                         const std::function<void(std::int64_t, std::int64_t)>& progress)
    : seed_(seed) {
  const SetInfo& info = source.info();
  at::Tensor pixels = at::empty({info.count, info.height, info.width, info.channels}, at::TensorOptions(at::kByte));
  at::Tensor allLabels;
  if (!info.classNames.empty()) allLabels = at::empty({info.count}, at::TensorOptions(at::kLong));
  std::vector<std::int32_t> labels(static_cast<std::size_t>(std::min(kReadAtOnce, info.count)));
  const std::size_t pictureBytes = info.pictureBytes();
  for (std::int64_t first = 0; first < info.count; first += kReadAtOnce) {
    if (stop.stop_requested()) throw Error("cancelled while reading the pictures", info.name, "");
    const auto count = static_cast<std::size_t>(std::min(kReadAtOnce, info.count - first));
    const auto offset = static_cast<std::size_t>(first);
    source.read(first, {pixels.data_ptr<std::uint8_t>() + offset * pictureBytes, count * pictureBytes},
                {labels.data(), count});
    if (allLabels.defined()) {
      takeLabels(labels, first, static_cast<std::int64_t>(count), info, allLabels.data_ptr<std::int64_t>() + first);
    }
    if (progress) progress(first + static_cast<std::int64_t>(count), info.count);
  }
  pixels_ = toDevice(pixels, device);
  if (allLabels.defined()) labels_ = toDevice(allLabels, device);
}

void TrainingSet::orderFor(std::int64_t epoch) {
  if (epoch == orderEpoch_) return;
  const std::vector<std::int64_t> order = epochOrder(seed_, static_cast<std::uint64_t>(epoch), size());
  at::Tensor host = at::empty({size()}, at::TensorOptions(at::kLong));
  std::memcpy(host.data_ptr(), order.data(), order.size() * sizeof(std::int64_t));
  order_ = toDevice(host, pixels_.device());
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
  const at::Tensor order = nextOrder(count);
  RealBatch batch;
  if (labels_.defined()) batch.labels = at::index_select(labels_, 0, order);
  at::Tensor pictures;
  if (pixels_.is_cpu()) {
    pictures = at::empty({count, pixels_.size(1), pixels_.size(2), pixels_.size(3)}, at::TensorOptions(at::kFloat));
    gather(pixels_, order, pictures);
  } else {
    pictures = at::index_select(pixels_, 0, order).to(at::kFloat).div_(127.5).sub_(1.0);
  }
  batch.pictures = pictures.permute({0, 3, 1, 2});
  return batch;
}

void TrainingSet::seek(std::int64_t taken) {
  taken_ = taken;
}

}  // namespace ganvas::engine
