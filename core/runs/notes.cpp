#include "runs/notes.h"

#include <toml++/toml.h>

#include <algorithm>
#include <string_view>
#include <system_error>

#include "base/error.h"
#include "base/files.h"
#include "config/toml_guard.h"
#include "config/utf8.h"
#include "runs/toml_text.h"

namespace ganvas::runs {

namespace fs = std::filesystem;

namespace {

constexpr int kFormat = 1;
constexpr std::uintmax_t kLargest = 1 << 20;  // bytes
constexpr const char* kMend = "Mend the file, or delete it";

class NewerFormat : public Error {
 public:
  using Error::Error;
};

std::size_t codePoints(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string cleaned(std::string_view text, std::size_t longest, const char* what, bool lines) {
  if (!config::isUtf8(text)) throw Error(std::string("the ") + what + " is not UTF-8", "", "");
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool control = byte < 0x20 || byte == 0x7F;
    result += control && !(lines && (c == '\n' || c == '\t')) ? ' ' : c;
  }
  const std::size_t begin = result.find_first_not_of(" \t\n");
  if (begin == std::string::npos) return {};
  result = result.substr(begin, result.find_last_not_of(" \t\n") + 1 - begin);
  if (const std::size_t length = codePoints(result); length > longest) {
    throw Error(std::string("the ") + what + " has " + std::to_string(length) + " characters", "",
                "It can have " + std::to_string(longest) + " at most");
  }
  return result;
}

// The values of another type are as good as none: nothing of a run depends on them.
RunNotes notesOf(const toml::table& table, const fs::path& file) {
  const std::int64_t format = table["format"].value_or(std::int64_t{0});
  if (format > kFormat) {
    throw NewerFormat("the notes have format " + std::to_string(format) + ", this version of Ganvas knows format " +
                          std::to_string(kFormat) + " at most",
                      file.string(), "Use a newer Ganvas");
  }
  if (format < 1) {
    throw Error("the notes have no format number", file.string(), kMend);
  }
  RunNotes notes;
  notes.name = table["name"].value_or(std::string());
  notes.note = table["note"].value_or(std::string());
  if (const toml::array* tags = table["tags"].as_array()) {
    for (const toml::node& tag : *tags) notes.tags.push_back(tag.value_or(std::string()));
  }
  try {
    return tidied(notes);
  } catch (const Error& error) {
    throw Error(error.problem(), file.string(), error.advice() + (error.advice().empty() ? "" : ". ") + kMend);
  }
}

std::string textOf(const RunNotes& notes) {
  std::string text = "format = " + std::to_string(kFormat) + "\nname = " + tomlString(notes.name) + "\ntags = [";
  for (const std::string& tag : notes.tags) text += (&tag == notes.tags.data() ? "" : ", ") + tomlString(tag);
  return text + "]\nnote = " + tomlString(notes.note) + "\n";
}

}  // namespace

RunNotes tidied(const RunNotes& notes) {
  RunNotes result;
  result.name = cleaned(notes.name, kLongestRunName, "name", false);
  result.note = cleaned(notes.note, kLongestNote, "note", true);
  for (const std::string& given : notes.tags) {
    std::string tag = cleaned(given, kLongestTag, "tag", false);
    const bool known = std::find(result.tags.begin(), result.tags.end(), tag) != result.tags.end();
    if (!tag.empty() && !known) result.tags.push_back(std::move(tag));
  }
  if (result.tags.size() > kMostTags) {
    throw Error("the run has " + std::to_string(result.tags.size()) + " tags", "",
                "It can have " + std::to_string(kMostTags) + " at most");
  }
  return result;
}

RunNotes readNotes(const fs::path& run) {
  const fs::path file = run / "notes.toml";
  std::error_code error;
  if (fs::symlink_status(file, error).type() == fs::file_type::not_found) return {};
  const std::string text = readWholeFile(file, kLargest);
  config::refuseHostileKeys(text, file.string());
  try {
    return notesOf(toml::parse(text, file.string()), file);
  } catch (const toml::parse_error& failure) {
    throw Error("the notes cannot be read: " + std::string(failure.description()),
                file.string() + ":" + std::to_string(failure.source().begin.line), kMend);
  }
}

void writeNotes(const fs::path& run, const RunNotes& notes) {
  const RunNotes kept = tidied(notes);
  try {
    if (readNotes(run) == kept) return;
  } catch (const NewerFormat&) {
    throw;
  } catch (const Error&) {
    // A damaged file is replaced by what the user says now.
  }
  writeFileAtomically(run / "notes.toml", textOf(kept));
}

}  // namespace ganvas::runs
