#include "data/set_maker.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "data/prepared_set.h"
#include "sets/picture_listing.h"

namespace ganvas::data {

namespace fs = std::filesystem;

namespace {

int checked(std::int64_t value, std::int64_t least, std::int64_t most, const char* key, const char* range) {
  if (value >= least && value <= most) return static_cast<int>(value);
  throw Error("the value " + std::to_string(value) + " is out of range", key, std::string("Use ") + range);
}

imaging::Fit fitNamed(const std::string& name) {
  if (name == "centre") return imaging::Fit::Centre;
  if (name == "stretch") return imaging::Fit::Stretch;
  if (name == "letterbox") return imaging::Fit::Letterbox;
  throw Error("there is no fit '" + name + "'", "data.fit", "Use centre, stretch or letterbox");
}

/// The directory that all pictures lie in: "photos/train/" of photos/train/cats/1.jpg and photos/train/dogs/1.jpg.
std::string_view commonDirectory(const sets::PictureListing& listing) {
  const auto& files = listing.container->files();
  std::string_view common = files[listing.pictures.front().file].name;
  for (const sets::ListedPicture& picture : listing.pictures) {
    const std::string& name = files[picture.file].name;
    const auto [end, other] = std::mismatch(common.begin(), common.end(), name.begin(), name.end());
    common = common.substr(0, static_cast<std::size_t>(end - common.begin()));
  }
  return common.substr(0, common.rfind('/') + 1);
}

std::string splitOf(std::string_view directory) {
  constexpr std::array<std::string_view, 4> kSplits{"train", "test", "val", "valid"};
  for (std::size_t end = directory.find('/'); end != std::string_view::npos; end = directory.find('/')) {
    const std::string_view folder = directory.substr(0, end);
    if (std::find(kSplits.begin(), kSplits.end(), folder) != kSplits.end()) return std::string(folder);
    directory.remove_prefix(end + 1);
  }
  return {};
}

PictureIndex indexOf(const sets::PictureListing& listing, const ImportedPictures& imported) {
  PictureIndex index;
  for (const ImportedPicture& picture : imported.pictures) {
    const sets::ContainedFile& file = listing.container->files()[listing.pictures[picture.listed].file];
    index.names += file.name;
    index.entries.push_back({index.names.size(), static_cast<std::int64_t>(file.bytes), picture.source.width,
                             picture.source.height, picture.pixelHash});
  }
  return index;
}

std::vector<std::int32_t> labelsOf(const sets::PictureListing& listing, const ImportedPictures& imported) {
  std::vector<std::int32_t> labels;
  for (const ImportedPicture& picture : imported.pictures) labels.push_back(listing.pictures[picture.listed].label);
  return labels;
}

/// "3 of 60 pictures left out because they cannot be used: a.png (it is empty), …"
void warnOf(const std::string& what, const std::vector<LeftOut>& leftOut, std::vector<std::string>& warnings) {
  constexpr std::size_t kNamed = 3;
  if (leftOut.empty()) return;
  std::string text = std::to_string(leftOut.size()) + " " + what + ": ";
  for (std::size_t i = 0; i < leftOut.size() && i < kNamed; ++i) {
    text += (i == 0 ? "" : ", ") + leftOut[i].name + " (" + leftOut[i].reason + ")";
  }
  if (leftOut.size() > kNamed) text += " and " + std::to_string(leftOut.size() - kNamed) + " more";
  warnings.push_back(std::move(text));
}

/// All but the pixels.
void writeFacts(PreparedHeader header, const sets::PictureListing& listing, ImportedPictures imported,
                const fs::path& directory) {
  header.info.classNames = listing.classNames;
  header.info.count = static_cast<std::int64_t>(imported.pictures.size());
  header.info.warnings = listing.warnings;
  const std::string all = std::to_string(listing.pictures.size());
  warnOf("of " + all + " pictures left out because they cannot be used", imported.leftOut, header.info.warnings);
  warnOf("left out from the beginning", listing.leftOut, header.info.warnings);
  header.leftOut = listing.leftOut;
  header.leftOut.insert(header.leftOut.end(), imported.leftOut.begin(), imported.leftOut.end());

  const std::vector<std::int32_t> labels = labelsOf(listing, imported);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(labels.data());
  RawFile::create(directory / kLabelsFile).writeAt(0, {bytes, labels.size() * sizeof(std::int32_t)});
  header.labelsHash = hashOf(labels);
  const PictureIndex index = indexOf(listing, imported);
  IndexFiles::write(directory, index);
  header.namesBytes = static_cast<std::int64_t>(index.names.size());
  header.indexHash = hashOf(index);
  header.fingerprint = fingerprintOf(header.info, index, labels, {});
  writeHeader(directory, header);
}

}  // namespace

imaging::FitOptions fitOptionsOf(const config::Data& data) {
  constexpr int kLargestSide = 4096;
  imaging::FitOptions options;
  options.width = checked(data.width, 1, kLargestSide, "data.width", "1 to 4096");
  options.height = checked(data.height, 1, kLargestSide, "data.height", "1 to 4096");
  options.channels = data.channels == 3 ? 3 : checked(data.channels, 1, 1, "data.channels", "1 or 3");
  options.fit = fitNamed(data.fit);
  return options;
}

std::string nameOf(const sets::PictureListing& listing) {
  std::string name = listing.container->path().filename().string();
  if (name.find_first_not_of('.') == std::string::npos) name = "folder";
  const std::string split = listing.pictures.empty() ? "" : splitOf(commonDirectory(listing));
  return split.empty() ? name : name + " (" + split + ")";
}

void makePreparedSet(const config::Data& data, const CacheKey& key, const CacheRoom& room, const fs::path& directory,
                     const std::stop_token& stop, const SourceProgress& progress) {
  const imaging::FitOptions options = fitOptionsOf(data);
  const sets::PictureListing listing = sets::listPictures(data, stop);
  PreparedHeader header;
  header.key = key.name();
  header.inputs = key.text;
  header.info = {nameOf(listing), options.width, options.height, options.channels, 0, {}, {}};
  constexpr std::int64_t kFactsBytes = 100;  // index, name and label of a picture, about
  const auto count = static_cast<std::int64_t>(listing.pictures.size());
  room.makeRoom(count * (static_cast<std::int64_t>(header.info.pictureBytes()) + kFactsBytes));

  const RawFile pixels = RawFile::create(directory / kPixelsFile);
  ImportedPictures imported = importPictures(listing, options, pixels, stop, progress);
  pixels.sync();  // after a power cut all else shows at the next opening that it is not whole; pixels only later
  writeFacts(std::move(header), listing, std::move(imported), directory);
}

}  // namespace ganvas::data
