#include "base/picture_folder.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/error.h"

namespace ganvas {

namespace fs = std::filesystem;

namespace {

struct Listing {
  std::vector<fs::path> folders, pictures;  ///< sorted
};

bool isPictureName(const fs::path& file) {
  constexpr std::array<std::string_view, 7> kEnds{".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".bmp", ".webp"};
  std::string end = file.extension().string();
  for (char& c : end) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::find(kEnds.begin(), kEnds.end(), end) != kEnds.end();
}

[[noreturn]] void failToList(const fs::path& directory, const std::error_code& failure) {
  throw Error("the folder cannot be listed: " + failure.message(), directory.string(),
              "Check its permissions and those above it");
}

Listing list(const fs::path& directory, const std::stop_token& stop) {
  Listing listing;
  std::error_code failure;
  for (fs::directory_iterator entry(directory, failure); !failure && entry != fs::directory_iterator();
       entry.increment(failure)) {
    if (stop.stop_requested()) throw Error("cancelled", "", "");
    const fs::path& path = entry->path();
    if (path.filename().string().starts_with('.')) continue;
    std::error_code ignored;  // a link to nowhere is neither
    if (entry->is_directory(ignored)) {
      listing.folders.push_back(path);
    } else if (isPictureName(path) && entry->is_regular_file(ignored)) {
      listing.pictures.push_back(path);
    }
  }
  if (failure) failToList(directory, failure);
  std::sort(listing.folders.begin(), listing.folders.end());
  std::sort(listing.pictures.begin(), listing.pictures.end());
  return listing;
}

/// Adds all pictures below a directory; `entered` holds the true places of those that were visited.
void collect(const fs::path& directory, std::set<fs::path>& entered, std::vector<fs::path>& pictures,
             const std::stop_token& stop) {
  std::error_code failure;
  const fs::path place = fs::canonical(directory, failure);
  if (failure) failToList(directory, failure);
  if (!entered.insert(place).second) return;
  Listing listing = list(directory, stop);
  pictures.insert(pictures.end(), listing.pictures.begin(), listing.pictures.end());
  for (const fs::path& folder : listing.folders) collect(folder, entered, pictures, stop);
}

bool isSplit(const fs::path& folder) {
  return folder.filename() == "train" || folder.filename() == "test";
}

constexpr int kMostLooked = 20000;  // entries that a quick look may cost

/// Finds out whether there is a picture without listing all.
class QuickLook {
 public:
  /// Whether a picture lies in the directory or up to `depth` levels below.
  bool finds(const fs::path& directory, int depth) {
    std::vector<fs::path> folders;
    std::error_code failure;
    for (fs::directory_iterator entry(directory, failure); !failure && entry != fs::directory_iterator();
         entry.increment(failure)) {
      if (left_ == 0) return false;
      --left_;
      const fs::path& path = entry->path();
      if (path.filename().string().starts_with('.')) continue;
      std::error_code ignored;
      if (entry->is_directory(ignored)) {
        folders.push_back(path);
      } else if (isPictureName(path) && entry->is_regular_file(ignored)) {
        return true;
      }
    }
    return depth > 0 && std::any_of(folders.begin(), folders.end(),
                                    [&](const fs::path& folder) { return finds(folder, depth - 1); });
  }

 private:
  int left_ = kMostLooked;
};

/// Enters the split's folder where there are such.
void chooseSplit(PictureFolder& files, Listing& listing, const std::string& split, const std::stop_token& stop) {
  const auto splits = std::count_if(listing.folders.begin(), listing.folders.end(), isSplit);
  files.hasSplits = splits == 2 || (splits == 1 && listing.folders.size() == 1);
  if (!files.hasSplits) return;
  const fs::path wanted = files.root / split;
  if (std::find(listing.folders.begin(), listing.folders.end(), wanted) == listing.folders.end()) {
    const std::string other = listing.folders.front().filename().string();
    throw Error("the folder holds the split '" + other + "' only", files.root.string(),
                "Use --set data.split=" + other);
  }
  files.root = wanted;
  listing = list(wanted, stop);
}

}  // namespace

PictureFolder listPictureFolder(const fs::path& directory, const std::string& split, const std::stop_token& stop) {
  PictureFolder files;
  files.root = directory;
  Listing top = list(directory, stop);
  chooseSplit(files, top, split, stop);
  std::error_code failure;
  const fs::path root = fs::canonical(files.root, failure);
  if (failure) failToList(files.root, failure);
  for (const fs::path& folder : top.folders) {
    std::set<fs::path> entered{root};  // a link back to it is no class
    std::vector<fs::path> pictures;
    collect(folder, entered, pictures, stop);
    if (pictures.empty()) continue;
    const auto label = static_cast<std::int32_t>(files.classNames.size());
    files.classNames.push_back(folder.filename().string());
    for (fs::path& picture : pictures) files.pictures.push_back({std::move(picture), label});
  }
  if (files.classNames.empty()) {
    for (fs::path& picture : top.pictures) files.pictures.push_back({std::move(picture), 0});
  } else {
    files.withoutClass = static_cast<std::int64_t>(top.pictures.size());
  }
  if (!files.pictures.empty()) return files;
  throw Error("there is no picture in the folder", files.root.string(),
              "Set data.path to a folder of PNG, JPEG, BMP or WebP files, or of sub-folders with such, one for each "
              "class");
}

bool looksLikePictureFolder(const fs::path& directory) {
  QuickLook look;
  return look.finds(directory, 1) || look.finds(directory / "train", 1) || look.finds(directory / "test", 1);
}

}  // namespace ganvas
