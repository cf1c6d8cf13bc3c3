#include "sets/name_peek.h"

#include <algorithm>
#include <deque>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "sets/archive_reader.h"
#include "sets/container_names.h"

namespace ganvas::sets {

namespace fs = std::filesystem;

namespace {

constexpr int kDeepest = 6;
constexpr int kMostAtTop = 5000, kMostBelow = 300, kMostInAll = 20000;  // entries
constexpr std::int64_t kMostUnpacked = std::int64_t{64} << 20;

struct Folder {
  std::string name;
  int depth = 0;
};

/// Adds the files of one folder, and its folders to those still to be looked at. Returns the entries that it took.
int peekFolder(const fs::path& root, const Folder& folder, std::deque<Folder>& folders, NamePeek& peek) {
  const int most = folder.depth == 0 ? kMostAtTop : kMostBelow;
  int looked = 0;
  std::error_code failure;
  std::vector<std::string> below;
  for (fs::directory_iterator entry(root / folder.name, failure);
       !failure && entry != fs::directory_iterator() && looked < most; entry.increment(failure), ++looked) {
    const std::string base = entry->path().filename().string();
    if (isHiddenName(base)) continue;
    std::string name = folder.name.empty() ? base : folder.name + "/" + base;
    std::error_code ignored;
    if (entry->is_directory(ignored)) {
      below.push_back(std::move(name));
    } else if (entry->is_regular_file(ignored)) {
      peek.names.push_back(std::move(name));
    }
  }
  std::sort(below.begin(), below.end());
  for (std::string& name : below) {
    if (folder.depth < kDeepest) folders.push_back({std::move(name), folder.depth + 1});
  }
  return looked;
}

void peekDirectory(NamePeek& peek) {
  std::deque<Folder> folders{{}};
  for (int left = kMostInAll; !folders.empty() && left > 0;) {
    const Folder folder = std::move(folders.front());
    folders.pop_front();
    left -= 1 + peekFolder(peek.place, folder, folders, peek);
  }
}

void peekArchive(NamePeek& peek) {
  try {
    ArchiveReader reader(peek.place);
    peek.archive = true;
    peek.complete = false;
    for (int left = kMostInAll; left > 0; --left) {
      if (!reader.next()) {
        peek.complete = true;
        break;
      }
      if (!reader.name().empty() && reader.isPlainFile() && !isHiddenName(reader.name())) {
        peek.names.push_back(reader.name());
      }
      const std::int64_t unpacked = reader.unpacked();
      if (unpacked > 0 && unpacked + reader.bytes() > kMostUnpacked) break;
    }
  } catch (const Error&) {
    peek.archive |= beginsLikeZip(peek.place);  // what was seen so far has to do
  }
}

}  // namespace

NamePeek peekAt(const fs::path& place) {
  NamePeek peek{place, false, true, {}};
  std::error_code failure;
  if (fs::is_directory(place, failure)) {
    peekDirectory(peek);
  } else if (fs::is_regular_file(place, failure)) {
    peekArchive(peek);
  }
  std::sort(peek.names.begin(), peek.names.end());
  return peek;
}

}  // namespace ganvas::sets
