#include "window/dropped.h"

#include <QCoreApplication>
#include <array>
#include <exception>
#include <string_view>
#include <system_error>

#include "base/picture_folder.h"
#include "bridge/text.h"
#include "config/recipes.h"

namespace ganvas::ui {

namespace fs = std::filesystem;

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::Dropped", text);
}

bool isFile(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

/// The run that `path` is or lies in, at most three folders up (samples/000500.png, checkpoints/000500/…).
fs::path runAround(fs::path path) {
  for (int i = 0; i < 4 && path.has_relative_path(); ++i, path = path.parent_path()) {
    if (isFile(path / "manifest.toml") && isFile(path / "experiment.toml")) return path;
  }
  return {};
}

Dropped readRecipe(const fs::path& file) {
  try {
    DroppedRecipe recipe{config::loadRecipe(file.string()), fileName(file.filename())};
    recipe.experiment.about.sweep.clear();  // a run of one's own
    return recipe;
  } catch (const std::exception& error) {
    return DroppedUnknown{QString::fromStdString(error.what())};
  }
}

bool holdsCifar(const fs::path& folder) {
  for (const char* name : {"data_batch_1.bin", "test_batch.bin", "cifar-10-batches-bin/data_batch_1.bin"}) {
    if (isFile(folder / name)) return true;
  }
  return false;
}

bool holdsIdx(const fs::path& folder) {
  constexpr std::array<std::string_view, 2> kParts{"train", "t10k"};
  for (const std::string_view part : kParts) {
    for (const char* dot : {"-", "."}) {
      for (const char* end : {"", ".gz"}) {
        if (isFile(folder / (std::string(part) + "-images" + dot + "idx3-ubyte" + end))) return true;
      }
    }
  }
  return false;
}

}  // namespace

Dropped recognise(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return DroppedUnknown{tr("%1 is not there.").arg(fileName(path))};
  const bool folder = fs::is_directory(path, error);
  // A run's experiment.toml is a recipe as well: whoever drops that one file wants the experiment.
  if (!folder && path.extension() == ".toml" && path.filename() != "manifest.toml") return readRecipe(path);
  if (const fs::path run = runAround(path); !run.empty()) return DroppedRun{run};
  const fs::path place = folder ? path : path.parent_path();
  if (holdsCifar(place)) return DroppedData{"cifar10", place};
  if (holdsIdx(place)) return DroppedData{"idx", place};
  if (folder && place.has_relative_path() && looksLikePictureFolder(place)) return DroppedData{"folder", place};
  return DroppedUnknown{
      tr("%1 is neither a run, nor a recipe (.toml), nor a folder of pictures or of MNIST’s (IDX) or CIFAR-10’s binary "
         "files.")
          .arg(fileName(path.filename()))};
}

}  // namespace ganvas::ui
