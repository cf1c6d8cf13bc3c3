#include "runs/disk_use.h"

#include <string>
#include <system_error>

namespace ganvas::runs {

namespace fs = std::filesystem;

namespace {

std::int64_t& kindOf(DiskUse& use, const std::string& entry) {
  if (entry == "checkpoints") return use.checkpoints;
  if (entry == "samples") return use.samples;
  if (entry == "exports") return use.exports;
  if (entry.starts_with("history.db")) return use.history;
  return use.other;
}

std::int64_t sizeOf(const fs::directory_entry& entry) {
  std::error_code error;
  if (entry.is_symlink(error) || !entry.is_regular_file(error)) return 0;
  const std::uintmax_t size = entry.file_size(error);
  return error ? 0 : static_cast<std::int64_t>(size);
}

}  // namespace

std::int64_t bytesOf(const fs::path& path) {
  std::error_code error;
  const fs::directory_entry self(path, error);
  if (error) return 0;
  std::int64_t bytes = sizeOf(self);
  if (self.is_symlink(error)) return 0;
  constexpr auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator entry(path, options, error), end; !error && entry != end;
       entry.increment(error)) {
    bytes += sizeOf(*entry);
  }
  return bytes;
}

DiskUse diskUse(const fs::path& run) {
  DiskUse use;
  std::error_code error;
  for (fs::directory_iterator entry(run, error), end; !error && entry != end; entry.increment(error)) {
    kindOf(use, entry->path().filename().string()) += bytesOf(entry->path());
  }
  return use;
}

}  // namespace ganvas::runs
