#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/batch_source.h"
#include "data/raw_file.h"
#include "imaging/fit.h"
#include "sets/picture_listing.h"

namespace ganvas::data {

/// How opening a set comes along: done and total pictures. Called on the thread that opens.
using SourceProgress = std::function<void(std::int64_t done, std::int64_t total)>;

/// imaging::decodeFitted, or what a test puts in its place.
using DecodePicture = std::function<imaging::SourcePicture(std::string_view bytes, const std::string& name,
                                                           const imaging::FitOptions&, std::span<std::uint8_t> pixels)>;

/// A picture that was decoded.
struct ImportedPicture {
  std::uint32_t listed = 0;       ///< its place in the listing
  imaging::SourcePicture source;  ///< width and height of its file
  std::uint64_t pixelHash = 0;    ///< contentHash() of its pixels
};

struct ImportedPictures {
  std::vector<ImportedPicture> pictures;  ///< in the listing's order
  std::vector<LeftOut> leftOut;           ///< those that could not be read or decoded, in that order
};

/// Decodes all pictures of a listing into `pixels`, one after the other (N×H×W×C bytes): some threads read (one, where
/// it is an archive), one for each core decodes. Pictures that cannot be used are left out; more than one in ten are an
/// Error that names the first. Throws Error also when the disk is full, or "cancelled".
ImportedPictures importPictures(const sets::PictureListing& listing, const imaging::FitOptions& options,
                                const RawFile& pixels, const std::stop_token& stop = {},
                                const SourceProgress& progress = {},
                                const DecodePicture& decode = imaging::decodeFitted);

}  // namespace ganvas::data
