#pragma once

#include <stdlib.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/error.h"

/// What each of the programs here tests: a reader may take any bytes or throw ganvas::Error; nothing else may happen.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

/// Inputs that begin a search without a corpus, each near to what the reader takes.
std::vector<std::string> seedInputs();

namespace ganvas::fuzz {

/// A directory in memory where there is one (/dev/shm), removed with all it holds.
class Workplace {
 public:
  Workplace() {
    std::error_code failure;
    const bool memory = std::filesystem::is_directory("/dev/shm", failure);
    const std::filesystem::path parent = memory ? "/dev/shm" : std::filesystem::temp_directory_path();
    std::string pattern = (parent / "ganvas-fuzz-XXXXXX").string();
    if (::mkdtemp(pattern.data())) path_ = pattern;
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  ~Workplace() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }

  std::filesystem::path write(const std::string& name, const std::uint8_t* data, std::size_t size) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    return file;
  }
  std::filesystem::path write(const std::string& name, const std::string& bytes) const {
    return write(name, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The program's workplace: one for all inputs.
inline const Workplace& workplace() {
  static const Workplace place;
  return place;
}

/// Runs a reader that may refuse what it reads, but do nothing else. Any other exception ends the program.
template <typename Reader>
void mayRefuse(const Reader& read) {
  try {
    read();
  } catch (const Error&) {
    return;
  }
}

}  // namespace ganvas::fuzz
