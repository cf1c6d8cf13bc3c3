#include "studio/starting_weights.h"

#include <filesystem>

#include "base/error.h"
#include "runs/run_directory.h"
#include "studio/checkpoint_store.h"

namespace ganvas::studio {

namespace fs = std::filesystem;

namespace {

constexpr const char* kRemedy = "Name a run's directory or a checkpoint's as start.weights_from, or leave it empty";

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
  return all;
}

engine::TakenWeights takeNewest(const fs::path& path, engine::Trainer& trainer, std::vector<std::string>& warnings) {
  const runs::RunDirectory run = runs::RunDirectory::open(path);
  engine::TakenWeights taken;
  const auto found = CheckpointStore(run).loadNewest(
      [&](const fs::path& checkpoint) { taken = trainer.loadWeights(checkpoint); },
      [&](std::int64_t bad, const Error& reason) {
        warnings.push_back("checkpoint " + std::to_string(bad) + " cannot be used: " + reason.what());
      });
  if (!found) {
    throw Error("the run has no checkpoint yet to take weights from", path.string(),
                "Train it further, or choose another (start.weights_from)");
  }
  return taken;
}

}  // namespace

StartingWeights takeStartingWeights(const std::string& from, engine::Trainer& trainer) {
  const fs::path path = from;
  std::error_code error;
  const bool checkpoint = engine::isCheckpoint(path);
  if (!checkpoint && !fs::exists(path / "manifest.toml", error)) {
    throw Error(fs::exists(path, error) ? "this holds no weights to start from: it is neither a run nor a checkpoint"
                                        : "the weights to start from are not there",
                from, kRemedy);
  }
  StartingWeights result;
  const engine::TakenWeights taken =
      checkpoint ? trainer.loadWeights(path) : takeNewest(path, trainer, result.warnings);
  if (taken.networks.empty()) {
    throw Error("no network here has the layers of those weights: " + joined(taken.differences), from,
                "Use the same layers as that run, or choose another (start.weights_from)");
  }
  result.text = "weights of " + from + ", step " + std::to_string(taken.step);
  if (!taken.differences.empty()) {
    result.warnings.push_back("only the " + taken.networks.front() + " begins with the weights of " + from + ": " +
                              joined(taken.differences));
  }
  return result;
}

}  // namespace ganvas::studio
