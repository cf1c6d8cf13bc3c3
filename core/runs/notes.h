#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace ganvas::runs {

/// What the user says of a run: notes.toml in its directory. It is no part of what made the run, so it may change while
/// another process trains it; the last one to write wins.
struct RunNotes {
  std::string name;               ///< instead of the manifest's; empty: the manifest's
  std::vector<std::string> tags;  ///< each once, in the order given
  std::string note;               ///< free text, lines end in '\n'
  bool operator==(const RunNotes&) const = default;
};

inline constexpr std::size_t kLongestRunName = 300;  ///< code points
inline constexpr std::size_t kLongestTag = 60;
inline constexpr std::size_t kMostTags = 32;
inline constexpr std::size_t kLongestNote = 20000;

/// The notes as they are kept: white space around trimmed, control characters turned into spaces (a note keeps its
/// line breaks), empty and repeated tags left out. Throws Error when a part is too long or no UTF-8.
RunNotes tidied(const RunNotes& notes);

/// The notes of a run; empty ones where it has none. Throws Error when the file is damaged or of a newer format.
RunNotes readNotes(const std::filesystem::path& run);

/// Writes them, tidied, atomically. Throws Error; a file of a newer format is left alone.
void writeNotes(const std::filesystem::path& run, const RunNotes& notes);

}  // namespace ganvas::runs
