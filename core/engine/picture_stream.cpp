#include "engine/picture_stream.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/random.h"

namespace ganvas::engine {

PictureStream::PictureStream(BatchSource& source, std::uint64_t seed)
    : source_(source), seed_(seed), thread_([this](const std::stop_token& stop) { readAhead(stop); }) {}

PictureStream::~PictureStream() = default;

StreamedBatch PictureStream::take(std::int64_t taken, std::int64_t count) {
  const Stretch wanted{taken, count};
  std::unique_lock lock(mutex_);
  if (front_ != wanted) {
    ready_.clear();
    front_ = next_ = wanted;
    ++turns_;
    changed_.notify_all();
  }
  changed_.wait(lock, [this] { return !ready_.empty(); });
  Ready first = std::move(ready_.front());
  ready_.pop_front();
  front_ = Stretch{taken + count, count};
  if (first.failure) {
    front_.reset();
    std::rethrow_exception(first.failure);
  }
  changed_.notify_all();
  return std::move(first.batch);
}

void PictureStream::readAhead(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [this] { return next_ && ready_.size() < kMostAhead; })) {
    const Stretch stretch = *next_;
    const std::uint64_t turn = turns_;
    next_->taken += stretch.count;
    lock.unlock();
    Ready ready = read(stretch);
    lock.lock();
    if (turn != turns_) continue;
    if (ready.failure) next_.reset();
    ready_.push_back(std::move(ready));
    changed_.notify_all();
  }
}

PictureStream::Ready PictureStream::read(const Stretch& stretch) {
  Ready ready;
  try {
    StreamedBatch& batch = ready.batch;
    batch.index = indicesOf(stretch);
    const std::size_t count = batch.index.size(), bytes = source_.info().pictureBytes();
    batch.pixels.resize(count * bytes);
    batch.labels.resize(count);
    std::vector<std::size_t> places(count);  // by picture: the disk likes to go one way
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::sort(places.begin(), places.end(),
              [&](std::size_t a, std::size_t b) { return batch.index[a] < batch.index[b]; });
    for (const std::size_t place : places) {
      source_.read(batch.index[place], std::span(batch.pixels).subspan(place * bytes, bytes),
                   std::span(batch.labels).subspan(place, 1));
    }
  } catch (...) {
    ready.failure = std::current_exception();
  }
  return ready;
}

std::vector<std::int64_t> PictureStream::indicesOf(const Stretch& stretch) {
  const std::int64_t size = source_.info().count;
  std::vector<std::int64_t> indices;
  for (std::int64_t position = stretch.taken; position < stretch.taken + stretch.count; ++position) {
    if (position / size != orderEpoch_) {
      orderEpoch_ = position / size;
      order_ = epochOrder(seed_, static_cast<std::uint64_t>(orderEpoch_), size);
    }
    indices.push_back(order_[static_cast<std::size_t>(position % size)]);
  }
  return indices;
}

}  // namespace ganvas::engine
