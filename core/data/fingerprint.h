#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace ganvas::data {

/// A 64-bit FNV-1a hash that tells data sets apart without reading them whole: of each file its size, its first and
/// its last 64 KiB count. Names and places of files do not, so a copied set keeps its fingerprint. It finds exchanged
/// and cut files, not a single changed pixel in the middle.
class Fingerprint {
 public:
  void add(std::string_view bytes);
  void add(std::uint64_t number);
  /// Throws Error when the file cannot be read.
  void addFile(const std::filesystem::path& file);

  std::string text() const;  ///< 16 hexadecimal digits

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

}  // namespace ganvas::data
