#include "config/sweeps.h"

#include <algorithm>
#include <system_error>

#include "base/error.h"
#include "base/files.h"
#include "config/edit_distance.h"
#include "config/embedded_recipes.h"
#include "config/toml_document.h"

namespace ganvas::config {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostUserSweeps = 1000;

bool isFileName(const std::string& base) {
  return base.ends_with(".toml") || base.find('/') != std::string::npos;
}

Sweep readFile(const fs::path& file) {
  Sweep sweep = readSweep(readTomlText(file), file.string());
  if (sweep.name.empty()) sweep.name = file.stem().string();
  if (isFileName(sweep.base)) sweep.base = (file.parent_path() / sweep.base).string();
  return sweep;
}

std::vector<NamedSweep> embeddedOnes() {
  std::vector<NamedSweep> result;
  for (const EmbeddedRecipe& sweep : embeddedSweeps()) {
    const std::string name(sweep.name);
    result.push_back({name, readSweep(sweep.text, name + ".toml"), {}});
  }
  std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return result;
}

// Where the user's sweeps are; empty for a user without a home directory, who has none.
fs::path userSweeps() {
  try {
    return userConfigDirectory() / "sweeps";
  } catch (const Error&) {
    return {};
  }
}

std::vector<fs::path> userFiles() {
  std::vector<fs::path> files;
  std::error_code failure;
  fs::directory_iterator entry(userSweeps(), failure);
  for (; !failure && entry != fs::directory_iterator(); entry.increment(failure)) {
    if (entry->path().extension() == ".toml" && files.size() < kMostUserSweeps) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The user's own file of that name, if there is one.
fs::path ownFile(const std::string& name) {
  const fs::path folder = userSweeps();
  if (folder.empty() || name.empty() || name.find('/') != std::string::npos) return {};
  std::error_code failure;
  const fs::path file = folder / (name + ".toml");
  return fs::exists(file, failure) ? file : fs::path();
}

[[noreturn]] void failUnknown(const std::string& name) {
  std::vector<std::string> names;
  std::string list;
  for (const NamedSweep& known : sweeps()) {
    names.push_back(known.name);
    list += (list.empty() ? "" : ", ") + known.name;
  }
  const std::string nearest = nearestName(name, names);
  throw Error("there is no sweep \"" + name.substr(0, 100) + "\"", "",
              (nearest.empty() ? "" : "Did you mean " + nearest + "? ") + "Sweeps are: " + list +
                  ". A file's name ends in .toml");
}

}  // namespace

std::vector<NamedSweep> sweeps(std::vector<BrokenRecipe>* broken) {
  std::vector<NamedSweep> all = embeddedOnes();
  for (const fs::path& file : userFiles()) {
    try {
      NamedSweep own{file.stem().string(), readFile(file), file};
      std::erase_if(all, [&](const NamedSweep& known) { return known.name == own.name; });
      all.push_back(std::move(own));
    } catch (const Error& error) {
      if (broken) broken->push_back({file, error.what()});
    }
  }
  return all;
}

Sweep loadSweep(const std::string& nameOrFile) {
  if (isFileName(nameOrFile)) return readFile(nameOrFile);
  // The user's own file is read by itself, so that its mistakes are told rather than an embedded sweep taken.
  if (const fs::path own = ownFile(nameOrFile); !own.empty()) return readFile(own);
  for (NamedSweep& known : embeddedOnes()) {
    if (known.name == nameOrFile) return std::move(known.sweep);
  }
  failUnknown(nameOrFile);
}

bool isSweep(const std::string& name) {
  const auto& embedded = embeddedSweeps();
  return std::any_of(embedded.begin(), embedded.end(), [&](const auto& sweep) { return sweep.name == name; }) ||
         !ownFile(name).empty();
}

}  // namespace ganvas::config
