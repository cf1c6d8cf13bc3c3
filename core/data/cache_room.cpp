#include "data/cache_room.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/error.h"
#include "data/set_lock.h"

namespace ganvas::data {

namespace fs = std::filesystem;

namespace {

bool isPart(const fs::path& directory) {
  return directory.extension() == ".part";
}

struct Entry {
  fs::path path;
  fs::file_time_type used;
  std::int64_t bytes = 0;
};

std::int64_t bytesIn(const fs::path& directory) {
  std::int64_t bytes = 0;
  std::error_code failure;
  for (fs::directory_iterator file(directory, failure); !failure && file != fs::directory_iterator();
       file.increment(failure)) {
    std::error_code gone;
    const std::uintmax_t size = file->file_size(gone);
    if (!gone) bytes += static_cast<std::int64_t>(size);
  }
  return bytes;
}

std::vector<fs::path> directoriesIn(const fs::path& room) {
  std::vector<fs::path> found;
  std::error_code failure;
  for (fs::directory_iterator entry(room, failure); !failure && entry != fs::directory_iterator();
       entry.increment(failure)) {
    std::error_code gone;
    if (entry->symlink_status(gone).type() == fs::file_type::directory) found.push_back(entry->path());
  }
  return found;
}

/// Finished sets, the longest unused first.
std::vector<Entry> setsIn(const fs::path& room) {
  std::vector<Entry> sets;
  for (fs::path& path : directoriesIn(room)) {
    std::error_code none;
    const fs::file_time_type used = fs::last_write_time(path / "lock", none);
    if (!none && !isPart(path)) sets.push_back({path, used, bytesIn(path)});
  }
  std::sort(sets.begin(), sets.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
  return sets;
}

std::string gigabytes(std::int64_t bytes) {
  const std::int64_t tenths = (bytes + 50'000'000) / 100'000'000;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GB";
}

}  // namespace

CacheRoom::CacheRoom(fs::path directory, std::int64_t mostBytes)
    : directory_(std::move(directory)), mostBytes_(mostBytes) {}

fs::path CacheRoom::aside(const std::string& name) const {
  static std::atomic<unsigned> counter{0};
  return directory_ / (name + "-" + std::to_string(::getpid()) + "-" + std::to_string(counter.fetch_add(1)) + ".part");
}

void CacheRoom::removeLeftovers() const {
  for (const fs::path& path : directoriesIn(directory_)) {
    if (!isPart(path)) continue;
    const auto lock = SetLock::takeAlone(path);
    if (lock && lock->holds()) discard(path);
  }
}

void CacheRoom::makeRoom(std::int64_t bytes) const {
  const std::vector<Entry> sets = setsIn(directory_);
  std::int64_t held = bytes;
  for (const Entry& set : sets) held += set.bytes;
  const auto free = [&] { return static_cast<std::int64_t>(freeSpace(directory_)); };
  for (const Entry& set : sets) {
    if (held <= mostBytes_ && bytes <= free()) return;
    const auto lock = SetLock::takeAlone(set.path);
    if (!lock || !lock->holds()) continue;
    discard(set.path);
    held -= set.bytes;
  }
  if (bytes <= free()) return;
  throw Error("the prepared pictures need " + gigabytes(bytes) + ", but only " + gigabytes(free()) + " are free",
              directory_.string(),
              "Free some space, take smaller pictures (data.width, data.height), or keep the cache on another disk "
              "(XDG_CACHE_HOME)");
}

void CacheRoom::discard(const fs::path& set) const {
  const fs::path away = aside(set.stem().string());
  std::error_code gone;  // another process was faster
  fs::rename(set, away, gone);
  if (!gone) fs::remove_all(away, gone);
}

void CacheRoom::putInPlace(const fs::path& part, const fs::path& set) const {
  std::error_code failure;
  for (int attempt = 0; attempt < 100; ++attempt) {  // another process may put its own there in between
    fs::rename(part, set, failure);
    if (!failure) return;
    discard(set);
  }
  throw Error("the prepared pictures cannot be put in place: " + failure.message(), set.string(),
              "Check the permissions of the cache");
}

}  // namespace ganvas::data
