#include "sets/set_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

#include "base/error.h"
#include "sets/container_names.h"
#include "sets/picture_container.h"
#include "sets/plain_file.h"

namespace ganvas::sets {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostNames = 4096;  // of an archive that are remembered: the sets have a dozen
constexpr int kMostLooked = 64;

}  // namespace

std::vector<fs::path> archivesIn(const fs::path& directory) {
  std::vector<fs::path> archives;
  int looked = 0;
  std::error_code failure;
  for (fs::directory_iterator entry(directory, failure); !failure && entry != fs::directory_iterator();
       entry.increment(failure)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (isHiddenName(name) || isPictureName(name) || !entry->is_regular_file(ignored)) continue;
    if (++looked > kMostLooked) break;
    if (sets::isArchive(entry->path())) archives.push_back(entry->path());
  }
  std::sort(archives.begin(), archives.end());
  return archives;
}

SetFiles::SetFiles(const fs::path& place, const std::vector<std::string>& wanted, const std::string& folder) {
  std::error_code failure;
  if (fs::is_regular_file(place, failure)) {
    place_ = place;
    archive_ = true;
  } else {
    requireDirectory(place);
    enter(place, wanted, folder);
  }
  if (archive_) scan(wanted);
}

void SetFiles::enter(const fs::path& place, const std::vector<std::string>& wanted, const std::string& folder) {
  const auto holdsOne = [&](const fs::path& directory) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const auto& name) { return isThere(directory / name); });
  };
  place_ = place;
  if (holdsOne(place)) return;
  const std::vector<fs::path> archives = archivesIn(place);
  if (isThere(place / folder)) {
    place_ = place / folder;
  } else if (archives.size() == 1) {
    place_ = archives.front();
    archive_ = true;
  }
}

void SetFiles::scan(const std::vector<std::string>& wanted) {
  ArchiveReader reader(place_);
  std::size_t missing = wanted.size();
  while (missing > 0 && members_.size() < kMostNames && reader.next()) {
    if (reader.name().empty() || !reader.isPlainFile() || isHiddenName(reader.name())) continue;
    const std::string base(baseName(reader.name()));
    const Member member{reader.name(), reader.ordinal(), std::max<std::int64_t>(reader.bytes(), 0)};
    if (!members_.emplace(base, member).second) continue;
    if (std::find(wanted.begin(), wanted.end(), base) != wanted.end()) --missing;
  }
}

bool SetFiles::has(const std::string& name) const {
  return archive_ ? members_.contains(name) : isThere(place_ / name);
}

std::int64_t SetFiles::bytes(const std::string& name) const {
  return archive_ ? members_.at(name).bytes : plainFileSize(place_ / name);
}

std::string SetFiles::where(const std::string& name) const {
  if (!archive_) return (place_ / name).string();
  const auto member = members_.find(name);
  return place_.string() + ": " + (member == members_.end() ? name : member->second.path);
}

void SetFiles::read(const std::string& name, std::int64_t offset, std::span<std::uint8_t> bytes) {
  if (archive_) {
    try {
      readMember(members_.at(name), offset, bytes);
    } catch (const Error&) {
      reader_.reset();
      throw;
    }
    return;
  }
  std::ifstream stream(place_ / name, std::ios::binary);
  stream.seekg(offset);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!stream) failShort(name, offset, bytes.size());
}

void SetFiles::readMember(const Member& member, std::int64_t offset, std::span<std::uint8_t> bytes) {
  moveTo(member, offset);
  const std::size_t got = reader_->read(bytes);
  position_ += static_cast<std::int64_t>(got);
  if (got < bytes.size()) failShort(std::string(baseName(member.path)), offset, bytes.size());
}

void SetFiles::moveTo(const Member& member, std::int64_t offset) {
  const bool behind =
      reader_ && (reader_->ordinal() > member.ordinal || (reader_->ordinal() == member.ordinal && position_ > offset));
  if (!reader_ || behind) reader_ = std::make_unique<ArchiveReader>(place_);
  while (reader_->ordinal() < member.ordinal) {
    if (!reader_->next()) throw Error("the archive has become shorter", place_.string(), "Get the archive again");
    position_ = 0;
  }
  if (reader_->name() != member.path) throw Error("the archive has changed", place_.string(), "Open it again");
  std::array<std::uint8_t, 64 * 1024> passed;
  while (position_ < offset) {
    const std::int64_t count = std::min<std::int64_t>(offset - position_, passed.size());
    const std::size_t got = reader_->read(std::span(passed).first(static_cast<std::size_t>(count)));
    if (got == 0) failShort(std::string(baseName(member.path)), offset, 1);
    position_ += static_cast<std::int64_t>(got);
  }
}

void SetFiles::failShort(const std::string& name, std::int64_t offset, std::size_t count) const {
  throw Error("the " + std::to_string(count) + " bytes from byte " + std::to_string(offset) + " on cannot be read",
              where(name), "Check the file's permissions and the disk, and that nothing changes the file");
}

}  // namespace ganvas::sets
