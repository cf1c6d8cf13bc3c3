#include "data/folder_source.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/picture_folder.h"
#include "data/fingerprint.h"
#include "data/parallel.h"
#include "data/read_request.h"
#include "imaging/fitted_picture.h"
#include "imaging/picture_bytes.h"
#include "sets/plain_file.h"

namespace ganvas::data {

namespace {

namespace fs = std::filesystem;

constexpr int kLargestSide = 4096;
constexpr std::size_t kMostLeftOut = 10;  // one in so many pictures
constexpr std::size_t kNamed = 3;         // pictures named in a warning

class FolderSource : public BatchSource {
 public:
  FolderSource(PictureFolder files, SetInfo info, const std::stop_token& stop);

  const SetInfo& info() const override { return info_; }
  void read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) override;
  std::string fingerprint() const override { return fingerprint_; }

 private:
  void takeFingerprint(const fs::path& root, const std::stop_token& stop);

  SetInfo info_;
  std::vector<FolderPicture> pictures_;
  std::string fingerprint_;
};

FolderSource::FolderSource(PictureFolder files, SetInfo info, const std::stop_token& stop)
    : info_(std::move(info)), pictures_(std::move(files.pictures)) {
  takeFingerprint(files.root, stop);
}

void FolderSource::read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) {
  checkRequest(info_, first, pixels, labels);
  const std::size_t bytes = info_.pictureBytes();
  inParallel(labels.size(), [&](std::size_t i) {
    const FolderPicture& picture = pictures_[static_cast<std::size_t>(first) + i];
    imaging::readFitted(picture.file, info_.width, info_.height, info_.channels, pixels.subspan(i * bytes, bytes));
    labels[i] = picture.label;
  });
}

// Names, sizes and times: a folder of photographs is too large to be read for this.
void FolderSource::takeFingerprint(const fs::path& root, const std::stop_token& stop) {
  Fingerprint fingerprint;
  fingerprint.add("folder");
  for (const int number : {info_.width, info_.height, info_.channels}) {
    fingerprint.add(static_cast<std::uint64_t>(number));
  }
  for (const FolderPicture& picture : pictures_) {
    if (stop.stop_requested()) throw Error("cancelled", "", "");
    std::error_code ignored;  // a file that has gone meanwhile is found when it is read
    fingerprint.add(picture.file.lexically_relative(root).string());
    fingerprint.add(static_cast<std::uint64_t>(fs::file_size(picture.file, ignored)));
    const auto time = fs::last_write_time(picture.file, ignored).time_since_epoch();
    fingerprint.add(static_cast<std::uint64_t>(time.count()));
  }
  fingerprint_ = fingerprint.text();
}

void checkOptions(const FolderOptions& options) {
  const auto check = [](bool good, int value, const char* key, const char* range) {
    if (!good) throw Error("the value " + std::to_string(value) + " is out of range", key, std::string("Use ") + range);
  };
  const auto isSide = [](int side) { return side >= 1 && side <= kLargestSide; };
  check(isSide(options.width), options.width, "data.width", "1 to 4096");
  check(isSide(options.height), options.height, "data.height", "1 to 4096");
  check(options.channels == 1 || options.channels == 3, options.channels, "data.channels", "1 or 3");
}

/// What is wrong with each file; nothing where it may be a picture.
std::vector<std::optional<Error>> findFaults(const std::vector<FolderPicture>& pictures, const std::stop_token& stop) {
  std::vector<std::optional<Error>> faults(pictures.size());
  const auto look = [&](std::size_t i) {
    try {
      imaging::checkPicture(pictures[i].file);
    } catch (const Error& error) {
      faults[i] = error;
    }
  };
  inParallel(pictures.size(), look, stop);
  return faults;
}

[[noreturn]] void failUnusable(std::size_t bad, std::size_t all, const Error& first) {
  if (all == 1) throw first;
  throw Error(std::to_string(bad) + " of the folder's " + std::to_string(all) +
                  " pictures cannot be used; this one: " + first.problem(),
              first.where(), "Get these files again, or remove them from the folder");
}

/// Takes the files out that cannot be pictures.
void leaveOut(PictureFolder& files, std::vector<std::string>& warnings, const std::stop_token& stop) {
  const std::vector<std::optional<Error>> faults = findFaults(files.pictures, stop);
  std::vector<FolderPicture> good;
  std::vector<const Error*> bad;
  for (std::size_t i = 0; i < faults.size(); ++i) {
    if (faults[i]) {
      bad.push_back(&*faults[i]);
    } else {
      good.push_back(std::move(files.pictures[i]));
    }
  }
  if (bad.size() * kMostLeftOut > faults.size()) failUnusable(bad.size(), faults.size(), *bad.front());
  files.pictures = std::move(good);
  if (bad.empty()) return;
  std::string text = std::to_string(bad.size()) + " of the folder's " + std::to_string(faults.size()) +
                     " pictures left out because they cannot be used: ";
  for (std::size_t i = 0; i < bad.size() && i < kNamed; ++i) {
    text += (i == 0 ? "" : ", ") + bad[i]->where() + " (" + bad[i]->problem() + ")";
  }
  if (bad.size() > kNamed) text += " and " + std::to_string(bad.size() - kNamed) + " more";
  warnings.push_back(std::move(text));
}

/// The `limit` pictures to train on (0: all): as many of each class as can be, the first of each, in the given order.
std::vector<FolderPicture> limitPictures(std::vector<FolderPicture> pictures, std::size_t classes, std::int64_t limit) {
  const auto available = static_cast<std::int64_t>(pictures.size());
  std::int64_t left = limitedCount(available, limit);
  if (left == available) return pictures;
  std::vector<std::int64_t> missing(std::max<std::size_t>(classes, 1));  // pictures of each class not yet granted
  for (const FolderPicture& picture : pictures) ++missing[static_cast<std::size_t>(picture.label)];
  std::vector<std::int64_t> granted(missing.size());
  for (std::size_t label = 0; left > 0; label = (label + 1) % missing.size()) {
    if (missing[label] == 0) continue;
    --missing[label], ++granted[label], --left;
  }
  std::vector<FolderPicture> taken;
  for (FolderPicture& picture : pictures) {
    if (granted[static_cast<std::size_t>(picture.label)]-- > 0) taken.push_back(std::move(picture));
  }
  return taken;
}

std::string nameOf(const fs::path& directory) {
  const fs::path plain = (directory / "").lexically_normal().parent_path();  // "cats/" is cats
  const std::string name = plain.filename().string();
  return name.find_first_not_of('.') == std::string::npos ? "folder" : name;
}

}  // namespace

std::unique_ptr<BatchSource> openFolder(const fs::path& directory, const FolderOptions& options,
                                        const std::stop_token& stop) {
  checkOptions(options);
  sets::requireDirectory(directory);
  PictureFolder files = listPictureFolder(directory, options.split, stop);
  SetInfo info{nameOf(directory), options.width, options.height, options.channels, 0, files.classNames, {}};
  if (files.hasSplits) info.name += " (" + options.split + ")";
  leaveOut(files, info.warnings, stop);
  if (files.withoutClass > 0) {
    info.warnings.push_back("left out because they lie beside the folders of the classes: " +
                            std::to_string(files.withoutClass) + " of the folder's pictures");
  }
  files.pictures = limitPictures(std::move(files.pictures), files.classNames.size(), options.limit);
  info.count = static_cast<std::int64_t>(files.pictures.size());
  return std::make_unique<FolderSource>(std::move(files), std::move(info), stop);
}

}  // namespace ganvas::data
