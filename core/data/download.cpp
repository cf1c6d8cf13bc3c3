#include "data/download.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include "base/error.h"
#include "base/files.h"
#include "data/checksum.h"
#include "data/part_file.h"

namespace ganvas::data {

namespace {

/// The server sends something else than the file: another address may do better, another try will not.
class WrongReply : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// "https://USER:PASSWORD@HOST:PORT/…": the host, with its port.
std::string hostOf(const std::string& address) {
  const std::size_t scheme = address.find("://");
  const std::size_t start = scheme == std::string::npos ? 0 : scheme + 3;
  const std::string host = address.substr(start, address.find('/', start) - start);
  return host.substr(host.rfind('@') + 1);  // npos + 1 is 0
}

/// Waits so long. Throws Error "cancelled".
void pauseFor(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, time, [] { return false; });
  if (stop.stop_requested()) throw Error("cancelled", "", "");
}

class Download {
 public:
  Download(const DownloadRequest& request, const DownloadListener& listener, const std::stop_token& stop)
      : request_(request), listener_(listener), stop_(stop), part_(request.target) {}

  void run();

 private:
  std::string fetchFrom(const std::string& address);
  HttpEnd transfer(const std::string& address);
  void begin(const HttpHead& head);
  void add(std::string_view bytes);
  std::string check();
  std::chrono::milliseconds waitAfter(int fruitless) const;
  bool isWhole() const { return request_.bytes > 0 && part_.size() == request_.bytes; }
  void tell(const std::string& activity) {
    activity_ = activity;
    tell(part_.size());
  }
  void tell(std::int64_t bytes) { listener_({activity_, bytes, total_}); }

  const DownloadRequest& request_;
  const DownloadListener& listener_;
  const std::stop_token& stop_;
  PartFile part_;
  std::int64_t total_ = 0;
  std::string host_, activity_;
  std::string etag_;  ///< of what this address has sent so far
};

void Download::run() {
  total_ = request_.bytes;
  // What cannot be told from another file by its length is not gone on with.
  if (request_.bytes == 0 || part_.size() > request_.bytes) part_.clear();
  if (request_.bytes > 0) requireSpace(request_.target.parent_path(), request_.bytes - part_.size());
  std::string reasons;
  for (const std::string& address : request_.addresses) {
    const std::string reason = fetchFrom(address);
    if (reason.empty()) return part_.finish();
    reasons += (reasons.empty() ? "" : "; ") + hostOf(address) + ": " + reason;
  }
  const bool begun = part_.size() > 0;
  throw Error("the file could not be downloaded (" + reasons + ")", request_.target.string(),
              begun ? "What came in is kept: fetch again to go on, or download it elsewhere and name it with --from"
                    : "Check the network and try again, or download it elsewhere and name it with --from");
}

/// Tries one address until the whole, right file is there; why it is not, otherwise.
std::string Download::fetchFrom(const std::string& address) {
  host_ = hostOf(address);
  etag_.clear();
  int fruitless = 0;
  bool mayBeginAnew = part_.size() > 0;  // the part may hold bytes of another file
  for (int attempt = 1;; ++attempt) {
    const std::int64_t before = part_.size();
    const HttpEnd end = isWhole() ? HttpEnd{} : transfer(address);
    if (end.kind == HttpEnd::Kind::Complete) {
      const std::string fault = check();
      if (fault.empty()) return {};
      part_.clear();
      if (!mayBeginAnew) return fault;
      mayBeginAnew = false;
      continue;  // once more, from the start
    }
    if (end.kind == HttpEnd::Kind::Refused) return end.reason;
    if (end.kind == HttpEnd::Kind::Beyond) part_.clear();
    fruitless = part_.size() > before ? 0 : fruitless + 1;
    if (fruitless >= request_.patience.fruitless || attempt >= request_.patience.tries) return end.reason;
    tell("waiting for " + host_);
    pauseFor(waitAfter(fruitless), stop_);
  }
}

std::chrono::milliseconds Download::waitAfter(int fruitless) const {
  return std::min<std::chrono::milliseconds>(request_.patience.wait * (1 << std::clamp(fruitless, 0, 10)),
                                             kLongestWait);
}

HttpEnd Download::transfer(const std::string& address) {
  tell("connecting to " + host_);
  const HttpRequest request{address, part_.size(), etag_, request_.patience.http};
  const HttpSink sink{[this](const HttpHead& head) { begin(head); }, [this](std::string_view bytes) { add(bytes); },
                      [this] { tell(part_.size()); }};
  try {
    HttpEnd end = httpGet(request, sink, stop_);
    if (end.kind == HttpEnd::Kind::Complete && total_ > 0 && part_.size() < total_) {
      return {HttpEnd::Kind::Broken, "the connection ended after " + std::to_string(part_.size()) + " of " +
                                         std::to_string(total_) + " bytes"};
    }
    return end;
  } catch (const WrongReply& wrong) {
    return {HttpEnd::Kind::Refused, wrong.what()};
  }
}

/// Nothing of the part is given up before the reply looks like the file.
void Download::begin(const HttpHead& head) {
  if (head.isPage) throw WrongReply("the server sends a web page, not the file");
  if (request_.bytes > 0 && head.total >= 0 && head.total != request_.bytes) {
    throw WrongReply("the server’s file has " + std::to_string(head.total) + " bytes, not " +
                     std::to_string(request_.bytes));
  }
  if (head.first != 0 && head.first != part_.size()) throw WrongReply("the server sends another part than asked for");
  if (head.first == 0) part_.clear();  // it ignores ranges, or its file has changed
  etag_ = head.etag;
  if (request_.bytes == 0 && head.total >= 0) {
    total_ = head.total;
    requireSpace(request_.target.parent_path(), total_ - part_.size());
  }
}

void Download::add(std::string_view bytes) {
  if (total_ > 0 && static_cast<std::int64_t>(bytes.size()) > total_ - part_.size()) {
    part_.clear();
    throw WrongReply("the server sends more than the " + std::to_string(total_) + " bytes of the file");
  }
  part_.append(bytes);
  tell("downloading from " + host_);
}

std::string Download::check() {
  activity_ = "checking";
  std::int64_t seen = 0;
  const auto listen = [&](std::string_view bytes) {
    seen += static_cast<std::int64_t>(bytes.size());
    tell(seen);
  };
  const std::string md5 = md5Of(part_.path(), listen, stop_);
  return faultOf(part_.size(), md5, request_.bytes, request_.md5);
}

std::string megabytes(std::int64_t bytes) {
  return std::to_string((bytes + 999'999) / 1'000'000) + " MB";
}

}  // namespace

void download(const DownloadRequest& request, const DownloadListener& listener, const std::stop_token& stop) {
  Download(request, listener, stop).run();
}

void requireSpace(const std::filesystem::path& directory, std::int64_t bytes) {
  const std::uintmax_t free = freeSpace(directory);
  if (bytes <= 0 || static_cast<std::uintmax_t>(bytes) <= free) return;
  throw Error("there is not enough space: " + megabytes(bytes) + " are needed, " +
                  megabytes(static_cast<std::int64_t>(free)) + " are free",
              directory.string(), "Free some space there, or set XDG_DATA_HOME to another disk");
}

std::string faultOf(std::int64_t bytes, const std::string& md5, std::int64_t wantedBytes,
                    const std::string& wantedMd5) {
  if (wantedBytes > 0 && bytes != wantedBytes) {
    return "it has " + std::to_string(bytes) + " bytes, not " + std::to_string(wantedBytes);
  }
  if (md5 != wantedMd5) return "its MD5 is " + md5 + ", not " + wantedMd5;
  return {};
}

}  // namespace ganvas::data
