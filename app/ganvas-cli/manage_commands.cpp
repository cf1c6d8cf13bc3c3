// What changes a run beside its training: note and prune.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/files.h"
#include "commands.h"
#include "report.h"
#include "runs/notes.h"
#include "runs/prune.h"
#include "runs/run_directory.h"

namespace ganvas::cli {

namespace {

struct NoteOptions {
  std::string run, runsDir;
  std::optional<std::string> name, note;
  std::vector<std::string> tags, untags;
};

struct PruneOptions {
  std::string run, runsDir;
  runs::PruneRequest request;
  bool dryRun = false;
};

int changeNotes(const NoteOptions& options) {
  const auto path = asUsage([&] { return runs::findRun(options.runsDir, options.run); });
  runs::RunNotes notes = runs::readNotes(path);
  if (options.name) notes.name = *options.name;
  if (options.note) notes.note = *options.note;
  std::erase_if(notes.tags, [&](const std::string& tag) {
    return std::find(options.untags.begin(), options.untags.end(), tag) != options.untags.end();
  });
  notes.tags.insert(notes.tags.end(), options.tags.begin(), options.tags.end());
  notes = asUsage([&] { return runs::tidied(notes); });
  runs::writeNotes(path, notes);
  return kDone;
}

int pruneRun(const PruneOptions& options) {
  const auto path = asUsage([&] { return runs::findRun(options.runsDir, options.run); });
  if (!options.request.keepLast && options.request.gridsEvery < 2) {
    throw UsageError("nothing was said to prune", "", "Give --keep-last, --grids-every, or both");
  }
  const runs::PrunePlan plan =
      options.dryRun ? runs::planPrune(path, options.request) : runs::prune(path, options.request);
  std::cout << (options.dryRun ? "would delete " : "deleted ") << plan.checkpoints.size() << " checkpoints and "
            << plan.grids.size() << " grids: " << sizeText(plan.bytes) << '\n';
  return kDone;
}

}  // namespace

void addNote(CLI::App& app, Action& action) {
  auto options = std::make_shared<NoteOptions>();
  options->runsDir = defaultRunsDirectory().string();
  CLI::App* command = app.add_subcommand("note", "Name, tag or annotate a run; may be done while it trains");
  command->add_option("run", options->run, "Run directory, or its name")->required();
  command->add_option("--name", options->name, "Another name; empty for the one it was started with");
  command->add_option("--tag", options->tags, "Add a tag")->allow_extra_args(false);
  command->add_option("--untag", options->untags, "Take a tag away")->allow_extra_args(false);
  command->add_option("--note", options->note, "The note, instead of the old one");
  command->add_option("--runs-dir", options->runsDir, "Where runs are kept")->capture_default_str();
  command->callback([&action, options] { action = [options] { return changeNotes(*options); }; });
}

void addPrune(CLI::App& app, Action& action) {
  auto options = std::make_shared<PruneOptions>();
  options->runsDir = defaultRunsDirectory().string();
  CLI::App* command = app.add_subcommand("prune", "Delete old checkpoints and grids of a run to free space");
  command->add_option("run", options->run, "Run directory, or its name")->required();
  CLI::Option* keepLast = command->add_option("--keep-last", options->request.keepLast, "Newest checkpoints that stay")
                              ->check(CLI::PositiveNumber);
  command->add_option("--keep-every", options->request.keepEvery, "Checkpoints at multiples of this step stay as well")
      ->check(CLI::PositiveNumber)
      ->needs(keepLast);
  command->add_option("--grids-every", options->request.gridsEvery, "Keep every n-th grid, and the first and last")
      ->check(CLI::PositiveNumber);
  command->add_flag("--dry-run", options->dryRun, "Only say what would be deleted");
  command->add_option("--runs-dir", options->runsDir, "Where runs are kept")->capture_default_str();
  command->callback([&action, options] { action = [options] { return pruneRun(*options); }; });
}

}  // namespace ganvas::cli
