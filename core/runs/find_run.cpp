#include <algorithm>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/error.h"
#include "config/edit_distance.h"
#include "runs/notes.h"
#include "runs/run_directory.h"
#include "runs/run_files.h"

namespace ganvas::runs {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostNamed = 5;
constexpr std::size_t kLongestCompared = 256;

struct Candidate {
  std::string directory;
  std::string name;   // the manifest's
  std::string given;  // the user's
};

std::vector<Candidate> candidatesIn(const fs::path& runsDir) {
  std::vector<Candidate> candidates;
  std::error_code error;
  for (fs::directory_iterator entry(runsDir, error), end; !error && entry != end; entry.increment(error)) {
    if (!looksLikeRun(entry->path())) continue;
    Candidate candidate{entry->path().filename().string(), {}, {}};
    try {
      candidate.name = readManifest(entry->path()).name;
      candidate.given = readNotes(entry->path()).name;
    } catch (const Error&) {
      // Its directory's name still finds it.
    }
    candidates.push_back(std::move(candidate));
  }
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.directory > b.directory; });
  return candidates;
}

std::string listed(const std::vector<Candidate>& candidates) {
  std::string text;
  for (std::size_t i = 0; i < candidates.size() && i < kMostNamed; ++i) {
    text += (i == 0 ? "" : ", ") + candidates[i].directory;
  }
  if (candidates.size() > kMostNamed) text += " and " + std::to_string(candidates.size() - kMostNamed) + " more";
  return text;
}

std::vector<Candidate> nearOnes(std::vector<Candidate> candidates, const std::string& wanted) {
  const std::size_t limit = std::max<std::size_t>(2, wanted.size() / 3);
  const auto isNear = [&](const std::string& name) {
    return std::max(name.size(), wanted.size()) <= kLongestCompared && config::editDistance(name, wanted) <= limit;
  };
  std::erase_if(candidates, [&](const Candidate& one) {
    return !isNear(one.given) && !isNear(one.name) && !isNear(one.directory);
  });
  return candidates;
}

[[noreturn]] void refuseUnknown(const std::vector<Candidate>& candidates, const fs::path& runsDir,
                                const std::string& wanted) {
  std::string advice = "There are no runs there yet";
  if (const auto near = nearOnes(candidates, wanted); !near.empty()) {
    advice = "Did you mean " + listed(near) + "?";
  } else if (!candidates.empty()) {
    advice = "The newest are " + listed(candidates);
  }
  throw Error("there is no run named \"" + wanted + "\"", runsDir.string(), advice);
}

// The only one that matches; throws when several do; nullptr when none does.
template <typename Matches>
const Candidate* only(const std::vector<Candidate>& candidates, const std::string& wanted, Matches matches) {
  std::vector<Candidate> found;
  const Candidate* first = nullptr;
  for (const Candidate& candidate : candidates) {
    if (!matches(candidate)) continue;
    if (first == nullptr) first = &candidate;
    found.push_back(candidate);
  }
  if (found.size() > 1) {
    throw Error("\"" + wanted + "\" names " + std::to_string(found.size()) + " runs", "",
                "Say which: " + listed(found));
  }
  return first;
}

}  // namespace

fs::path findRun(const fs::path& runsDir, const std::string& nameOrPath) {
  if (nameOrPath.empty()) throw Error("no run was named", "", "Name a run directory or a run");
  std::error_code error;
  const fs::path path(nameOrPath);
  if (looksLikeRun(path)) return normalPath(path);
  if (nameOrPath.find('/') != std::string::npos) {
    throw Error(fs::exists(path, error) ? "this is no run directory" : "there is no such run directory", nameOrPath,
                "");
  }
  const std::vector<Candidate> candidates = candidatesIn(runsDir);
  const auto exact = [&](const Candidate& candidate) { return candidate.directory == nameOrPath; };
  const auto given = [&](const Candidate& candidate) { return candidate.given == nameOrPath; };
  const auto named = [&](const Candidate& candidate) { return candidate.name == nameOrPath; };
  const auto part = [&](const Candidate& candidate) {
    return candidate.directory.find(nameOrPath) != std::string::npos;
  };
  const Candidate* found = only(candidates, nameOrPath, exact);
  if (found == nullptr) found = only(candidates, nameOrPath, given);
  if (found == nullptr) found = only(candidates, nameOrPath, named);
  if (found == nullptr) found = only(candidates, nameOrPath, part);
  if (found == nullptr) refuseUnknown(candidates, runsDir, nameOrPath);
  return normalPath(runsDir / found->directory);
}

}  // namespace ganvas::runs
