#include <nlohmann/json.hpp>

#include "runs/run_list.h"

namespace ganvas::runs {

namespace {

using Json = nlohmann::ordered_json;

const char* lockText(LockState lock) {
  switch (lock) {
    case LockState::Free:
      return "free";
    case LockState::HeldHere:
      return "held";
    case LockState::HeldElsewhere:
      return "held elsewhere";
    case LockState::Stale:
      return "stale";
  }
  return "";
}

Json jsonOf(const RunSummary& run) {
  Json scalars = Json::object();
  for (const auto& [name, value] : run.lastScalars) scalars[name] = value;  // NaN and infinities are written as null
  return {{"path", run.path.string()},
          {"directory", run.path.filename().string()},
          {"state", run.stateText()},
          {"problem", run.problem},
          {"lock", lockText(run.lock)},
          {"interrupted", run.interrupted},
          {"name", run.displayName()},
          {"tags", run.notes.tags},
          {"note", run.notes.note},
          {"bytes", run.bytes < 0 ? Json(nullptr) : Json(run.bytes)},
          {"recipe", run.manifest.recipe},
          {"sweep", run.manifest.sweep},
          {"created", run.manifest.created},
          {"version", run.manifest.version},
          {"torch", run.manifest.torch},
          {"device", run.manifest.device},
          {"fingerprint", run.manifest.fingerprint},
          {"data_name", run.manifest.dataName},
          {"pictures", run.manifest.pictures},
          {"seed", run.manifest.seed},
          {"conditional", run.manifest.conditional},
          {"classes", run.manifest.classes},
          {"step", run.history.step},
          {"total_steps", run.history.totalSteps},
          {"seconds", run.history.seconds},
          {"failure", run.history.failure},
          {"last_scalars", scalars},
          {"last_checkpoint", run.lastCheckpoint},
          {"latest_sample", run.latestSample}};
}

// Names of files need not be UTF-8: what is not is replaced.
std::string textOf(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string toJson(const RunSummary& run) {
  return textOf(jsonOf(run));
}

std::string toJson(const std::vector<RunSummary>& runs) {
  Json list = Json::array();
  for (const RunSummary& run : runs) list.push_back(jsonOf(run));
  return textOf(list);
}

}  // namespace ganvas::runs
