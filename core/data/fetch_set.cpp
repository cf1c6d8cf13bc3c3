#include "data/fetch_set.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "data/checksum.h"
#include "data/part_file.h"
#include "sets/plain_file.h"

namespace ganvas::data {

namespace fs = std::filesystem;

namespace {

using sets::CatalogueFile;

class Fetch {
 public:
  Fetch(const sets::FetchRequest& request, const FetchListener& listener, const std::stop_token& stop,
        const DownloadPatience& patience)
      : request_(request), listener_(listener), stop_(stop), patience_(patience) {}

  void run();

 private:
  std::vector<std::pair<const CatalogueFile*, fs::path>> filesToCopy();
  const CatalogueFile& fileOfContent(const fs::path& path);
  std::string fileNames() const;
  bool isInPlace(const CatalogueFile& file);
  void download(const CatalogueFile& file);
  void copy(const CatalogueFile& file, const fs::path& from);
  void requireRight(const CatalogueFile& file, const fs::path& from, std::int64_t bytes, const std::string& md5);
  std::vector<std::string> addresses(const CatalogueFile& file) const;
  fs::path target(const CatalogueFile& file) const { return request_.directory / file.name; }
  void tell(const CatalogueFile& file, const std::string& activity, std::int64_t bytes);

  const sets::FetchRequest& request_;
  const FetchListener& listener_;
  const std::stop_token& stop_;
  const DownloadPatience& patience_;
  std::int64_t done_ = 0;  ///< bytes of the files that are finished
};

void Fetch::run() {
  if (!request_.from.empty()) {
    for (const auto& [file, from] : filesToCopy()) {
      if (!isInPlace(*file)) copy(*file, from);
      done_ += file->bytes;
    }
    return;
  }
  for (const CatalogueFile& file : request_.set.files) {
    if (!isInPlace(file)) download(file);
    done_ += file.bytes;
  }
}

void Fetch::tell(const CatalogueFile& file, const std::string& activity, std::int64_t bytes) {
  listener_({file.name, activity, done_ + bytes, request_.set.bytes()});
}

bool Fetch::isInPlace(const CatalogueFile& file) {
  const fs::path path = target(file);
  std::error_code failure;
  if (!fs::is_regular_file(path, failure)) return false;
  const std::int64_t size = sets::plainFileSize(path);
  if (file.bytes > 0 && size != file.bytes) return false;
  std::int64_t seen = 0;
  const std::string md5 = md5Of(
      path,
      [&](std::string_view bytes) {
        seen += static_cast<std::int64_t>(bytes.size());
        tell(file, "checking", seen);
      },
      stop_);
  return md5 == file.md5;
}

std::vector<std::string> Fetch::addresses(const CatalogueFile& file) const {
  if (request_.mirror.empty()) return file.addresses;
  if (!request_.mirror.starts_with("http://") && !request_.mirror.starts_with("https://")) {
    throw Error("this is no address", request_.mirror, "Give one that begins with https:// or http://");
  }
  return {request_.mirror + (request_.mirror.ends_with('/') ? "" : "/") + file.name};
}

void Fetch::download(const CatalogueFile& file) {
  const DownloadRequest request{addresses(file), target(file), file.bytes, file.md5, patience_};
  const auto listener = [&](const DownloadProgress& progress) { tell(file, progress.activity, progress.bytes); };
  data::download(request, listener, stop_);
}

std::string Fetch::fileNames() const {
  std::string names;
  for (const CatalogueFile& file : request_.set.files) names += (names.empty() ? "" : ", ") + file.name;
  return names;
}

/// The set's files at request.from, and where each is.
std::vector<std::pair<const CatalogueFile*, fs::path>> Fetch::filesToCopy() {
  std::error_code failure;
  if (!fs::is_directory(request_.from, failure)) return {{&fileOfContent(request_.from), request_.from}};
  std::vector<std::pair<const CatalogueFile*, fs::path>> found;
  for (const CatalogueFile& file : request_.set.files) {
    if (sets::isThere(request_.from / file.name)) found.emplace_back(&file, request_.from / file.name);
  }
  if (!found.empty()) return found;
  throw Error(
      "none of the files of " + request_.set.title + " is there", request_.from.string(),
      "It should hold " + fileNames() + ". Unpacked files need not be fetched: set data.path to their directory");
}

/// Which of the set's files that is, whatever its name.
const CatalogueFile& Fetch::fileOfContent(const fs::path& path) {
  const std::int64_t size = sets::plainFileSize(path);
  const auto ignore = [](std::string_view) {};
  const std::string md5 = md5Of(path, ignore, stop_);
  const auto& files = request_.set.files;
  const auto found = std::find_if(files.begin(), files.end(), [&](const auto& file) { return file.md5 == md5; });
  if (found != files.end()) return *found;
  const auto same =
      std::find_if(files.begin(), files.end(), [&](const auto& file) { return path.filename() == file.name; });
  const std::string fault = same != files.end() ? faultOf(size, md5, same->bytes, same->md5)
                                                : "its MD5 is " + md5 + ", which none of them has";
  throw Error("this is no file of " + request_.set.title + ": " + fault, path.string(),
              "Its files are " + fileNames() + ", from " + request_.set.homePage +
                  ". Other pictures need not be fetched: set data.path to them");
}

/// Looked at before a broken download's part is given up for it, and again while it is copied.
void Fetch::requireRight(const CatalogueFile& file, const fs::path& from, std::int64_t bytes, const std::string& md5) {
  const std::string fault = faultOf(bytes, md5, file.bytes, file.md5);
  if (fault.empty()) return;
  throw Error("this is not the file that it should be: " + fault, from.string(),
              "Download it again from " + request_.set.homePage);
}

void Fetch::copy(const CatalogueFile& file, const fs::path& from) {
  const std::int64_t size = sets::plainFileSize(from);
  std::int64_t seen = 0;
  const auto look = [&](std::string_view bytes) {
    seen += static_cast<std::int64_t>(bytes.size());
    tell(file, "checking", seen);
  };
  requireRight(file, from, size, md5Of(from, look, stop_));

  PartFile part(target(file));
  part.clear();
  const auto add = [&](std::string_view bytes) {
    part.append(bytes);
    tell(file, "copying", part.size());
  };
  try {
    requireSpace(request_.directory, size);
    const std::string md5 = md5Of(from, add, stop_);
    requireRight(file, from, part.size(), md5);
  } catch (...) {
    part.clear();  // a copy begins anew
    throw;
  }
  part.finish();
}

}  // namespace

void fetchSet(const sets::FetchRequest& request, const FetchListener& listener, const std::stop_token& stop,
              const DownloadPatience& patience) {
  Fetch(request, listener, stop, patience).run();
}

}  // namespace ganvas::data
