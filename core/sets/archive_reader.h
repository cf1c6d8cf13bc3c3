#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

struct archive;
struct archive_entry;

namespace ganvas::sets {

/// One pass over a .zip or a .tar, plain or packed (gzip, bzip2, xz, zstd, lz4): its members in order, the data of each
/// on demand. What is skipped in a plain .tar or a .zip is not read. Not for several threads at once.
class ArchiveReader {
 public:
  /// Throws Error: no plain file, not an archive.
  explicit ArchiveReader(std::filesystem::path path);

  const std::filesystem::path& path() const { return path_; }

  /// Goes to the next member; false at the end. Throws Error: damaged, truncated, encrypted.
  bool next();

  /// Of the member that next() went to, counted from 0.
  std::int64_t ordinal() const { return ordinal_; }
  /// Its path, '/' between the parts, without "." and empty parts. Empty: it would leave the archive ("..", "/etc/…"),
  /// is longer than a path can be, or has no name.
  const std::string& name() const { return name_; }
  /// No folder, link, device or other such thing.
  bool isPlainFile() const;
  std::int64_t bytes() const;  ///< as the archive says it; −1 where it does not
  std::int64_t time() const;   ///< nanoseconds since 1970; 0 where the archive does not say

  /// The next bytes of the member; fewer than asked for only where it ends. Throws Error ("ARCHIVE: MEMBER").
  std::size_t read(std::span<std::uint8_t> bytes);

  /// After an Error: whether the members that follow can still be read by this reader.
  bool isUsable() const { return usable_; }

  /// Bytes unpacked so far, skipped ones included. 0 where skipping costs nothing (plain .tar, .zip).
  std::int64_t unpacked() const;

 private:
  struct Close {
    void operator()(archive* reader) const;
  };

  [[noreturn]] void failHere(int code);
  std::string place() const;

  std::filesystem::path path_;
  std::unique_ptr<archive, Close> archive_;
  archive_entry* entry_ = nullptr;  ///< belongs to archive_
  std::int64_t ordinal_ = -1;
  std::string name_;
  bool usable_ = true;
};

/// Whether a file begins as a .zip does; without the directory at its end ArchiveReader cannot open it.
bool beginsLikeZip(const std::filesystem::path& file);

/// `name` in plain form, as ArchiveReader::name().
std::string plainMemberName(const std::string& name);

}  // namespace ganvas::sets
