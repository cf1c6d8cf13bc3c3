#include "data/folder_source.h"

#include <filesystem>
#include <utility>

#include "data/limited_choice.h"
#include "data/prepared_source.h"
#include "data/read_request.h"
#include "data/set_cache.h"
#include "data/set_maker.h"
#include "sets/picture_listing.h"

namespace ganvas::data {

namespace fs = std::filesystem;

namespace {

/// With a path that is the same for "cats" and "cats/", so that they share a prepared set.
config::Data withPlainPath(config::Data data) {
  const fs::path path = fs::path(data.path).lexically_normal();
  data.path = (path.has_filename() ? path : path.parent_path()).string();
  return data;
}

}  // namespace

std::unique_ptr<BatchSource> openFolder(const config::Data& wanted, const std::stop_token& stop,
                                        const SourceProgress& progress) {
  const config::Data data = withPlainPath(wanted);
  fitOptionsOf(data);  // before anything is listed
  limitedCount(0, data.limit);
  CacheRoom room;
  const CacheKey key = cacheKeyOf(data, stop);
  const auto make = [&](const fs::path& directory) { makePreparedSet(data, key, room, directory, stop, progress); };
  auto set = findOrPrepare(room, key, make, stop);
  const auto classes = static_cast<std::int64_t>(set->header.info.classNames.size());
  std::vector<std::int64_t> chosen = limitedChoice(set->labels, classes, data.limit);
  return openPrepared(std::move(set), std::move(room), std::move(chosen));
}

SetInfo lookAtFolder(const config::Data& wanted, const std::stop_token& stop) {
  const config::Data data = withPlainPath(wanted);
  SetInfo info;
  if (const auto set = findPrepared(CacheRoom(), cacheKeyOf(data, stop))) {
    info = set->header.info;
  } else {
    const imaging::FitOptions options = fitOptionsOf(data);
    const sets::PictureListing listing = sets::listPictures(data, stop);
    info = {nameOf(listing),
            options.width,
            options.height,
            options.channels,
            static_cast<std::int64_t>(listing.pictures.size()),
            listing.classNames,
            listing.warnings};
  }
  info.count = limitedCount(info.count, data.limit);
  return info;
}

}  // namespace ganvas::data
