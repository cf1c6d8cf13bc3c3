#include "sets/directory_container.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/files.h"
#include "sets/container_limits.h"
#include "sets/container_names.h"

namespace ganvas::sets {

namespace {

constexpr std::int64_t kSecond = 1000000000;

struct CloseDirectory {
  void operator()(DIR* directory) const { closedir(directory); }
};

/// Lists what lies below a directory: names, lengths and times, no more than needed, for there may be millions.
class Walk {
 public:
  Walk(const std::filesystem::path& root, const std::stop_token& stop) : root_(root.string()), stop_(stop) {}

  std::vector<ContainedFile> run() {
    folders_.emplace_back();
    while (!folders_.empty() || !links_.empty()) {
      if (folders_.empty()) std::sort(links_.begin(), links_.end(), std::greater<>());
      std::vector<std::string>& next = folders_.empty() ? links_ : folders_;
      const std::string folder = std::move(next.back());
      next.pop_back();
      list(folder);
    }
    std::sort(files_.begin(), files_.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return std::move(files_);
  }

 private:
  void list(const std::string& folder) {
    const std::string path = folder.empty() ? root_ : root_ + "/" + folder;
    const std::unique_ptr<DIR, CloseDirectory> directory(opendir(path.c_str()));
    if (!directory) fail(path);
    struct stat status = {};
    if (fstat(dirfd(directory.get()), &status) != 0) fail(path);
    if (!entered_.emplace(status.st_dev, status.st_ino).second) return;
    for (;;) {
      if (stop_.stop_requested()) throw Error("cancelled", "", "");
      errno = 0;
      const dirent* entry = readdir(directory.get());
      if (!entry && errno != 0) fail(path);
      if (!entry) return;
      add(folder, dirfd(directory.get()), *entry);
    }
  }

  void add(const std::string& folder, int directory, const dirent& entry) {
    if (isHiddenName(entry.d_name)) return;
    struct stat status = {};
    if (fstatat(directory, entry.d_name, &status, 0) != 0) return;  // a link to nowhere, or gone meanwhile
    std::string name = folder.empty() ? entry.d_name : folder + "/" + entry.d_name;
    if (S_ISDIR(status.st_mode)) {
      (isLink(directory, entry) ? links_ : folders_).push_back(std::move(name));
    } else if (S_ISREG(status.st_mode)) {
      name.shrink_to_fit();
      files_.push_back({std::move(name), static_cast<std::uint64_t>(status.st_size),
                        status.st_mtim.tv_sec * kSecond + status.st_mtim.tv_nsec});
      if (files_.size() > kMostFiles) failTooMany(root_);
    }
  }

  static bool isLink(int directory, const dirent& entry) {
    if (entry.d_type != DT_UNKNOWN) return entry.d_type == DT_LNK;
    struct stat status = {};
    return fstatat(directory, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode);
  }

  [[noreturn]] static void fail(const std::string& path) {
    throw Error("the folder cannot be listed: " + std::system_category().message(errno), path,
                "Check its permissions and those above it");
  }

  std::string root_;
  const std::stop_token& stop_;
  std::vector<std::string> folders_, links_;  ///< still to be listed: what lies there first, links last
  std::set<std::pair<dev_t, ino_t>> entered_;
  std::vector<ContainedFile> files_;
};

class DirectoryContainer : public PictureContainer {
 public:
  DirectoryContainer(std::filesystem::path path, const std::stop_token& stop)
      : path_(std::move(path)), files_(Walk(path_, stop).run()) {}

  const std::vector<ContainedFile>& files() const override { return files_; }
  std::string read(std::size_t file) override { return readWholeFile(path_ / files_.at(file).name, kLargestFile); }
  bool isDirectory() const override { return true; }
  const std::filesystem::path& path() const override { return path_; }

 private:
  std::filesystem::path path_;
  std::vector<ContainedFile> files_;
};

}  // namespace

std::unique_ptr<PictureContainer> openDirectory(const std::filesystem::path& path, const std::stop_token& stop) {
  return std::make_unique<DirectoryContainer>(path, stop);
}

}  // namespace ganvas::sets
