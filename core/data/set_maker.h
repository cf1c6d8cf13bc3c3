#pragma once

#include <filesystem>
#include <stop_token>

#include "config/experiment.h"
#include "data/cache_key.h"
#include "data/cache_room.h"
#include "data/picture_import.h"

namespace ganvas::data {

/// How data.width, height, channels and fit bring pictures to their size. Throws Error: out of range.
imaging::FitOptions fitOptionsOf(const config::Data& data);

/// What a folder or archive is called: its name, and the split where all its pictures are of one.
std::string nameOf(const sets::PictureListing& listing);

/// Lists and decodes what lies at data.path and writes it into an empty directory of the cache as a prepared set
/// (docs/file-formats.md), after it has made room there. Throws Error as listPictures() and importPictures() do.
void makePreparedSet(const config::Data& data, const CacheKey& key, const CacheRoom& room,
                     const std::filesystem::path& directory, const std::stop_token& stop,
                     const SourceProgress& progress);

}  // namespace ganvas::data
