#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

struct gzFile_s;

namespace ganvas::sets {

/// A file read as a stream of bytes, unpacked on the way when it is gzip (told by its content, not its name).
class GzipFile {
 public:
  /// Opens a plain file. Throws Error naming it.
  explicit GzipFile(std::filesystem::path path);

  const std::filesystem::path& path() const { return path_; }
  std::int64_t sizeOnDisk() const { return sizeOnDisk_; }
  bool isCompressed() const { return compressed_; }

  /// Reads the unpacked bytes from `offset` on and returns how many there were: fewer than asked for only where the
  /// data end or the packed file is cut off. Going forward unpacks what lies between, going back from the start.
  /// Throws Error when the packed data are damaged or the disk fails.
  std::size_t read(std::int64_t offset, std::span<std::uint8_t> bytes);

  /// Unpacked bytes before the place where the last read ended.
  std::int64_t position() const { return position_; }
  /// True when the last read stopped because the packed file is cut off.
  bool isCutOff() const { return cutOff_; }

 private:
  struct Close {
    void operator()(gzFile_s* file) const;
  };

  void open();
  void moveTo(std::int64_t offset);
  void checkStream();

  std::filesystem::path path_;
  std::int64_t sizeOnDisk_ = 0;
  bool compressed_ = false;
  bool cutOff_ = false;
  std::int64_t position_ = 0;
  std::unique_ptr<gzFile_s, Close> file_;  ///< null after a failure: the next read opens the file anew
};

}  // namespace ganvas::sets
