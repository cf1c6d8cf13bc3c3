#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "runs/queue_entry.h"

namespace ganvas::runs {

/// An entry that this process trains. While it lives, or until it is finished or given back, nobody else gets the
/// entry; when it goes without a word, as with a process that dies, the entry is back in the queue at its old place.
class QueueClaim {
 public:
  ~QueueClaim();
  QueueClaim(QueueClaim&& other) noexcept;
  QueueClaim& operator=(QueueClaim&& other) noexcept;

  const std::string& id() const { return id_; }
  const QueuedRun& run() const { return run_; }

 private:
  friend class Queue;
  QueueClaim(int file, std::filesystem::path path, std::string id, QueuedRun run);

  int file_ = -1;  ///< locked; −1 once it is finished or given back
  std::filesystem::path path_;
  std::string id_;
  QueuedRun run_;
};

/// The runs that are to be trained one after another: one file each in `<runsDir>/.queue/`, shared by all programs that
/// use the runs directory.
///
///   000500000001000-4f2a9c.toml         waits or has failed; ordered by the number
///   taken/000500000000000-77b01e@HOST.toml   a program on HOST trains it, and holds a lock on the file
///   paused                              is there while the queue is paused
///   lock                                locked for the moments in which a program changes something
///
/// **Nothing is lost.** Files are written aside, fsynced and renamed; every other change is one rename or one removal.
/// A claim is a rename into taken/ of a file that is locked before (open file description lock: it follows the file
/// through renames and ends with its holder however it dies). A file in taken/ without a lock is thus a dead program's:
/// whoever uses the queue next renames it back to its old place, in front of what came after it. Once the run's
/// directory exists begun() makes the entry one that resumes that run, so that a power cut in the middle of a night's
/// queue neither loses nor repeats what was trained. A death in the moment between the two trains the run anew beside
/// its empty first directory: twice rather than never.
///
/// Where locks do not reach from host to host, another host's entry would seem abandoned: only this host's come
/// back by themselves, another's by retry(), which refuses while a lock is seen.
///
/// All calls read or write files; they throw Error when those cannot be (the queue is then as it was). May be used from
/// any thread, one call at a time.
class Queue {
 public:
  static constexpr std::size_t kMostEntries = 1000;

  /// Looks at nothing yet. `.queue` is made with the first entry.
  explicit Queue(std::filesystem::path runsDir);

  const std::filesystem::path& folder() const { return folder_; }
  /// This host, as in QueueEntry::host.
  static std::string host();

  /// What is taken first, then the rest in the order in which it will be trained; at most kMostEntries of each. A
  /// missing folder is an empty queue. No two have the same id: a second file with it, a copy or a backup that was put
  /// back, has its file's name for an id, and is Damaged unless it is taken.
  std::vector<QueueEntry> entries() const;

  /// Puts a run at the end, or in front of all others; its id. Throws when the queue is full.
  std::string add(const QueuedRun& run, bool inFront = false);
  /// Puts all of them at the end, in that order; their ids. Throws, and adds none, when there is no room for all.
  std::vector<std::string> addAll(const std::vector<QueuedRun>& runs);
  /// Removes an entry that is not taken. Throws when there is none (any more).
  void remove(const std::string& id);
  /// Moves an entry that is not taken to place `index` among those; past the end is the end.
  void move(const std::string& id, std::size_t index);
  /// Lets a failed entry wait again, or brings back one that another host had taken.
  void retry(const std::string& id);

  bool paused() const;
  void setPaused(bool paused);

  /// The first entry that waits, for this process alone; nothing when none waits. Takes no heed of paused().
  std::optional<QueueClaim> claimNext();
  /// The run has its directory: should this process die, the entry comes back as one that resumes it.
  void begun(QueueClaim& claim, const std::filesystem::path& run);
  /// The run has ended: its entry goes.
  void finish(QueueClaim& claim);
  /// The entry waits again at its old place.
  void release(QueueClaim& claim);
  /// It could not be started: the entry is back at its place, with the reason, and is skipped until it is retried.
  void fail(QueueClaim& claim, const std::string& reason);

 private:
  struct File;   // one file of the queue by its name
  struct Files;  // all of them

  std::vector<File> files(const std::filesystem::path& folder) const;
  Files allFiles() const;
  File find(const std::string& id) const;
  void bringBackAbandoned() const;
  void putBack(const std::filesystem::path& taken) const;
  void makeFolders() const;
  void checkRoom(std::size_t waiting, std::size_t more) const;
  std::set<std::string> usedIds() const;
  std::string write(const std::string& text, std::size_t index);
  long long placeAt(std::size_t index, const std::string& except) const;
  void spread(std::vector<File> files) const;
  std::optional<QueueClaim> claim(const File& file) const;

  std::filesystem::path runsDir_, folder_, taken_;
};

}  // namespace ganvas::runs
