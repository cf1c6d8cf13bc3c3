#include "sets/archive_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <fstream>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "sets/plain_file.h"

namespace ganvas::sets {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBlockBytes = 256 * 1024;
constexpr std::size_t kLongestName = 4096;  // a path cannot be longer
constexpr const char* kGetAgain = "Get the archive again";

/// libarchive translates names to the thread's locale and drops what does not fit there: under LANG=C all but ASCII.
class Utf8Names {
 public:
  Utf8Names() : before_(uselocale(locale())) {}
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;
  ~Utf8Names() { uselocale(before_); }

 private:
  static locale_t locale() {
    static const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return utf8;  // null, where there is none, leaves the thread's as it is
  }

  locale_t before_;
};

}  // namespace

bool beginsLikeZip(const fs::path& file) {
  char start[4] = {};
  std::ifstream(file, std::ios::binary).read(start, sizeof start);
  return std::string_view(start, sizeof start) == std::string_view("PK\3\4", 4);
}

std::string plainMemberName(const std::string& name) {
  if (name.empty() || name.front() == '/' || name.size() > kLongestName) return {};
  if (name.find('\0') != std::string::npos) return {};
  std::string plain;
  for (std::size_t start = 0; start <= name.size();) {
    const std::size_t end = std::min(name.find('/', start), name.size());
    const std::string_view part(name.data() + start, end - start);
    start = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == "..") return {};
    if (!plain.empty()) plain += '/';
    plain += part;
  }
  return plain;
}

void ArchiveReader::Close::operator()(archive* reader) const {
  archive_read_free(reader);
}

ArchiveReader::ArchiveReader(fs::path path) : path_(std::move(path)), archive_(archive_read_new()) {
  plainFileSize(path_);  // throws where there is none
  if (!archive_) throw Error("there is no memory left to read the archive", path_.string(), "");
  archive* reader = archive_.get();
  archive_read_support_filter_gzip(reader);
  archive_read_support_filter_bzip2(reader);
  archive_read_support_filter_xz(reader);
  archive_read_support_filter_zstd(reader);
  archive_read_support_filter_lz4(reader);
  archive_read_support_format_tar(reader);
  // Not the streaming reader of .zip: it believes what stands before each member, and misses a cut-off end.
  archive_read_support_format_zip_seekable(reader);
  const Utf8Names names;
  if (archive_read_open_filename(reader, path_.c_str(), kBlockBytes) == ARCHIVE_OK) return;
  if (beginsLikeZip(path_)) {
    throw Error("the .zip archive is truncated: the directory at its end is missing", path_.string(), kGetAgain);
  }
  throw Error("this is not a .zip or .tar archive, or its beginning is damaged", path_.string(),
              "Name a directory or another file");
}

bool ArchiveReader::next() {
  const Utf8Names names;
  ++ordinal_;
  name_.clear();
  const int code = archive_read_next_header(archive_.get(), &entry_);
  if (code == ARCHIVE_EOF) return false;
  if (code != ARCHIVE_OK && code != ARCHIVE_WARN) failHere(code);
  if (const char* name = archive_entry_pathname(entry_)) name_ = plainMemberName(name);
  if (archive_entry_is_encrypted(entry_) != 0) {
    throw Error("the archive is encrypted", place(), "Unpack it with its password and name the directory");
  }
  return true;
}

std::string ArchiveReader::place() const {
  return name_.empty() ? path_.string() : path_.string() + ": " + name_;
}

void ArchiveReader::failHere(int code) {
  usable_ = code != ARCHIVE_FATAL;
  const char* text = archive_error_string(archive_.get());
  throw Error("the archive is damaged or truncated after " + std::to_string(ordinal_) + " members" +
                  (text ? " (" + std::string(text) + ")" : ""),
              place(), kGetAgain);
}

bool ArchiveReader::isPlainFile() const {
  return archive_entry_filetype(entry_) == AE_IFREG && archive_entry_hardlink(entry_) == nullptr &&
         archive_entry_symlink(entry_) == nullptr;
}

std::int64_t ArchiveReader::bytes() const {
  return archive_entry_size_is_set(entry_) ? archive_entry_size(entry_) : -1;
}

std::int64_t ArchiveReader::time() const {
  constexpr std::int64_t kSecond = 1000000000, kLatest = std::int64_t{1} << 33;
  if (!archive_entry_mtime_is_set(entry_)) return 0;
  const std::int64_t seconds = archive_entry_mtime(entry_);
  if (seconds < -kLatest || seconds > kLatest) return 0;
  return seconds * kSecond + archive_entry_mtime_nsec(entry_);
}

std::size_t ArchiveReader::read(std::span<std::uint8_t> bytes) {
  const Utf8Names names;
  std::size_t done = 0;
  while (done < bytes.size()) {
    const la_ssize_t got = archive_read_data(archive_.get(), bytes.data() + done, bytes.size() - done);
    if (got == ARCHIVE_RETRY) continue;
    if (got < 0) failHere(static_cast<int>(got));
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

std::int64_t ArchiveReader::unpacked() const {
  return archive_filter_count(archive_.get()) > 1 ? archive_filter_bytes(archive_.get(), 0) : 0;
}

}  // namespace ganvas::sets
