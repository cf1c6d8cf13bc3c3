#include "data/encoded_queue.h"

#include <utility>

namespace ganvas::data {

namespace {

std::size_t bytesOf(const EncodedFiles& files) {
  std::size_t bytes = 0;
  for (const EncodedFile& file : files) bytes += file.bytes.size();
  return bytes;
}

}  // namespace

bool EncodedQueue::push(EncodedFiles files) {
  const std::size_t bytes = bytesOf(files);
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return broken_ || waiting_.empty() || bytes_ + bytes <= mostBytes_; });
    if (broken_) return false;
    bytes_ += bytes;
    waiting_.push_back(std::move(files));
  }
  changed_.notify_all();
  return true;
}

std::optional<EncodedFiles> EncodedQueue::pop() {
  std::optional<EncodedFiles> files;
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return broken_ || closed_ || !waiting_.empty(); });
    if (broken_ || waiting_.empty()) return {};
    files = std::move(waiting_.front());
    waiting_.pop_front();
    bytes_ -= bytesOf(*files);
  }
  changed_.notify_all();
  return files;
}

void EncodedQueue::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

void EncodedQueue::breakOff() {
  const std::lock_guard lock(mutex_);
  broken_ = true;
  changed_.notify_all();
}

}  // namespace ganvas::data
