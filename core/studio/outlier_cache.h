#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ganvas::studio {

/// The errors of one set's pictures, kept in the user's cache (outliers/KEY, docs/file-formats.md) so that moving the
/// threshold costs nothing.
class OutlierCache {
 public:
  explicit OutlierCache(const std::string& key);

  /// Nothing where they are not there, of another number of pictures, or damaged.
  std::optional<std::vector<float>> read(std::size_t pictures) const;
  /// What cannot be written is computed again next time.
  void write(const std::vector<float>& errors) const;

  const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
};

}  // namespace ganvas::studio
