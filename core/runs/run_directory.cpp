#include "runs/run_directory.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <ctime>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/files.h"
#include "config/toml.h"
#include "runs/history_file.h"
#include "runs/run_files.h"

namespace ganvas::runs {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestName = 64;
constexpr int kMostOfOneName = 10000;
constexpr const char* kPart = ".part";

// Letters, digits, '-' and '_'; runs of anything else become one '-'.
std::string reduced(const std::string& name) {
  std::string result;
  for (const char c : name) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (plain) {
      result += c;
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  result.resize(std::min(result.size(), kLongestName));
  while (!result.empty() && result.back() == '-') result.pop_back();
  return result.empty() ? "run" : result;
}

std::string localStamp() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y%m%d-%H%M%S", &parts);
  return {text, length};
}

[[noreturn]] void refuseToMake(const fs::path& path, const std::string& reason) {
  throw Error("the directory cannot be made: " + reason, path.string(),
              "Choose another directory for runs (--runs-dir, GANVAS_RUNS_DIR), or check permissions and free space");
}

// Makes a directory that was not there before.
fs::path makeUnique(const fs::path& runsDir, const std::string& name) {
  for (int i = 1; i < kMostOfOneName; ++i) {
    fs::path path = runsDir / (i == 1 ? name : name + "-" + std::to_string(i));
    if (::mkdir(path.c_str(), 0777) == 0) return path;
    if (errno != EEXIST) refuseToMake(path, std::strerror(errno));
  }
  refuseToMake(runsDir / name, "all names are taken");
}

void makeDirectory(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) refuseToMake(path, error.message());
}

// The step that a checkpoint directory's name says, or 0.
std::int64_t stepOf(const std::string& name) {
  std::int64_t step = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), step);
  return error == std::errc() && step > 0 && stepName(step) == name ? step : 0;
}

std::vector<std::string> entriesOf(const fs::path& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  return names;
}

bool isPart(std::string_view name) {
  if (!name.ends_with(kPart)) return false;
  name.remove_suffix(std::strlen(kPart));
  return !name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

fs::path normalPath(const fs::path& path) {
  fs::path result = fs::absolute(path).lexically_normal();
  return result.has_filename() ? result : result.parent_path();
}

std::string stepName(std::int64_t step) {
  std::string digits = std::to_string(step);
  if (digits.size() < 6) digits.insert(0, 6 - digits.size(), '0');
  return digits;
}

std::vector<std::int64_t> completeCheckpoints(const fs::path& run) {
  std::vector<std::int64_t> steps;
  for (const std::string& name : entriesOf(run / "checkpoints")) {
    const std::int64_t step = stepOf(name);
    std::error_code error;
    if (step > 0 && fs::is_regular_file(run / "checkpoints" / name / "state.safetensors", error)) steps.push_back(step);
  }
  std::sort(steps.begin(), steps.end());
  return steps;
}

std::vector<std::int64_t> checkpointsToDrop(const std::vector<std::int64_t>& steps, std::int64_t keepLast,
                                            std::int64_t keepEvery) {
  const auto newest = static_cast<std::size_t>(std::max<std::int64_t>(keepLast, 1));
  std::vector<std::int64_t> drop;
  for (std::size_t i = 0; i < steps.size() && steps.size() - i > newest; ++i) {
    if (keepEvery <= 0 || steps[i] % keepEvery != 0) drop.push_back(steps[i]);
  }
  return drop;
}

std::vector<fs::path> checkpointParts(const fs::path& run) {
  std::vector<fs::path> parts;
  for (const std::string& name : entriesOf(run / "checkpoints")) {
    if (isPart(name)) parts.push_back(run / "checkpoints" / name);
  }
  return parts;
}

void refuseLinkedFolder(const fs::path& run, const char* folder) {
  std::error_code error;
  if (!fs::is_symlink(run / folder, error)) return;
  throw Error("nothing is removed through a symbolic link", (run / folder).string(),
              "Put the folder itself into the run, or remove its files yourself");
}

bool looksLikeRun(const fs::path& directory) {
  std::error_code error;
  return fs::is_directory(directory, error) &&
         (fs::exists(directory / "manifest.toml", error) || fs::exists(directory / "experiment.toml", error) ||
          fs::exists(directory / "history.db", error));
}

RunDirectory::RunDirectory(fs::path path, config::Experiment experiment, Manifest manifest)
    : path_(std::move(path)), experiment_(std::move(experiment)), manifest_(std::move(manifest)) {}

RunDirectory RunDirectory::create(const fs::path& runsDir, const std::string& name,
                                  const config::Experiment& experiment, Manifest manifest) {
  manifest.format = 1;
  if (manifest.name.empty()) manifest.name = name;
  if (manifest.recipe.empty()) manifest.recipe = experiment.about.name;
  if (manifest.sweep.empty()) manifest.sweep = experiment.about.sweep;
  if (manifest.created.empty()) manifest.created = utcNow();

  const fs::path parent = normalPath(runsDir);
  makeDirectory(parent);
  const fs::path path = makeUnique(parent, localStamp() + "-" + reduced(name));
  try {
    for (const char* folder : {"samples", "checkpoints", "exports"}) makeDirectory(path / folder);
    writeFileAtomically(path / "experiment.toml", config::writeToml(experiment));
    writeFileAtomically(path / "manifest.toml", manifestText(manifest));  // last: what has none is half made
    syncDirectory(parent);
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(path, ignored);
    throw;
  }
  return RunDirectory(path, experiment, std::move(manifest));
}

RunDirectory RunDirectory::open(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) throw Error("there is no such run directory", path.string(), "");
  Manifest manifest = readManifest(path);
  return RunDirectory(normalPath(path), config::readTomlFile(path / "experiment.toml"), std::move(manifest));
}

void RunDirectory::rewriteExperiment(const config::Experiment& experiment) {
  writeFileAtomically(path_ / "experiment.toml", config::writeToml(experiment));
  experiment_ = experiment;
}

fs::path RunDirectory::samplePath(std::int64_t step) const {
  return path_ / "samples" / (stepName(step) + ".png");
}

fs::path RunDirectory::checkpointPath(std::int64_t step) const {
  return path_ / "checkpoints" / stepName(step);
}

std::vector<std::int64_t> RunDirectory::checkpointSteps() const {
  return completeCheckpoints(path_);
}

void RunDirectory::pruneCheckpoints(std::int64_t keepLast, std::int64_t keepEvery) const {
  refuseLinkedFolder(path_, "checkpoints");
  for (const std::int64_t step : checkpointsToDrop(checkpointSteps(), keepLast, keepEvery)) {
    // Renamed first: killed half way, what is left is a part and never taken for a checkpoint.
    const fs::path path = checkpointPath(step);
    fs::path part = path;
    part += kPart;
    std::error_code error;
    fs::remove_all(part, error);
    fs::rename(path, part, error);
    if (error) throw Error("the old checkpoint cannot be removed: " + error.message(), path.string(), "");
  }
  for (const fs::path& part : checkpointParts(path_)) {
    std::error_code error;
    fs::remove_all(part, error);
    if (error) {
      throw Error("the left-over checkpoint cannot be removed: " + error.message(), part.string(), "");
    }
  }
}

}  // namespace ganvas::runs
