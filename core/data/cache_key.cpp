#include "data/cache_key.h"

#include <filesystem>
#include <memory>
#include <sstream>
#include <system_error>

#include "base/error.h"
#include "data/fingerprint.h"
#include "sets/data_home.h"
#include "sets/picture_container.h"

namespace ganvas::data {

namespace fs = std::filesystem;

namespace {

constexpr int kFormat = 1;   // of the prepared files
constexpr int kDecoder = 1;  // to be raised when the same files give other pixels

std::string stampOfDirectory(const fs::path& directory, const std::stop_token& stop) {
  Fingerprint hash;
  const std::unique_ptr<sets::PictureContainer> container = sets::openContainer(directory, stop);
  for (const sets::ContainedFile& file : container->files()) {
    hash.add(file.name);
    hash.add(file.bytes);
    hash.add(static_cast<std::uint64_t>(file.time));
  }
  return std::to_string(container->files().size()) + " files " + hash.text();
}

/// What tells whether a file or directory has changed; "none" where there is none of that name.
std::string stampOf(const fs::path& path, const std::stop_token& stop) {
  std::error_code failure;
  if (fs::is_directory(path, failure)) return stampOfDirectory(path, stop);
  const std::uintmax_t size = fs::file_size(path, failure);
  if (failure) return "none";
  const auto time = fs::last_write_time(path, failure).time_since_epoch().count();
  return std::to_string(size) + " bytes " + std::to_string(time);
}

/// Labels are named as FILE or FILE#COLUMN: a file of the disk, also beside the set, or of the set itself, whose stamp
/// it is in.
std::string stampOfLabels(const config::Data& data, const std::stop_token& stop) {
  std::string stamps;
  for (const std::string& name : {data.labels, data.labels.substr(0, data.labels.rfind('#'))}) {
    for (const fs::path& file : {sets::expandHome(name), fs::path(data.path).parent_path() / name}) {
      stamps += stampOf(file, stop) + ", ";
    }
  }
  return stamps;
}

}  // namespace

std::string CacheKey::name() const {
  Fingerprint first, second;
  first.add(text);
  second.add("second half");
  second.add(text);
  return first.text() + second.text();
}

CacheKey cacheKeyOf(const config::Data& data, const std::stop_token& stop) {
  const std::string stamp = stampOf(data.path, stop);
  if (stamp == "none") sets::openContainer(data.path, stop);  // says what is wrong
  std::ostringstream text;
  text.precision(17);
  text << "format " << kFormat << "\ndecoder " << kDecoder << "\npath " << data.path << "\nfiles " << stamp;
  text << "\nsize " << data.width << "x" << data.height << "x" << data.channels << "\nfit " << data.fit << "\nsplit "
       << data.split << "\nlabels " << data.labels;
  if (!data.labels.empty()) text << "\nlabels file " << stampOfLabels(data, stop);
  if (!data.boxes.empty()) {
    text << "\nboxes " << data.boxes << "\nboxes files " << stampOf(data.boxes, stop) << "\nmargin " << data.boxMargin
         << "\nsmallest " << data.boxSmallest;
  }
  return {text.str()};
}

}  // namespace ganvas::data
