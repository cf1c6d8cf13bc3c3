#include "data/picture_import.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/error.h"
#include "data/decoding_line.h"

namespace ganvas::data {

namespace {

using Faults = std::map<std::size_t, Error>;  // by the place in the listing

constexpr std::size_t kMostLeftOut = 10;        // one in so many pictures
constexpr std::int64_t kMovedAtOnce = 4 << 20;  // bytes

void checkFaults(const Faults& faults, const sets::PictureListing& listing) {
  const std::size_t all = listing.pictures.size();
  if (faults.size() * kMostLeftOut <= all) return;
  const Error& first = faults.begin()->second;
  if (all == 1) throw first;
  const std::string kind = listing.container->isDirectory() ? "folder" : "archive";
  throw Error(std::to_string(faults.size()) + " of the " + kind + "'s " + std::to_string(all) +
                  " pictures cannot be used; this one: " + first.problem(),
              first.where(), "Get these files again, or remove them");
}

void moveDown(const RawFile& pixels, std::int64_t from, std::int64_t to, std::int64_t bytes) {
  std::vector<std::uint8_t> part;
  for (std::int64_t done = 0; done < bytes; done += kMovedAtOnce) {
    part.resize(static_cast<std::size_t>(std::min(kMovedAtOnce, bytes - done)));
    pixels.readAt(from + done, part);
    pixels.writeAt(to + done, part);
  }
}

/// Closes the gaps that pictures with faults have left in the file.
void closeGaps(const RawFile& pixels, const Faults& faults, std::int64_t count, std::int64_t pictureBytes) {
  std::int64_t kept = 0, from = 0;
  const auto keepUntil = [&](std::int64_t end) {
    if (kept != from) moveDown(pixels, from * pictureBytes, kept * pictureBytes, (end - from) * pictureBytes);
    kept += end - from;
  };
  for (const auto& [picture, fault] : faults) {
    keepUntil(static_cast<std::int64_t>(picture));
    from = static_cast<std::int64_t>(picture) + 1;
  }
  keepUntil(count);
  pixels.resize(kept * pictureBytes);
}

}  // namespace

ImportedPictures importPictures(const sets::PictureListing& listing, const imaging::FitOptions& options,
                                const RawFile& pixels, const std::stop_token& stop, const SourceProgress& progress,
                                const DecodePicture& decode) {
  const auto count = static_cast<std::int64_t>(listing.pictures.size());
  const std::int64_t pictureBytes = std::int64_t{options.width} * options.height * options.channels;
  pixels.reserve(count * pictureBytes);
  DecodingLine line(listing, options, pixels, decode);
  line.run(stop, progress);
  const Faults& faults = line.faults();
  checkFaults(faults, listing);
  closeGaps(pixels, faults, count, pictureBytes);

  ImportedPictures imported;
  for (const auto& [picture, fault] : faults) {
    const std::string& name = listing.container->files()[listing.pictures[picture].file].name;
    imported.leftOut.push_back({name, fault.problem()});
  }
  imported.pictures = std::move(line.pictures());
  std::erase_if(imported.pictures, [&](const ImportedPicture& picture) { return faults.contains(picture.listed); });
  return imported;
}

}  // namespace ganvas::data
