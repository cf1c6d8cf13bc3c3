#include <CLI/CLI.hpp>
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "base/files.h"
#include "commands.h"
#include "progress_display.h"
#include "report.h"
#include "runs/disk_use.h"
#include "runs/run_list.h"

namespace ganvas::cli {

namespace {

constexpr std::size_t kEventsShown = 10;
constexpr std::size_t kClassesShown = 20;

struct RunsOptions {
  std::string run, runsDir;
  bool json = false;
};

std::string stepText(const runs::RunSummary& run) {
  return std::to_string(run.history.step) + "/" + std::to_string(run.history.totalSteps);
}

std::string tagsText(const runs::RunSummary& run) {
  std::string text;
  for (const std::string& tag : run.notes.tags) text += (text.empty() ? "" : ", ") + tag;
  return text;
}

void warnOfProblems(const runs::RunSummary& run) {
  for (const std::string& problem : {run.problem, run.notesProblem}) {
    if (!problem.empty()) warn(run.path.string() + ": " + problem);
  }
}

int listRuns(const RunsOptions& options) {
  std::vector<runs::RunSummary> all = runs::listRuns(options.runsDir);
  if (options.json) {
    for (runs::RunSummary& run : all) run.bytes = runs::diskUse(run.path).total();
    std::cout << runs::toJson(all) << '\n';
    return kDone;
  }
  if (all.empty()) {
    std::cout << "no runs in " << options.runsDir << '\n';
    return kDone;
  }
  std::size_t width = 3;
  for (const runs::RunSummary& run : all) width = std::max(width, run.path.filename().string().size());
  const auto row = [&](const std::string& directory, const std::string& state, const std::string& step,
                       const std::string& name) {
    std::cout << std::left << std::setw(static_cast<int>(width)) << directory << "  " << std::setw(11) << state << "  "
              << std::right << std::setw(15) << step << "  " << name << '\n';
  };
  row("run", "state", "step", "name");
  for (const runs::RunSummary& run : all) {
    const std::string tags = run.notes.tags.empty() ? "" : "  [" + tagsText(run) + "]";
    row(run.path.filename().string(), run.stateText(), stepText(run), run.displayName() + tags);
    warnOfProblems(run);
  }
  return kDone;
}

void line(const char* label, const std::string& text) {
  if (!text.empty()) std::cout << std::left << std::setw(12) << label << text << '\n';
}

void printEvents(const runs::RunSummary& run) {
  try {
    std::vector<runs::EventRecord> events = runs::HistoryReader(run.path / "history.db").events();
    if (events.empty()) return;
    std::cout << "events\n";
    const std::size_t first = events.size() - std::min(events.size(), kEventsShown);
    for (std::size_t i = first; i < events.size(); ++i) {
      std::cout << "  " << events[i].time << "  step " << events[i].step << "  " << events[i].kind << ": "
                << events[i].text << '\n';
    }
  } catch (const Error& error) {
    warn(error.what());
  }
}

/// "2: cats, dogs"; the first of many.
std::string classesText(const std::vector<std::string>& classes) {
  std::string text;
  for (std::size_t i = 0; i < std::min(classes.size(), kClassesShown); ++i) {
    text += (i == 0 ? std::to_string(classes.size()) + ": " : ", ") + classes[i];
  }
  return classes.size() > kClassesShown ? text + " …" : text;
}

void printRun(const runs::RunSummary& run) {
  line("run", run.path.string());
  line("name", run.displayName());
  line("tags", tagsText(run));
  line("note", run.notes.note);
  line("recipe", run.manifest.recipe);
  line("state", run.stateText() + (run.history.failure.empty() ? "" : ": " + run.history.failure));
  line("step", stepText(run));
  line("trained", timeText(run.history.seconds));
  line("data", run.manifest.dataName + ", " + std::to_string(run.manifest.pictures) + " pictures");
  line("classes", classesText(run.manifest.classes));
  line("device", run.manifest.device);
  line("created", run.manifest.created);
  line("made with", "Ganvas " + run.manifest.version + ", LibTorch " + run.manifest.torch);
  line("seed", std::to_string(run.manifest.seed));
  for (const auto& [name, value] : run.lastScalars) line(name.c_str(), std::to_string(value));
  line("disk use", sizeText(run.bytes));
  line("checkpoint", run.lastCheckpoint == 0 ? "none yet" : "step " + std::to_string(run.lastCheckpoint));
  if (!run.latestSample.empty()) line("samples", (run.path / run.latestSample).string());
  printEvents(run);
}

int showRun(const RunsOptions& options) {
  const auto path = asUsage([&] { return runs::findRun(options.runsDir, options.run); });
  runs::RunSummary run = runs::summarise(path);
  run.bytes = runs::diskUse(path).total();
  if (options.json) {
    std::cout << runs::toJson(run) << '\n';
    return run.problem.empty() ? kDone : kFailed;
  }
  if (!run.problem.empty()) throw Error(run.problem, run.path.string(), "");
  if (!run.notesProblem.empty()) warn(run.notesProblem);
  printRun(run);
  return kDone;
}

}  // namespace

void addRuns(CLI::App& app, Action& action) {
  auto options = std::make_shared<RunsOptions>();
  options->runsDir = defaultRunsDirectory().string();
  CLI::App* command = app.add_subcommand("runs", "List the runs, newest first");
  command->add_option("--runs-dir", options->runsDir, "Where runs are kept")->capture_default_str();
  command->add_flag("--json", options->json, "As JSON");
  command->callback([&action, options] { action = [options] { return listRuns(*options); }; });
}

void addShow(CLI::App& app, Action& action) {
  auto options = std::make_shared<RunsOptions>();
  options->runsDir = defaultRunsDirectory().string();
  CLI::App* command = app.add_subcommand("show", "Show one run: state, losses, events");
  command->add_option("run", options->run, "Run directory, or its name")->required();
  command->add_option("--runs-dir", options->runsDir, "Where runs are kept")->capture_default_str();
  command->add_flag("--json", options->json, "As JSON");
  command->callback([&action, options] { action = [options] { return showRun(*options); }; });
}

}  // namespace ganvas::cli
