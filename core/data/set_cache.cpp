#include "data/set_cache.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <system_error>

#include "base/error.h"
#include "data/set_lock.h"

namespace ganvas::data {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kBetweenTries{100};

fs::path placeOf(const CacheRoom& room, const CacheKey& key) {
  return room.directory() / key.name();
}

void createDirectory(const fs::path& directory) {
  std::error_code failure;
  fs::create_directories(directory, failure);
  if (!failure) return;
  throw Error("the directory for prepared pictures cannot be made: " + failure.message(), directory.string(),
              "Check the permissions and the free space, or keep the cache elsewhere (XDG_CACHE_HOME)");
}

/// Another process makes the set. A lock that can be waited for cannot be given up: looking now and then can.
void waitForOther(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, kBetweenTries, [] { return false; });
  if (stop.stop_requested()) throw Error("cancelled", "", "");
}

void emptyDirectory(const fs::path& directory) {
  std::error_code ignored;  // what stays is overwritten
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, ignored)) {
    if (entry.path().filename() != "lock") fs::remove_all(entry.path(), ignored);
  }
}

std::unique_ptr<PreparedSet> prepare(const CacheRoom& room, const CacheKey& key, const fs::path& part, SetLock lock,
                                     const MakeSet& make) {
  try {
    room.removeLeftovers();
    emptyDirectory(part);
    make(part);
    room.putInPlace(part, placeOf(room, key));
  } catch (...) {
    room.discard(part);
    throw;
  }
  lock.letOthersIn();  // but nobody who would remove it
  auto set = findPrepared(room, key);
  if (!set) {
    throw Error("the prepared pictures cannot be read back", placeOf(room, key).string(),
                "Check the disk, or keep the cache elsewhere (XDG_CACHE_HOME)");
  }
  set->isNew = true;
  return set;
}

}  // namespace

std::unique_ptr<PreparedSet> findPrepared(const CacheRoom& room, const CacheKey& key) {
  return PreparedSet::open(placeOf(room, key), key);
}

std::unique_ptr<PreparedSet> findOrPrepare(const CacheRoom& room, const CacheKey& key, const MakeSet& make,
                                           const std::stop_token& stop) {
  fs::path part = room.directory() / (key.name() + ".part");
  for (;;) {
    if (auto set = findPrepared(room, key)) return set;
    createDirectory(part);
    std::optional<SetLock> lock = SetLock::takeAlone(part);
    if (!lock) {
      waitForOther(stop);
      continue;
    }
    if (auto set = findPrepared(room, key)) {  // finished between the two looks
      room.discard(part);
      return set;
    }
    if (!lock->holds()) createDirectory(part = room.aside(key.name()));  // no locks to be had: aside from others
    return prepare(room, key, part, std::move(*lock), make);
  }
}

}  // namespace ganvas::data
