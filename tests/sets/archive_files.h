#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace ganvas::testing {

/// What a test puts into an archive.
struct Member {
  std::string name;
  std::string bytes;
  unsigned type = AE_IFREG;
  std::string target = {};  ///< of a link; type AE_IFLNK, or AE_IFREG for a hard one
};

enum class Pack { Tar, TarGz, TarBz2, TarXz, TarZst, Zip };

inline std::string endingOf(Pack pack) {
  constexpr const char* kEndings[] = {".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".zip"};
  return kEndings[static_cast<int>(pack)];
}

inline void addFilter(archive* writer, Pack pack) {
  if (pack == Pack::TarGz) archive_write_add_filter_gzip(writer);
  if (pack == Pack::TarBz2) archive_write_add_filter_bzip2(writer);
  if (pack == Pack::TarBz2) archive_write_set_options(writer, "bzip2:compression-level=1");
  if (pack == Pack::TarXz) archive_write_add_filter_xz(writer);
  if (pack == Pack::TarZst) archive_write_add_filter_zstd(writer);
}

inline void addMember(archive* writer, const Member& member) {
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, member.name.c_str());
  archive_entry_set_filetype(entry, member.type);
  archive_entry_set_perm(entry, 0644);
  archive_entry_set_mtime(entry, 1500000000, 0);
  if (member.target.empty()) {
    archive_entry_set_size(entry, static_cast<la_int64_t>(member.bytes.size()));
  } else if (member.type == AE_IFLNK) {
    archive_entry_set_symlink(entry, member.target.c_str());
  } else {
    archive_entry_set_hardlink(entry, member.target.c_str());
  }
  EXPECT_EQ(archive_write_header(writer, entry), ARCHIVE_OK) << archive_error_string(writer);
  if (member.target.empty() && !member.bytes.empty()) {
    EXPECT_EQ(archive_write_data(writer, member.bytes.data(), member.bytes.size()),
              static_cast<la_ssize_t>(member.bytes.size()));
  }
  archive_entry_free(entry);
}

/// Writes an archive of such members. `password`: a .zip that is encrypted with it.
inline std::filesystem::path pack(const std::filesystem::path& file, Pack kind, const std::vector<Member>& members,
                                  const char* password = nullptr) {
  archive* writer = archive_write_new();
  kind == Pack::Zip ? archive_write_set_format_zip(writer) : archive_write_set_format_gnutar(writer);
  addFilter(writer, kind);
  archive_write_set_bytes_in_last_block(writer, 1);
  if (password) {
    EXPECT_EQ(archive_write_set_options(writer, "zip:encryption=zipcrypt"), ARCHIVE_OK);
    EXPECT_EQ(archive_write_set_passphrase(writer, password), ARCHIVE_OK);
  }
  std::filesystem::create_directories(file.parent_path());
  EXPECT_EQ(archive_write_open_filename(writer, file.c_str()), ARCHIVE_OK) << archive_error_string(writer);
  for (const Member& member : members) addMember(writer, member);
  EXPECT_EQ(archive_write_close(writer), ARCHIVE_OK) << archive_error_string(writer);
  archive_write_free(writer);
  return file;
}

inline std::string readWholeBytes(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace ganvas::testing
