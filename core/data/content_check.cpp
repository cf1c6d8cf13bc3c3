#include "data/content_check.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <vector>

#include "base/error.h"
#include "data/content_hash.h"

namespace ganvas::data {

namespace {

constexpr std::size_t kReadAtOnce = 1 << 20;  // bytes

// Whatever else the machine does goes first. Best effort: nothing depends on it.
void stepBack() {
  const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
  ::setpriority(PRIO_PROCESS, thread, 19);
  constexpr int kWhoThread = 1, kIdleClass = 3 << 13;
  ::syscall(SYS_ioprio_set, kWhoThread, 0, kIdleClass);
}

}  // namespace

ContentCheck::ContentCheck(const PreparedSet& set, const CacheRoom& room) : set_(set), room_(room) {
  if (set.isNew) return;
  try {
    thread_ = std::jthread([this](const std::stop_token& stop) { check(stop); });
  } catch (const std::system_error&) {
    // No thread to be had: unchecked this time.
  }
}

void ContentCheck::check(const std::stop_token& stop) {
  stepBack();
  bool sound = false;
  try {
    sound = isSound(stop);
  } catch (const Error&) {
    // Cut or unreadable: damaged.
  } catch (const std::bad_alloc&) {
    return;
  }
  if (sound) return;
  damaged_ = true;
  room_.discard(set_.directory);
}

bool ContentCheck::isSound(const std::stop_token& stop) const {
  const PictureIndex index = set_.index.readAll();
  if (hashOf(index) != set_.header.indexHash) return false;
  const std::size_t pictureBytes = set_.header.info.pictureBytes();
  const std::size_t atOnce = std::max<std::size_t>(1, kReadAtOnce / pictureBytes);
  std::vector<std::uint8_t> pixels;
  for (std::size_t first = 0; first < index.entries.size(); first += atOnce) {
    if (stop.stop_requested()) return true;
    const std::size_t count = std::min(atOnce, index.entries.size() - first);
    pixels.resize(count * pictureBytes);
    set_.pixels.readAt(static_cast<std::int64_t>(first * pictureBytes), pixels);
    for (std::size_t i = 0; i < count; ++i) {
      const auto picture = std::span<const std::uint8_t>(pixels).subspan(i * pictureBytes, pictureBytes);
      if (contentHash(picture) != index.entries[first + i].pixelHash) return false;
    }
  }
  return true;
}

}  // namespace ganvas::data
