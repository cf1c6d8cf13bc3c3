#include <CLI/CLI.hpp>
#include <charconv>
#include <iostream>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "base/files.h"
#include "commands.h"
#include "count_display.h"
#include "interrupt.h"
#include "report.h"
#include "runs/run_directory.h"
#include "studio/sampling.h"

namespace ganvas::cli {

namespace {

constexpr std::int64_t kMostSheetCells = 10000;

struct SampleOptions {
  std::string run, runsDir, out, sheet;
  std::int64_t count = 0;
  std::optional<std::uint64_t> seed;
  std::optional<std::int64_t> step, onlyClass;
};

/// "10x12" as 10 rows and 12 columns.
studio::SheetShape parseSheet(const std::string& text) {
  studio::SheetShape shape;
  const char* end = text.data() + text.size();
  const auto rows = std::from_chars(text.data(), end, shape.rows);
  if (rows.ec == std::errc() && rows.ptr != end && *rows.ptr == 'x') {
    const auto columns = std::from_chars(rows.ptr + 1, end, shape.columns);
    const bool inRange = shape.rows >= 1 && shape.columns >= 1 && shape.rows <= kMostSheetCells &&
                         shape.columns <= kMostSheetCells && shape.cells() <= kMostSheetCells;
    if (columns.ec == std::errc() && columns.ptr == end && inRange) return shape;
  }
  throw UsageError("'" + text + "' is no sheet", "--sheet", "Give rows x columns, such as 10x10, at most 10000 in all");
}

int sample(const SampleOptions& options) {
  studio::SampleRequest request;
  request.run = asUsage([&] { return runs::findRun(options.runsDir, options.run); });
  if (!options.sheet.empty()) request.sheet = parseSheet(options.sheet);
  request.count = options.count;
  request.out = options.out;
  request.seed = options.seed;
  request.step = options.step;
  request.onlyClass = options.onlyClass;
  std::stop_source stop;
  const InterruptWatch watch([&] { stop.request_stop(); });
  CountDisplay display("pictures");
  const auto progress = [&](std::int64_t done, std::int64_t total) { display.update(done, total); };
  studio::SampleResult result;
  try {
    result = studio::makeSamples(request, {warn, progress, stop.get_token()});
  } catch (const Error&) {
    if (!watch.interrupted()) throw;
    display.close();
    std::cerr << "interrupted; the pictures made so far are in " << options.out << '\n';
    return kInterrupted;
  }
  display.close();
  std::cout << result.pictures << " pictures of step " << result.step << " in " << options.out << '\n';
  if (!result.sheet.empty()) std::cout << "sheet    " << result.sheet.string() << '\n';
  return kDone;
}

}  // namespace

void addSample(CLI::App& app, Action& action) {
  auto options = std::make_shared<SampleOptions>();
  options->runsDir = defaultRunsDirectory().string();
  CLI::App* command = app.add_subcommand("sample", "Make pictures with a trained run");
  command->add_option("run", options->run, "Run directory, or its name")->required();
  command->add_option("--count", options->count, "Pictures to make")->required()->check(CLI::Range(0, 100000000));
  command->add_option("--out", options->out, "Folder to write them to")->required();
  command->add_option("--seed", options->seed, "Seed of the noise; the run's by default");
  command->add_option("--step", options->step, "Step of the checkpoint; the newest by default");
  command->add_option("--class", options->onlyClass,
                      "Only pictures of that class, from 0; by default of each class in turn");
  command->add_option("--sheet", options->sheet, "Also a contact sheet: rows x columns, such as 10x10");
  command->add_option("--runs-dir", options->runsDir, "Where runs are kept")->capture_default_str();
  command->callback([&action, options] { action = [options] { return sample(*options); }; });
}

}  // namespace ganvas::cli
