#include "runs/step_times.h"

#include <sched.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <nlohmann/json.hpp>
#include <string_view>
#include <thread>
#include <vector>

#include "base/files.h"
#include "config/network_plan.h"
#include "config/parameter.h"
#include "config/usual_set.h"
#include "runs/file_guard.h"
#include "runs/history.h"
#include "runs/run_directory.h"

namespace ganvas::runs {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uintmax_t kLargest = 32 << 20;  // bytes of the file: kMost entries of long networks
constexpr double kLongestStep = 24 * 3600.0;   // seconds: what takes longer is a damaged file
constexpr std::int64_t kLastSteps = 512;       // of a run's history
constexpr std::int64_t kLeastSteps = 10;       // a run that made fewer says little
constexpr const char* kFormat = "ganvas step times 1";

bool decidesSpeed(const std::string& key) {
  for (const std::string_view part : {"generator.", "discriminator.", "objective.", "generator_optimiser.kind",
                                      "discriminator_optimiser.kind", "schedule.batch_size", "compute."}) {
    if (key.starts_with(part)) return true;
  }
  return key == "diffusion.steps" || key == "data.source" || key == "data.width" || key == "data.height" ||
         key == "data.channels" || key == "data.classes";
}

int coresOfThisProcess() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return std::max(1, CPU_COUNT(&set));
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

std::string placeOf(const std::string& key, const std::string& device, const std::string& torch) {
  return key + "\n" + device + "\n" + torch;
}

bool isPlausible(double seconds) {
  return std::isfinite(seconds) && seconds > 0 && seconds < kLongestStep;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void makeDirectoryOf(const std::filesystem::path& file) {
  std::error_code ignored;  // writing says why not
  std::filesystem::create_directories(file.parent_path(), ignored);
}

std::optional<double> picturesPerSecond(const HistoryReader& history) {
  const std::int64_t steps = history.steps();
  if (steps < kLeastSteps) return std::nullopt;
  std::vector<double> speeds;
  for (const float value : history.values(kSpeedSeries, std::max<std::int64_t>(1, steps - kLastSteps), steps)) {
    if (std::isfinite(value) && value > 0) speeds.push_back(value);
  }
  if (speeds.empty()) return std::nullopt;
  return median(std::move(speeds));
}

}  // namespace

std::string speedKey(const config::Experiment& experiment) {
  std::string text;
  for (const config::Parameter& parameter : config::parameters()) {
    if (!decidesSpeed(parameter.key) || !parameter.appliesTo(experiment)) continue;
    text += parameter.key + "=" + config::valueText(parameter.get(experiment)) + "\n";
  }
  return text;
}

bool isDeviceOfThisMachine(const std::string& device, const config::Compute& compute) {
  const bool onCpu = device.starts_with("cpu");
  if (compute.device == "cpu" && !onCpu) return false;
  if (compute.device.starts_with("cuda") && onCpu) return false;
  std::error_code ignored;
  if (!onCpu) return std::filesystem::exists("/proc/driver/nvidia/gpus", ignored);
  const std::int64_t threads = compute.threads > 0 ? compute.threads : coresOfThisProcess();
  const std::string start = "cpu, " + std::to_string(threads) + " ";
  return device.starts_with(start);
}

std::optional<double> expectedSeconds(const config::Experiment& experiment, const StepTime& time) {
  const std::int64_t pictures = config::usualSet(experiment.data).pictures.value_or(time.pictures);
  if (pictures == 0 && experiment.schedule.steps == 0) return std::nullopt;
  return time.seconds * static_cast<double>(config::totalSteps(experiment, std::max<std::int64_t>(pictures, 1)));
}

std::filesystem::path StepTimes::standardFile() {
  return userCacheDirectory() / "step-times.json";
}

StepTimes StepTimes::load(const std::filesystem::path& file) {
  StepTimes all;
  try {
    const Json json = Json::parse(readWholeFile(file, kLargest));
    if (json.at("format") != kFormat) return {};
    for (const Json& entry : json.at("times")) {
      const StepTime time{entry.at("seconds"), entry.at("device"), entry.at("torch"), entry.at("pictures")};
      if (!isPlausible(time.seconds) || time.pictures < 0 || all.times_.size() >= kMost) continue;
      all.times_.push_back({placeOf(entry.at("key"), time.device, time.torch), time});
    }
  } catch (const std::exception&) {
    return {};  // it can be measured again
  }
  return all;
}

std::optional<StepTime> StepTimes::find(const config::Experiment& experiment, const std::string& torch) const {
  const std::string start = speedKey(experiment) + "\n";
  for (auto newest = times_.rbegin(); newest != times_.rend(); ++newest) {
    const StepTime& time = newest->time;
    if (!newest->place.starts_with(start)) continue;
    if (!torch.empty() && time.torch != torch) continue;
    if (isDeviceOfThisMachine(time.device, experiment.compute)) return time;
  }
  return std::nullopt;
}

void StepTimes::put(const config::Experiment& experiment, const StepTime& time) {
  const std::string place = placeOf(speedKey(experiment), time.device, time.torch);
  std::erase_if(times_, [&](const Entry& entry) { return entry.place == place; });
  if (times_.size() >= kMost) times_.erase(times_.begin());
  times_.push_back({place, time});
}

void StepTimes::save(const std::filesystem::path& file) const {
  Json entries = Json::array();
  for (const auto& [place, time] : times_) {
    const std::string key = place.substr(0, place.size() - time.device.size() - time.torch.size() - 2);
    entries.push_back({{"key", key},
                       {"seconds", time.seconds},
                       {"device", time.device},
                       {"torch", time.torch},
                       {"pictures", time.pictures}});
  }
  const Json json = {{"format", kFormat}, {"times", std::move(entries)}};
  makeDirectoryOf(file);
  writeFileAtomically(file, json.dump(1, ' ', false, Json::error_handler_t::replace));
}

void rememberStepTime(const config::Experiment& experiment, const StepTime& time, const std::filesystem::path& file) {
  makeDirectoryOf(file);
  const FileGuard guard(file.string() + ".lock", "the file of measured times");
  StepTimes times = StepTimes::load(file);
  times.put(experiment, time);
  times.save(file);
}

std::optional<StepTime> stepTimeOf(const std::filesystem::path& run, const config::Experiment& experiment) {
  try {
    const RunDirectory directory = RunDirectory::open(run);
    if (!isDeviceOfThisMachine(directory.manifest().device, experiment.compute)) return std::nullopt;
    if (speedKey(directory.experiment()) != speedKey(experiment)) return std::nullopt;
    const auto speed = picturesPerSecond(HistoryReader(directory.historyPath()));
    if (!speed) return std::nullopt;
    const double seconds = 1 / (config::stepsPerEpoch(directory.experiment(), 1) * *speed);
    if (!isPlausible(seconds)) return std::nullopt;
    return StepTime{seconds, directory.manifest().device, directory.manifest().torch, directory.manifest().pictures};
  } catch (const std::exception&) {
    return std::nullopt;  // a run that cannot be read says nothing
  }
}

}  // namespace ganvas::runs
