#include "runs/sweep_runs.h"

#include <algorithm>
#include <system_error>

#include "base/error.h"
#include "config/sweep.h"
#include "runs/run_files.h"

namespace ganvas::runs {

namespace fs = std::filesystem;

namespace {

struct Swept {
  std::string id, created;
  fs::path run;
};

// Oldest first.
std::vector<Swept> sweptRuns(const fs::path& runsDir) {
  std::vector<Swept> found;
  std::error_code error;
  for (fs::directory_iterator entry(runsDir, error), end; !error && entry != end; entry.increment(error)) {
    if (!looksLikeRun(entry->path())) continue;
    try {
      const Manifest manifest = readManifest(entry->path());
      if (!manifest.sweep.empty()) found.push_back({manifest.sweep, manifest.created, entry->path()});
    } catch (const Error&) {
      // Of no sweep that could be told.
    }
  }
  std::sort(found.begin(), found.end(), [](const Swept& a, const Swept& b) {
    return a.created != b.created ? a.created < b.created : a.run.native() < b.run.native();
  });
  return found;
}

// Newest first, each once.
std::vector<std::string> idsOf(const std::vector<Swept>& runs) {
  std::vector<std::string> ids;
  for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
    if (std::find(ids.begin(), ids.end(), run->id) == ids.end()) ids.push_back(run->id);
  }
  return ids;
}

}  // namespace

SweepRuns findSweep(const fs::path& runsDir, const std::string& sweep) {
  const std::vector<Swept> all = sweptRuns(runsDir);
  SweepRuns found;
  for (const std::string& id : idsOf(all)) {
    const bool exact = id == sweep;
    if (!exact && config::sweepNameOf(id) != sweep) continue;
    if (exact) found = {id, {}, {}};
    if (exact) break;
    (found.id.empty() ? found.id : found.otherIds.emplace_back()) = id;
  }
  for (const Swept& run : all) {
    if (run.id == found.id) found.runs.push_back(run.run);
  }
  return found;
}

std::vector<std::string> sweepIds(const fs::path& runsDir) {
  return idsOf(sweptRuns(runsDir));
}

}  // namespace ganvas::runs
