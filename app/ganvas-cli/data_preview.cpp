#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "data_commands.h"
#include "data_look.h"
#include "engine/augmentation_preview.h"
#include "imaging/contact_sheet.h"
#include "imaging/picture_file.h"
#include "interrupt.h"
#include "report.h"

namespace ganvas::cli {

namespace {

constexpr int kReadableWidth = 64;  ///< pixels that a picture of the sheet has at least, as far as whole factors go

struct PreviewOptions {
  LookOptions look;
  std::string out;
  int count = 35;
  bool augmented = false;
};

/// Pictures drawn from all of the set by the experiment's seed, each at most once.
std::vector<std::int64_t> somePictures(const config::Experiment& experiment, std::int64_t pictures, int count) {
  std::vector<std::int64_t> order = epochOrder(static_cast<std::uint64_t>(experiment.seed), 0, pictures);
  order.resize(std::min(order.size(), static_cast<std::size_t>(count)));
  return order;
}

ImageBatch augmented(const config::Experiment& experiment, const ImageBatch& pictures) {
  if (experiment.augmentation == config::Augmentation{}) {
    warn("no augmentation is switched on; for example --set augmentation.flip=0.5");
  }
  return engine::previewAugmentation(experiment.augmentation, pictures, static_cast<std::uint64_t>(experiment.seed), 1);
}

Picture sheetOf(const ImageBatch& pictures) {
  imaging::SheetOptions options;
  options.columns = static_cast<int>(std::ceil(std::sqrt(1.4 * static_cast<double>(pictures.size()))));
  options.scale = std::max(1, kReadableWidth / std::max(1, pictures.width));
  return imaging::contactSheet(pictures, options);
}

int preview(const PreviewOptions& options) {
  const config::Experiment experiment = experimentOf(options.look);
  const std::unique_ptr<session::Inspector> inspector = session::makeInspector();
  const InterruptWatch watch([&] { inspector->cancel(); });
  inspector->open(experiment);
  session::Inspection inspection =
      follow(*inspector, [&](const session::Inspection& known) { return known.open || watch.interrupted(); });
  if (inspection.open && !watch.interrupted()) {
    inspector->choose(somePictures(experiment, inspection.info.count, options.count));
    inspection = follow(*inspector, [&](const auto& known) { return known.chosen || watch.interrupted(); });
  }
  if (!inspection.chosen || watch.interrupted()) return kInterrupted;
  inspector->cancel();
  const ImageBatch& chosen = inspection.chosen->pictures;
  imaging::writePng(options.out, sheetOf(options.augmented ? augmented(experiment, chosen) : chosen));
  std::cout << chosen.size() << " pictures of " << inspection.info.name << " in " << options.out << '\n';
  return kDone;
}

}  // namespace

void addDataPreview(CLI::App& data, Action& action) {
  auto options = std::make_shared<PreviewOptions>();
  CLI::App* command = data.add_subcommand("preview", "Write a sheet of some pictures, as training would see them");
  addLookOptions(*command, options->look);
  command->add_option("--out", options->out, "PNG file to write")->required();
  command->add_option("--count", options->count, "Pictures")->check(CLI::Range(1, 1024))->capture_default_str();
  command->add_flag("--augmented", options->augmented, "As the discriminator would see them");
  command->callback([&action, options] { action = [options] { return preview(*options); }; });
}

}  // namespace ganvas::cli
