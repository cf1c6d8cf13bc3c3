#include "sets/idx_files.h"

#include <system_error>

#include "base/error.h"
#include "sets/plain_file.h"

namespace ganvas::sets {

namespace fs = std::filesystem;

namespace {

const char* prefixOf(const std::string& split) {
  return split == "test" ? "t10k" : "train";
}

// "train-images" and "idx3-ubyte" make train-images-idx3-ubyte[.gz] or train-images.idx3-ubyte[.gz]. The plain file
// comes first: it reads faster. Empty when none is there.
fs::path findSpelling(const fs::path& directory, const std::string& stem, const std::string& tail) {
  for (const char* ending : {"", ".gz"}) {
    for (const char* separator : {"-", "."}) {
      const fs::path file = directory / (stem + separator + tail + ending);
      if (isThere(file)) return file;
    }
  }
  return {};
}

fs::path findImages(const fs::path& directory, const std::string& split) {
  return findSpelling(directory, std::string(prefixOf(split)) + "-images", "idx3-ubyte");
}

IdxFiles findInDirectory(const fs::path& directory, const std::string& split) {
  requireDirectory(directory);
  const fs::path images = findImages(directory, split);
  if (!images.empty()) {
    return {images, findSpelling(directory, std::string(prefixOf(split)) + "-labels", "idx1-ubyte")};
  }
  const std::string other = split == "test" ? "train" : "test";
  if (!findImages(directory, other).empty()) {
    throw Error("the directory holds the split '" + other + "' only, not '" + split + "'", directory.string(),
                "Set it with --set data.split=" + other);
  }
  throw Error("the directory holds no " + std::string(prefixOf(split)) + "-images-idx3-ubyte or " + prefixOf(split) +
                  "-images-idx3-ubyte.gz",
              directory.string(), "Set data.path to the directory that holds MNIST's IDX files, or to one such file");
}

bool replace(std::string& text, const std::string& from, const std::string& to) {
  const std::size_t place = text.rfind(from);
  if (place == std::string::npos) return false;
  text.replace(place, from.size(), to);
  return true;
}

// The labels that belong to a lone images file: the same name with labels for images and idx1 for idx3.
fs::path labelsBeside(const fs::path& images) {
  std::string name = images.filename().string();
  if (!replace(name, "images", "labels")) return {};
  replace(name, "idx3", "idx1");
  const std::string gz = ".gz";
  const std::string twin = name.ends_with(gz) ? name.substr(0, name.size() - gz.size()) : name + gz;
  for (const std::string& candidate : {name, twin}) {
    if (isThere(images.parent_path() / candidate)) return images.parent_path() / candidate;
  }
  return {};
}

}  // namespace

IdxFiles findIdxFiles(const fs::path& path, const std::string& split) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (status.type() == fs::file_type::not_found) {
    throw Error("there is no such directory or file", path.string(), "Set it with --set data.path=DIR");
  }
  if (fs::is_directory(status) || status.type() == fs::file_type::none) return findInDirectory(path, split);
  return {path, labelsBeside(path)};
}

}  // namespace ganvas::sets
