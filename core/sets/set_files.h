#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sets/archive_reader.h"

namespace ganvas::sets {

/// Some files of a set, by their bare names: in a directory, or in an archive whatever folder they lie in there.
/// An archive is read as a stream: files that are read in its order take one pass, going back begins anew.
class SetFiles {
 public:
  /// Looks at `place`: an archive; or a directory that holds one of `wanted` itself, in its sub-folder `folder`, or
  /// else in the only archive that it holds. An archive is looked through until all of `wanted` are found. Throws
  /// Error.
  SetFiles(const std::filesystem::path& place, const std::vector<std::string>& wanted, const std::string& folder);

  bool has(const std::string& name) const;
  /// Length of a file that is there. Throws Error: no plain file, not readable.
  std::int64_t bytes(const std::string& name) const;
  /// For messages: the file's path, or "ARCHIVE: MEMBER".
  std::string where(const std::string& name) const;
  /// The directory or archive that they are in.
  const std::filesystem::path& place() const { return place_; }
  bool isArchive() const { return archive_; }

  /// Fills `bytes` from `offset` on. Throws Error naming the file: it ends before, or cannot be read.
  void read(const std::string& name, std::int64_t offset, std::span<std::uint8_t> bytes);

 private:
  struct Member {
    std::string path;
    std::int64_t ordinal = 0;
    std::int64_t bytes = 0;
  };

  void enter(const std::filesystem::path& place, const std::vector<std::string>& wanted, const std::string& folder);
  void scan(const std::vector<std::string>& wanted);
  void readMember(const Member& member, std::int64_t offset, std::span<std::uint8_t> bytes);
  void moveTo(const Member& member, std::int64_t offset);
  [[noreturn]] void failShort(const std::string& name, std::int64_t offset, std::size_t count) const;

  std::filesystem::path place_;
  bool archive_ = false;
  std::map<std::string, Member> members_;  ///< of an archive, by their bare names
  std::unique_ptr<ArchiveReader> reader_;
  std::int64_t position_ = 0;  ///< in the member that reader_ is at
};

/// The archives among a directory's files, told by content; looks at some dozens of files at most. Never throws.
std::vector<std::filesystem::path> archivesIn(const std::filesystem::path& directory);

}  // namespace ganvas::sets
