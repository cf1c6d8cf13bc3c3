#include "sets/archive_container.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

#include "base/error.h"
#include "sets/archive_reader.h"
#include "sets/container_limits.h"
#include "sets/container_names.h"

namespace ganvas::sets {

namespace {

constexpr std::size_t kMostNameBytes = std::size_t{2} << 30;  // of all names together
constexpr std::size_t kNoFile = static_cast<std::size_t>(-1);

class ArchiveContainer : public PictureContainer {
 public:
  ArchiveContainer(std::filesystem::path path, const std::stop_token& stop) : path_(std::move(path)) { list(stop); }

  const std::vector<ContainedFile>& files() const override { return files_; }
  std::string read(std::size_t file) override;
  bool isDirectory() const override { return false; }
  const std::filesystem::path& path() const override { return path_; }

 private:
  void list(const std::stop_token& stop);
  void goTo(std::size_t file);
  std::string readHere(const ContainedFile& file);
  [[noreturn]] void fail(const std::string& problem, const ContainedFile& file) const;

  std::filesystem::path path_;
  std::vector<ContainedFile> files_;
  std::vector<std::uint32_t> ordinals_;  ///< place of each file among the archive's members
  std::mutex mutex_;                     ///< guards the rest
  std::unique_ptr<ArchiveReader> reader_;
  std::size_t last_ = kNoFile;  ///< the file that lastBytes_ is: several boxes of one picture follow each other
  std::string lastBytes_;
};

void ArchiveContainer::list(const std::stop_token& stop) {
  ArchiveReader reader(path_);
  std::size_t nameBytes = 0;
  while (reader.next()) {
    if (stop.stop_requested()) throw Error("cancelled", "", "");
    if (reader.ordinal() > static_cast<std::int64_t>(kMostFiles)) failTooMany(path_);
    const std::string& name = reader.name();
    if (name.empty() || !reader.isPlainFile() || isHiddenName(name)) continue;
    nameBytes += name.size();
    if (nameBytes > kMostNameBytes) throw Error("the names take too much memory", path_.string(), "Unpack the archive");
    const auto bytes = static_cast<std::uint64_t>(std::max<std::int64_t>(reader.bytes(), 0));
    files_.push_back({name, bytes, reader.time()});
    ordinals_.push_back(static_cast<std::uint32_t>(reader.ordinal()));
  }
}

std::string ArchiveContainer::read(std::size_t file) {
  const ContainedFile& wanted = files_.at(file);
  const std::lock_guard lock(mutex_);
  if (last_ == file) return lastBytes_;
  try {
    goTo(file);
    std::string bytes = readHere(wanted);
    lastBytes_ = bytes;
    last_ = file;
    return bytes;
  } catch (const Error&) {
    if (reader_ && !reader_->isUsable()) reader_.reset();
    throw;
  }
}

void ArchiveContainer::goTo(std::size_t file) {
  const auto place = static_cast<std::int64_t>(ordinals_[file]);
  if (!reader_ || reader_->ordinal() >= place) reader_ = std::make_unique<ArchiveReader>(path_);
  while (reader_->ordinal() < place) {
    if (!reader_->next()) fail("the archive has become shorter", files_[file]);
  }
  if (reader_->name() != files_[file].name) fail("the archive has changed", files_[file]);
}

// The length that the archive says is not believed: what is there counts, and no more than that is taken.
std::string ArchiveContainer::readHere(const ContainedFile& file) {
  if (file.bytes > kLargestFile) {
    fail("the file is larger than 256 MiB (" + std::to_string(file.bytes) + " bytes)", file);
  }
  std::array<char, 64 * 1024> chunk;
  std::string bytes;
  for (;;) {
    const auto view = std::span(reinterpret_cast<std::uint8_t*>(chunk.data()), chunk.size());
    const std::size_t got = reader_->read(view);
    bytes.append(chunk.data(), got);
    if (bytes.size() > file.bytes) fail("the file is longer than the archive says", file);
    if (got < chunk.size()) break;
  }
  if (bytes.size() < file.bytes) fail("the file ends early", file);
  return bytes;
}

void ArchiveContainer::fail(const std::string& problem, const ContainedFile& file) const {
  throw Error(problem, path_.string() + ": " + file.name, "Get the archive again");
}

}  // namespace

std::unique_ptr<PictureContainer> openArchive(const std::filesystem::path& path, const std::stop_token& stop) {
  return std::make_unique<ArchiveContainer>(path, stop);
}

}  // namespace ganvas::sets
