#pragma once

#include <filesystem>
#include <optional>

namespace ganvas::data {

/// A lock on a directory of the cache, through the file `lock` in it: whoever writes or removes the directory holds it
/// alone, whoever reads it shares it. It ends with its holder, however that dies, and stays with a directory that is
/// renamed.
class SetLock {
 public:
  /// Nothing where another one holds it, or the directory is not (or no longer) there.
  static std::optional<SetLock> share(const std::filesystem::path& directory);
  /// The same, alone.
  static std::optional<SetLock> takeAlone(const std::filesystem::path& directory);
  SetLock(SetLock&& other) noexcept;
  SetLock& operator=(SetLock&& other) noexcept;
  ~SetLock();

  /// From alone to shared.
  void letOthersIn();
  /// Whether it keeps others out: some network file systems have no locks.
  bool holds() const { return holds_; }
  /// Notes that the directory is used now: the longest unused goes first when room is needed.
  void noteUse() const;

 private:
  SetLock(int descriptor, bool holds) : descriptor_(descriptor), holds_(holds) {}
  static std::optional<SetLock> take(const std::filesystem::path& directory, int flags, int operation);

  int descriptor_ = -1;
  bool holds_ = false;
};

}  // namespace ganvas::data
