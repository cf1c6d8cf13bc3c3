#include "studio/sampling.h"

#include <algorithm>
#include <iomanip>
#include <memory>
#include <sstream>

#include "base/error.h"
#include "engine/sampler.h"
#include "imaging/contact_sheet.h"
#include "imaging/picture_file.h"
#include "runs/run_directory.h"
#include "studio/checkpoint_store.h"
#include "studio/sample_grid.h"

namespace ganvas::studio {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kBatch = 64;

struct OpenedSampler {
  std::unique_ptr<engine::Sampler> sampler;
  std::int64_t step = 0;
};

OpenedSampler openSampler(const runs::RunDirectory& run, std::optional<std::int64_t> step,
                          const std::function<void(const std::string&)>& warn) {
  OpenedSampler opened;
  const auto load = [&](const fs::path& checkpoint) {
    opened.sampler = std::make_unique<engine::Sampler>(run.experiment(), checkpoint);
  };
  if (step) {
    const std::vector<std::int64_t> steps = run.checkpointSteps();
    if (std::find(steps.begin(), steps.end(), *step) == steps.end()) {
      std::string known;
      for (const std::int64_t other : steps) known += (known.empty() ? "" : ", ") + std::to_string(other);
      throw Error("there is no checkpoint of step " + std::to_string(*step), run.path().string(),
                  known.empty() ? "The run has no checkpoint yet" : "It has those of steps " + known);
    }
    load(run.checkpointPath(*step));
    opened.step = *step;
    return opened;
  }
  const auto found = CheckpointStore(run).loadNewest(load, [&](std::int64_t bad, const Error& reason) {
    if (warn) warn("checkpoint " + std::to_string(bad) + " cannot be used: " + reason.what());
  });
  if (!found) throw Error("the run has no checkpoint yet", run.path().string(), "Train it further");
  opened.step = *found;
  return opened;
}

/// 000000.png, wide enough that names sort by number whatever the count.
std::string pictureName(std::int64_t index, std::int64_t count) {
  const int digits = std::max<int>(6, static_cast<int>(std::to_string(count - 1).size()));
  std::ostringstream name;
  name << std::setw(digits) << std::setfill('0') << index << ".png";
  return name.str();
}

Picture pictureOf(const ImageBatch& batch, std::size_t index) {
  Picture picture{batch.width, batch.height, batch.channels, {}};
  const std::size_t bytes = batch.pictureBytes();
  const auto begin = batch.pixels.begin() + static_cast<std::ptrdiff_t>(index * bytes);
  picture.pixels.assign(begin, begin + static_cast<std::ptrdiff_t>(bytes));
  return picture;
}

/// Keeps the first `most` pictures for the sheet.
void addTo(ImageBatch& sheet, const ImageBatch& batch, std::int64_t most) {
  sheet.width = batch.width;
  sheet.height = batch.height;
  sheet.channels = batch.channels;
  const std::size_t room = static_cast<std::size_t>(most) - std::min<std::size_t>(most, sheet.size());
  const std::size_t bytes = std::min(room, batch.size()) * batch.pictureBytes();
  sheet.pixels.insert(sheet.pixels.end(), batch.pixels.begin(),
                      batch.pixels.begin() + static_cast<std::ptrdiff_t>(bytes));
}

void makeDirectory(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) {
    throw Error("cannot make the folder (" + error.message() + ")", directory.string(),
                "Choose a folder that you may write to");
  }
}

}  // namespace

SampleResult makeSamples(const SampleRequest& request, const SampleHooks& hooks) {
  const runs::RunDirectory run = runs::RunDirectory::open(request.run);
  OpenedSampler opened = openSampler(run, request.step, hooks.warn);
  opened.sampler->checkClass(request.onlyClass);
  makeDirectory(request.out);

  const std::uint64_t seed = request.seed.value_or(static_cast<std::uint64_t>(run.experiment().seed));
  const std::int64_t onSheet = request.sheet ? request.sheet->cells() : 0;
  const std::int64_t total = std::max(request.count, onSheet);
  ImageBatch sheet;
  for (std::int64_t first = 0; first < total; first += kBatch) {
    if (hooks.stop.stop_requested()) throw Error("cancelled", request.out.string(), "");
    const ImageBatch batch =
        opened.sampler->sample(seed, first, std::min(kBatch, total - first), request.onlyClass, hooks.stop);
    if (first < onSheet) addTo(sheet, batch, onSheet);
    for (std::int64_t i = first; i < std::min(request.count, first + kBatch); ++i) {
      imaging::writePng(request.out / pictureName(i, request.count),
                        pictureOf(batch, static_cast<std::size_t>(i - first)));
    }
    if (hooks.progress) hooks.progress(std::min(total, first + kBatch), total);
  }

  SampleResult result{opened.step, request.count, {}};
  if (request.sheet) {
    imaging::SheetOptions options;
    options.columns = static_cast<int>(request.sheet->columns);
    options.scale = sheetScale(sheet.width, sheet.height);
    result.sheet = request.out / "sheet.png";
    imaging::writePng(result.sheet, imaging::contactSheet(sheet, options));
  }
  return result;
}

}  // namespace ganvas::studio
