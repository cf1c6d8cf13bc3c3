#include "sets/gzip_file.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "sets/plain_file.h"

namespace ganvas::sets {

namespace {

constexpr unsigned kBufferBytes = 256 * 1024;
constexpr std::size_t kLargestRead = std::size_t{1} << 30;  // gzread counts in int

// zlib's messages are "path: text".
std::string withoutPath(const std::string& message) {
  const std::size_t colon = message.rfind(": ");
  return colon == std::string::npos ? message : message.substr(colon + 2);
}

}  // namespace

void GzipFile::Close::operator()(gzFile_s* file) const {
  gzclose_r(file);
}

GzipFile::GzipFile(std::filesystem::path path) : path_(std::move(path)), sizeOnDisk_(plainFileSize(path_)) {
  open();
  compressed_ = gzdirect(file_.get()) == 0;
}

void GzipFile::open() {
  errno = 0;
  file_.reset(gzopen(path_.c_str(), "rbe"));
  if (!file_) {
    const int code = errno == 0 ? ENOMEM : errno;
    throw Error("the file cannot be opened: " + std::system_category().message(code), path_.string(),
                "Check its permissions");
  }
  gzbuffer(file_.get(), kBufferBytes);
  position_ = 0;
}

void GzipFile::moveTo(std::int64_t offset) {
  if (!file_) open();
  if (offset == position_) return;
  if (gzseek(file_.get(), offset, SEEK_SET) < 0) checkStream();
  position_ = offset;
}

std::size_t GzipFile::read(std::int64_t offset, std::span<std::uint8_t> bytes) {
  cutOff_ = false;
  moveTo(offset);
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto wanted = static_cast<unsigned>(std::min(bytes.size() - done, kLargestRead));
    const int got = gzread(file_.get(), bytes.data() + done, wanted);
    checkStream();
    if (got <= 0) break;
    done += static_cast<std::size_t>(got);
  }
  position_ = gztell(file_.get());  // where the data end before `offset`, gzseek did not get there
  return done;
}

void GzipFile::checkStream() {
  int code = Z_OK;
  const std::string text = gzerror(file_.get(), &code);
  if (code == Z_BUF_ERROR) cutOff_ = true;
  if (code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR) return;
  const int systemCode = errno;
  file_.reset();
  if (code == Z_ERRNO) {
    throw Error("the file cannot be read: " + std::system_category().message(systemCode), path_.string(),
                "Check the disk");
  }
  if (code == Z_MEM_ERROR) throw Error("there is no memory left to unpack the file", path_.string(), "");
  throw Error("the gzip data are damaged (" + withoutPath(text) + ")", path_.string(), "Get the file again");
}

}  // namespace ganvas::sets
