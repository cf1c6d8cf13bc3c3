#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "imaging/fit.h"
#include "sets/picture_listing.h"

namespace ganvas::testing {

/// Files in memory that look like a directory or an archive.
class MemoryContainer : public sets::PictureContainer {
 public:
  explicit MemoryContainer(bool directory) : directory_(directory) {}

  void add(const std::string& name, std::string bytes) {
    files_.push_back({name, bytes.size(), 0});
    contents_.push_back(std::move(bytes));
  }
  const std::vector<sets::ContainedFile>& files() const override { return files_; }
  std::string read(std::size_t file) override {
    if (readers++ > 0) together = true;
    if (file < last) backwards = true;
    last = file;
    if (onRead) onRead(file);
    --readers;
    if (contents_[file] == "unreadable") throw Error("it cannot be read", files_[file].name, "");
    return contents_[file];
  }
  bool isDirectory() const override { return directory_; }
  const std::filesystem::path& path() const override { return path_; }

  std::function<void(std::size_t)> onRead;
  std::atomic<int> readers = 0;
  std::atomic<bool> together = false, backwards = false;
  std::atomic<std::size_t> last = 0;

 private:
  bool directory_;
  std::filesystem::path path_ = "/pictures";
  std::vector<sets::ContainedFile> files_;
  std::vector<std::string> contents_;
};

/// Pictures that decodeByte() reads, picture i of the value i.
inline sets::PictureListing listingOf(std::size_t pictures, bool directory = true) {
  auto container = std::make_shared<MemoryContainer>(directory);
  sets::PictureListing listing;
  for (std::size_t i = 0; i < pictures; ++i) {
    container->add("p" + std::to_string(i) + ".png", std::string(1, static_cast<char>(i)));
    listing.pictures.push_back({static_cast<std::uint32_t>(i), 0, {}});
  }
  listing.container = container;
  return listing;
}

/// A file of one byte is a picture all of that value, 7 × 5 in its file; others are damaged.
inline imaging::SourcePicture decodeByte(std::string_view bytes, const std::string& name, const imaging::FitOptions&,
                                         std::span<std::uint8_t> pixels) {
  if (bytes.size() != 1) throw Error("the picture is damaged", name, "");
  std::fill(pixels.begin(), pixels.end(), static_cast<std::uint8_t>(bytes[0]));
  return {7, 5};
}

}  // namespace ganvas::testing
