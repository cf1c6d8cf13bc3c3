#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "data/download.h"
#include "sets/catalogue.h"

namespace ganvas::data {

struct FetchProgress {
  std::string file;        ///< the one that it is at
  std::string activity;    ///< as DownloadProgress; "copying"
  std::int64_t bytes = 0;  ///< of all files of the set
  std::int64_t total = 0;  ///< 0 while unknown
};
using FetchListener = std::function<void(const FetchProgress&)>;

/// Brings the files of a set to its directory: from the network, or, with request.from, from files that the user has.
/// What is there already and right is left alone; nothing unchecked is put in place. From files, those that are not
/// among them are passed over.
///
/// Throws Error: as download(), a file that is not the set's (what was expected, and what it is), none of the set's
/// files at request.from, a mirror that is no address; or "cancelled".
void fetchSet(const sets::FetchRequest& request, const FetchListener& listener, const std::stop_token& stop,
              const DownloadPatience& patience = {});

}  // namespace ganvas::data
