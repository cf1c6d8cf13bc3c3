#include "studio/checkpoint_store.h"

#include <array>
#include <cerrno>
#include <fstream>
#include <ranges>
#include <string>
#include <system_error>
#include <vector>

#include "base/files.h"

namespace ganvas::studio {

namespace fs = std::filesystem;

namespace {

fs::path withSuffix(fs::path path, const std::string& suffix) {
  path += suffix;
  return path;
}

void renameOrThrow(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) {
    throw Error("cannot rename to " + to.filename().string() + " (" + error.message() + ")", from.string(),
                "Check the folder's permissions");
  }
}

[[noreturn]] void throwUnreadable(const fs::path& path, const std::string& reason) {
  throw Error("the checkpoint cannot be read (" + reason + ")", path.string(),
              "Nothing was changed: check the disk and the permissions, then try again");
}

/// Throws Error unless every byte of the file can be read.
void requireReadable(const fs::path& file) {
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) throwUnreadable(file, std::generic_category().message(errno));
  std::array<char, 1 << 16> block;
  while (in.read(block.data(), block.size())) {
  }
  if (in.bad() || !in.eof()) throwUnreadable(file, std::generic_category().message(errno));
}

/// Passes over what is damaged or not the run's. Throws Error for what may be a good checkpoint: one that a newer
/// program wrote, or a file that cannot be read just now. Going on from an older one would cost the steps in between.
void requireBad(const fs::path& checkpoint, const Error& reason) {
  if (reason.advice().find("newer Ganvas") != std::string::npos) throw reason;
  std::error_code error;
  for (fs::directory_iterator entry(checkpoint, error), end; !error && entry != end; entry.increment(error)) {
    if (!entry->is_directory(error)) requireReadable(entry->path());
  }
  if (error) throwUnreadable(checkpoint, error.message());
}

/// Renames NNNNNN to NNNNNN.unusable, or the first such name that is free.
void moveAside(const fs::path& checkpoint) {
  fs::path aside = withSuffix(checkpoint, ".unusable");
  for (int n = 2; fs::exists(aside); ++n) aside = withSuffix(checkpoint, ".unusable" + std::to_string(n));
  renameOrThrow(checkpoint, aside);
}

/// Puts a complete directory in place. What may be there, an incomplete one that somebody made, steps aside.
void putInPlace(const fs::path& part, const fs::path& target) {
  if (fs::exists(target)) moveAside(target);
  renameOrThrow(part, target);
  syncDirectory(target.parent_path());
}

}  // namespace

void CheckpointStore::write(std::int64_t step, const std::function<void(const fs::path&)>& save) {
  const fs::path target = run_.checkpointPath(step);
  const fs::path part = withSuffix(target, ".part");
  try {
    fs::remove_all(part);
    fs::create_directories(part);
    save(part);
    putInPlace(part, target);
  } catch (const fs::filesystem_error& error) {
    std::error_code ignored;
    fs::remove_all(part, ignored);
    throw Error("cannot write the checkpoint (" + error.code().message() + ")", target.string(),
                "Check free space and the folder's permissions");
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(part, ignored);
    throw;
  }
}

void CheckpointStore::prune() const {
  const config::Checkpoints& policy = run_.experiment().checkpoints;
  run_.pruneCheckpoints(policy.keepLast, policy.keepEvery);
}

std::optional<std::int64_t> CheckpointStore::loadNewest(const std::function<void(const fs::path&)>& load,
                                                        const BadCheckpoint& bad) const {
  const std::vector<std::int64_t> steps = run_.checkpointSteps();
  if (steps.empty()) return std::nullopt;
  std::string newest;
  for (const std::int64_t step : std::views::reverse(steps)) {
    try {
      load(run_.checkpointPath(step));
      return step;
    } catch (const Error& error) {
      requireBad(run_.checkpointPath(step), error);
      if (newest.empty()) newest = error.what();
      if (bad) bad(step, error);
    }
  }
  throw Error("none of the run's checkpoints can be used (the newest: " + newest + ")", run_.path().string(),
              "Nothing was deleted: restore a checkpoint from a copy, or use the Ganvas that wrote it");
}

void CheckpointStore::setAsideAfter(std::int64_t step) const {
  for (const std::int64_t later : run_.checkpointSteps()) {
    if (later > step) moveAside(run_.checkpointPath(later));
  }
}

}  // namespace ganvas::studio
