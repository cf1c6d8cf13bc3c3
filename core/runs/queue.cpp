#include "runs/queue.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <random>
#include <set>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/files.h"
#include "runs/file_guard.h"
#include "runs/run_files.h"

namespace ganvas::runs {

namespace fs = std::filesystem;

namespace {

using Order = long long;
constexpr Order kFirstOrder = 500'000'000'000'000;
constexpr Order kGap = 1'000'000;
constexpr std::size_t kDigits = 15;
constexpr std::string_view kEnd = ".toml";
constexpr std::string_view kNew = ".new";  // written, not yet in place
constexpr const char* kWhat = "the queue";

fs::path lockOf(const fs::path& folder) {
  return folder / "lock";
}

[[noreturn]] void refuse(const std::string& what, const fs::path& path, int code) {
  throw Error(what + ": " + std::strerror(code), path.string(),
              "Check the permissions and the free space of the runs directory");
}

int openLocked(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
  if (file >= 0 && lockFile(file, false)) return file;
  const int code = errno;
  if (file >= 0) ::close(file);
  errno = code;
  return -1;
}

bool isLocked(const fs::path& path) {
  const int file = openLocked(path);
  if (file < 0) return errno == EAGAIN || errno == EACCES;
  ::close(file);
  return false;
}

void renameFile(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) refuse("the queued run cannot be moved", from, errno);
}

void removeFile(const fs::path& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) refuse("the queued run cannot be removed", path, errno);
  syncDirectory(path.parent_path());
}

std::string newId(const std::set<std::string>& used) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::random_device random;
  std::string id(6, '0');
  do {
    for (char& c : id) c = kHex[random() % kHex.size()];
  } while (used.contains(id));
  return id;
}

std::string orderText(Order order) {
  const std::string digits = std::to_string(order);
  return std::string(kDigits - std::min(kDigits, digits.size()), '0') + digits;
}

[[noreturn]] void refuseNumbers(const fs::path& folder) {
  throw Error("the numbers of the queue's files are used up", folder.string(), "Remove entries, and try again");
}

[[noreturn]] void refuseMissing(const std::string& id) {
  throw Error("there is no run \"" + id + "\" in the queue", "queue", "It may have been trained or removed meanwhile");
}

}  // namespace

/// ORDER-ID[@HOST].toml. Other names that end in .toml are strangers: listed as damaged, ordered last.
struct Queue::File {
  fs::path path;
  Order order = 0;
  std::string id, host;
  bool stranger = false;
  bool copy = false;  // another file before it has the id: it goes by its file's name

  explicit File(const fs::path& file) : path(file), id(file.filename().string()) {
    const std::string name = file.stem().string();
    const char* const end = name.data() + name.size();
    const auto [dash, error] = std::from_chars(name.data(), end, order);
    stranger = error != std::errc() || dash != name.data() + kDigits || dash == end || *dash != '-' || order < 1;
    if (stranger) return;
    const std::string rest(dash + 1, end);
    const std::size_t at = rest.find('@');
    id = rest.substr(0, at);
    if (at != std::string::npos) host = rest.substr(at + 1);
  }
  // What cannot be trained or moved for its name alone.
  void refuseOdd() const {
    if (stranger) throw Error("this file's name is none of the queue's", path.string(), "Remove it");
    if (copy) throw Error("this file has the id of another entry of the queue", path.string(), "Remove one of them");
  }
  bool operator<(const File& other) const {
    return std::tie(stranger, order, id) < std::tie(other.stranger, other.order, other.id);
  }
  static std::string name(Order order, const std::string& id, const std::string& host = {}) {
    return orderText(order) + "-" + id + (host.empty() ? "" : "@" + host) + std::string(kEnd);
  }
};

struct Queue::Files {
  std::vector<File> taken, others;
};

QueueClaim::QueueClaim(int file, fs::path path, std::string id, QueuedRun run)
    : file_(file), path_(std::move(path)), id_(std::move(id)), run_(std::move(run)) {}

QueueClaim::QueueClaim(QueueClaim&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      path_(std::move(other.path_)),
      id_(std::move(other.id_)),
      run_(std::move(other.run_)) {}

QueueClaim& QueueClaim::operator=(QueueClaim&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(path_, other.path_);
  std::swap(id_, other.id_);
  std::swap(run_, other.run_);
  return *this;
}

QueueClaim::~QueueClaim() {
  if (file_ >= 0) ::close(file_);
}

Queue::Queue(fs::path runsDir)
    : runsDir_(std::move(runsDir)), folder_(runsDir_ / ".queue"), taken_(folder_ / "taken") {}

// Of the host's name what can stand in a file's.
std::string Queue::host() {
  char name[256] = {};
  if (gethostname(name, sizeof name - 1) != 0) return "localhost";
  std::string host(name);
  std::erase_if(host, [](unsigned char c) { return std::isalnum(c) == 0 && c != '-' && c != '.'; });
  return host;
}

std::vector<Queue::File> Queue::files(const fs::path& folder) const {
  std::vector<File> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.ends_with(kEnd) && name.front() != '.') found.emplace_back(entry->path());
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    refuse("the queue cannot be read", folder, error.value());
  }
  std::sort(found.begin(), found.end());
  if (found.size() > kMostEntries) found.erase(found.begin() + kMostEntries, found.end());
  return found;
}

Queue::Files Queue::allFiles() const {
  Files all{files(taken_), files(folder_)};
  std::set<std::string> ids;
  for (std::vector<File>* const list : {&all.taken, &all.others}) {
    for (File& file : *list) {
      file.copy = !ids.insert(file.id).second;
      if (file.copy) file.id = file.path.filename().string();
    }
  }
  return all;
}

Queue::File Queue::find(const std::string& id) const {
  Files all = allFiles();
  for (const File& file : all.taken) {
    if (file.id == id) throw Error("the run \"" + id + "\" is being trained", "queue", "Stop it first");
  }
  for (File& file : all.others) {
    if (file.id == id) return std::move(file);
  }
  refuseMissing(id);
}

void Queue::putBack(const fs::path& taken) const {
  const File file(taken);
  // Set aside by a process that died before it could remove this one.
  for (const File& other : files(folder_)) {
    if (other.id == file.id) return removeFile(taken);
  }
  renameFile(taken, folder_ / (file.stranger ? file.id : File::name(file.order, file.id)));
}

void Queue::bringBackAbandoned() const {
  std::error_code ignored;
  for (fs::directory_iterator entry(taken_, ignored), end; !ignored && entry != end; entry.increment(ignored)) {
    if (entry->path().extension() == kNew) ::unlink(entry->path().c_str());
  }
  const std::string here = host();
  for (const File& file : files(taken_)) {
    if ((file.stranger || file.host == here) && !isLocked(file.path)) putBack(file.path);
  }
}

std::vector<QueueEntry> Queue::entries() const {
  std::optional<FileGuard> guard;
  std::error_code error;
  const bool exists = fs::exists(folder_, error);
  if (error) refuse("the queue cannot be read", folder_, error.value());
  if (!exists) return {};
  try {
    guard.emplace(lockOf(folder_), kWhat);
    bringBackAbandoned();
  } catch (const Error&) {
    // A folder that may only be read is listed all the same.
  }
  std::vector<QueueEntry> list;
  const Files all = allFiles();
  for (const bool taken : {true, false}) {
    for (const File& file : taken ? all.taken : all.others) {
      QueueEntry entry{file.id, taken ? QueueState::Taken : QueueState::Waiting, {}, {}, file.host};
      try {
        if (file.stranger || !taken) file.refuseOdd();  // somebody may well train a copy
        entry.run = readQueueFile(file.path, runsDir_);
        entry.problem = entry.run.failure;
        if (!taken && !entry.problem.empty()) entry.state = QueueState::Failed;
      } catch (const std::exception& error) {
        if (!taken) entry.state = QueueState::Damaged;
        entry.problem = error.what();
      }
      list.push_back(std::move(entry));
    }
  }
  return list;
}

// Numbers far apart again, the last file first: the order holds after each single rename.
void Queue::spread(std::vector<File> files) const {
  std::erase_if(files, [](const File& file) { return file.stranger; });
  Order order = std::max(kFirstOrder, files.empty() ? 0 : files.back().order) + kGap * static_cast<Order>(files.size());
  for (auto file = files.rbegin(); file != files.rend(); ++file, order -= kGap) {
    renameFile(file->path, folder_ / File::name(order, file->id));
  }
}

// A number between the neighbours that an entry at `index` has, the entry `except` left out.
long long Queue::placeAt(std::size_t index, const std::string& except) const {
  for (const bool again : {true, false}) {
    std::vector<File> others = allFiles().others;
    std::erase_if(others, [&](const File& file) { return file.stranger || file.id == except; });
    if (others.empty()) return kFirstOrder;
    const std::size_t at = std::min(index, others.size());
    const Order high = at < others.size() ? others[at].order : others.back().order + 2 * kGap;
    const Order low = at > 0 ? others[at - 1].order : std::max<Order>(0, high - 2 * kGap);
    const Order middle = low + (high - low) / 2;
    if (middle > low && orderText(middle).size() == kDigits) return middle;
    if (again) spread(files(folder_));
  }
  refuseNumbers(folder_);
}

void Queue::makeFolders() const {
  std::error_code error;
  fs::create_directories(taken_, error);
  if (error) refuse("the queue cannot be made", taken_, error.value());
}

void Queue::checkRoom(std::size_t waiting, std::size_t more) const {
  if (waiting + more <= kMostEntries) return;
  const std::string holds = "it holds " + std::to_string(kMostEntries) + " runs";
  if (more == 1) throw Error("the queue is full: " + holds, folder_.string(), "Train or remove some first");
  throw Error("there is no room for " + std::to_string(more) + " runs in the queue: " + holds + ", and " +
                  std::to_string(waiting) + " wait",
              folder_.string(), "Train or remove some first, or add fewer");
}

std::set<std::string> Queue::usedIds() const {
  const Files all = allFiles();
  std::set<std::string> used;
  for (const auto* list : {&all.taken, &all.others}) {
    for (const File& file : *list) used.insert(file.id);
  }
  return used;
}

std::string Queue::write(const std::string& text, std::size_t index) {
  const std::string id = newId(usedIds());
  writeFileAtomically(folder_ / File::name(placeAt(index, {}), id), text);
  return id;
}

std::string Queue::add(const QueuedRun& run, bool inFront) {
  const std::string text = queueFileText(run, runsDir_);
  makeFolders();
  const FileGuard guard(lockOf(folder_), kWhat);
  bringBackAbandoned();
  const std::size_t waiting = files(folder_).size();
  checkRoom(waiting, 1);
  const std::string id = write(text, inFront ? 0 : waiting);
  syncDirectory(runsDir_);  // the folder itself may be new
  return id;
}

std::vector<std::string> Queue::addAll(const std::vector<QueuedRun>& runs) {
  std::vector<std::string> texts, ids;
  for (const QueuedRun& run : runs) texts.push_back(queueFileText(run, runsDir_));
  makeFolders();
  const FileGuard guard(lockOf(folder_), kWhat);
  bringBackAbandoned();
  const std::size_t waiting = files(folder_).size();
  checkRoom(waiting, runs.size());
  if (runs.empty()) return {};
  std::set<std::string> used = usedIds();
  Order order = placeAt(waiting, {});  // the folder is listed once, not for each of them
  std::vector<fs::path> written;
  try {
    for (const std::string& text : texts) {
      used.insert(ids.emplace_back(newId(used)));
      if (orderText(order).size() > kDigits) refuseNumbers(folder_);
      written.push_back(folder_ / File::name(order, ids.back()));
      writeFileAtomically(written.back(), text);
      order += kGap;
    }
  } catch (...) {
    std::error_code ignored;  // all or none, as far as the disk allows; the first failure is the one to tell
    for (const fs::path& file : written) fs::remove(file, ignored);
    throw;
  }
  syncDirectory(runsDir_);
  return ids;
}

void Queue::remove(const std::string& id) {
  const FileGuard guard(lockOf(folder_), kWhat);
  bringBackAbandoned();
  removeFile(find(id).path);
}

void Queue::move(const std::string& id, std::size_t index) {
  const FileGuard guard(lockOf(folder_), kWhat);
  bringBackAbandoned();
  find(id).refuseOdd();
  const Order order = placeAt(index, id);
  renameFile(find(id).path, folder_ / File::name(order, id));  // found anew: its number may have changed
  syncDirectory(folder_);
}

void Queue::retry(const std::string& id) {
  const FileGuard guard(lockOf(folder_), kWhat);
  bringBackAbandoned();
  for (const File& file : allFiles().taken) {
    if (file.id == id && !isLocked(file.path)) return putBack(file.path);
  }
  const File file = find(id);
  file.refuseOdd();
  QueuedRun run = readQueueFile(file.path, runsDir_);
  run.failure.clear();
  writeFileAtomically(file.path, queueFileText(run, runsDir_));
}

bool Queue::paused() const {
  std::error_code ignored;
  return fs::exists(folder_ / "paused", ignored);
}

void Queue::setPaused(bool paused) {
  if (!paused) {
    if (this->paused()) removeFile(folder_ / "paused");
    return;
  }
  std::error_code error;
  fs::create_directories(taken_, error);
  if (error) refuse("the queue cannot be made", taken_, error.value());
  writeFileAtomically(folder_ / "paused", "");
}

std::optional<QueueClaim> Queue::claim(const File& file) const {
  QueuedRun run;
  try {
    run = readQueueFile(file.path, runsDir_);
  } catch (const Error&) {
    return {};  // listed with its problem
  }
  if (!run.failure.empty()) return {};
  const int descriptor = openLocked(file.path);
  if (descriptor < 0) refuse("the queued run cannot be locked", file.path, errno);
  QueueClaim claim(descriptor, taken_ / File::name(file.order, file.id, host()), file.id, std::move(run));
  std::error_code ignored;
  fs::create_directory(taken_, ignored);
  renameFile(file.path, claim.path_);
  syncDirectory(taken_);
  return claim;
}

std::optional<QueueClaim> Queue::claimNext() {
  std::error_code ignored;
  if (!fs::exists(folder_, ignored)) return {};
  const FileGuard guard(lockOf(folder_), kWhat);
  bringBackAbandoned();
  for (const File& file : allFiles().others) {
    if (file.stranger || file.copy) continue;
    if (auto taken = claim(file)) return taken;
  }
  return {};
}

void Queue::begun(QueueClaim& claim, const fs::path& run) {
  const FileGuard guard(lockOf(folder_), kWhat);
  QueuedRun resumed = claim.run_;
  resumed.resume = run;
  fs::path fresh = claim.path_;
  fresh.replace_extension(kNew);
  writeFileAtomically(fresh, queueFileText(resumed, runsDir_));
  const int descriptor = openLocked(fresh);
  if (descriptor < 0) refuse("the queued run cannot be locked", fresh, errno);
  const int old = std::exchange(claim.file_, descriptor);  // locked before it is in place: never without a lock
  renameFile(fresh, claim.path_);
  ::close(old);
  syncDirectory(taken_);
  claim.run_ = std::move(resumed);
}

void Queue::finish(QueueClaim& claim) {
  const FileGuard guard(lockOf(folder_), kWhat);
  removeFile(claim.path_);
  ::close(std::exchange(claim.file_, -1));
}

void Queue::release(QueueClaim& claim) {
  const FileGuard guard(lockOf(folder_), kWhat);
  putBack(claim.path_);
  syncDirectory(folder_);
  ::close(std::exchange(claim.file_, -1));
}

void Queue::fail(QueueClaim& claim, const std::string& reason) {
  const FileGuard guard(lockOf(folder_), kWhat);
  QueuedRun failed = claim.run_;
  failed.failure = reason.empty() ? "unknown reason" : reason;
  const File file(claim.path_);
  writeFileAtomically(folder_ / File::name(file.order, file.id), queueFileText(failed, runsDir_));
  removeFile(claim.path_);
  ::close(std::exchange(claim.file_, -1));
}

}  // namespace ganvas::runs
