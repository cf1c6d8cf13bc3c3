#include "studio/sample_grid.h"

#include <algorithm>
#include <system_error>

#include "base/error.h"
#include "base/random.h"
#include "imaging/contact_sheet.h"
#include "imaging/picture_file.h"

namespace ganvas::studio {

namespace {

constexpr std::uint64_t kGridStream = 0x67726964;  // "grid": its own stream of the experiment's seed
constexpr int kGalleryRows = 10;
constexpr int kGalleryColumns = 10;
constexpr std::int64_t kGalleryBatch = 50;  // bounds the memory of large pictures

}  // namespace

std::uint64_t gridSeed(const config::Experiment& experiment) {
  return streamSeed(static_cast<std::uint64_t>(experiment.seed), kGridStream);
}

std::shared_ptr<const GridPicture> makeGrid(const config::Experiment& experiment, engine::Trainer& trainer,
                                            const std::stop_token& stop) {
  auto grid = std::make_shared<GridPicture>();
  grid->step = trainer.stepsDone();
  grid->rows = static_cast<int>(experiment.evaluation.sampleRows);
  grid->columns = static_cast<int>(experiment.evaluation.sampleColumns);
  const ImageBatch pictures =
      trainer.sample(gridSeed(experiment), 0, static_cast<std::int64_t>(grid->rows) * grid->columns, {}, stop);
  imaging::SheetOptions options;
  options.columns = grid->columns;
  grid->sheet = imaging::contactSheet(pictures, options);
  return grid;
}

int sheetScale(int width, int height) {
  return std::clamp(64 / std::max({width, height, 1}), 1, 4);
}

void writeGallery(const config::Experiment& experiment, engine::Trainer& trainer, const std::filesystem::path& file,
                  const std::stop_token& stop) {
  ImageBatch all;
  const std::int64_t count = std::int64_t{kGalleryRows} * kGalleryColumns;
  for (std::int64_t first = 0; first < count; first += kGalleryBatch) {
    ImageBatch part = trainer.sample(gridSeed(experiment), first, std::min(kGalleryBatch, count - first), {}, stop);
    if (first == 0) {
      all = std::move(part);
    } else {
      all.pixels.insert(all.pixels.end(), part.pixels.begin(), part.pixels.end());
    }
  }
  imaging::SheetOptions options;
  options.columns = kGalleryColumns;
  options.scale = sheetScale(all.width, all.height);
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  if (error) {
    throw Error("the folder cannot be made (" + error.message() + ")", file.parent_path().string(),
                "Check free space and permissions");
  }
  imaging::writePng(file, imaging::contactSheet(all, options));
}

}  // namespace ganvas::studio
