#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "data/http_transfer.h"

namespace ganvas::data {

/// How hard a download tries.
struct DownloadPatience {
  HttpPatience http;
  int fruitless = 3;                     ///< tries of one address in a row that bring nothing
  int tries = 30;                        ///< of one address in all
  std::chrono::milliseconds wait{1000};  ///< after a dropped connection; doubled up to kLongestWait while nothing comes
};
inline constexpr std::chrono::seconds kLongestWait{30};

struct DownloadRequest {
  std::vector<std::string> addresses;  ///< of the same file; tried in turn
  std::filesystem::path target;        ///< where it goes; its name is never the server's
  std::int64_t bytes = 0;              ///< 0: unknown. Else not a byte more is taken
  std::string md5;                     ///< 32 lower-case hexadecimal digits
  DownloadPatience patience{};
};

struct DownloadProgress {
  std::string activity;    ///< "connecting to HOST", "downloading from HOST", "checking"
  std::int64_t bytes = 0;  ///< that are there
  std::int64_t total = 0;  ///< 0 while unknown
};
using DownloadListener = std::function<void(const DownloadProgress&)>;

/// Downloads a file into TARGET.part, going on with what a broken download left there; checks its length and MD5 and
/// only then puts it in place. A wrong file is thrown away and the next address is tried. `listener` is called often.
///
/// Throws Error: no address gave the file (with the reason of each), no space, another process is at it; or
/// "cancelled" within moments of a stop. What came in by then stays in TARGET.part.
void download(const DownloadRequest& request, const DownloadListener& listener, const std::stop_token& stop);

/// Throws Error naming the directory when fewer than `bytes` are free there.
void requireSpace(const std::filesystem::path& directory, std::int64_t bytes);

/// What is wrong with a file, or nothing: "it has 5 bytes, not 7", "its MD5 is …, not …".
std::string faultOf(std::int64_t bytes, const std::string& md5, std::int64_t wantedBytes, const std::string& wantedMd5);

}  // namespace ganvas::data
