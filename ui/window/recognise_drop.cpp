#include "window/recognise_drop.h"

#include <array>
#include <string>
#include <string_view>
#include <system_error>

#include "base/error.h"
#include "base/picture_folder.h"

namespace ganvas::ui {

namespace fs = std::filesystem;

namespace {

bool isFile(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
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

config::Data recogniseData(const fs::path& path, const config::Data& data) {
  std::error_code error;
  const bool folder = fs::is_directory(path, error);
  const fs::path place = folder ? path : path.parent_path();
  config::Data found = data;
  found.path = place.string();
  found.labels.clear();
  found.boxes.clear();
  found.split = "train";
  if (holdsCifar(place)) {
    found.source = "cifar10";
  } else if (holdsIdx(place)) {
    found.source = "idx";
  } else if (folder && place.has_relative_path() && looksLikePictureFolder(place)) {
    found.source = "folder";
  } else {
    throw Error("there is neither a folder of pictures nor one of MNIST’s (IDX) or CIFAR-10’s binary files",
                path.string(), "Choose another folder");
  }
  return found;
}

}  // namespace ganvas::ui
