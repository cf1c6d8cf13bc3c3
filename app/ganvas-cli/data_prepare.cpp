#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <stop_token>

#include "data/open_source.h"
#include "data_commands.h"
#include "data_look.h"
#include "data_progress.h"
#include "interrupt.h"
#include "report.h"

namespace ganvas::cli {

namespace {

int prepare(const LookOptions& options) {
  const config::Experiment experiment = experimentOf(options);
  std::stop_source stop;
  const InterruptWatch watch([&] { stop.request_stop(); });
  DataProgress progress;
  const auto show = [&](std::int64_t done, std::int64_t total) {
    const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
    progress.show(share, std::to_string(done) + " of " + std::to_string(total) + " pictures");
  };
  std::unique_ptr<BatchSource> source;
  try {
    source = data::openSource(experiment.data, stop.get_token(), show);
  } catch (const Error&) {
    if (watch.interrupted()) return kInterrupted;
    throw;
  }
  progress.close();
  const SetInfo& info = source->info();
  for (const std::string& warning : info.warnings) warn(warning);
  std::cout << info.name << ": " << info.count << " pictures of " << info.width << "×" << info.height << "×"
            << info.channels << " are ready\n";
  return kDone;
}

}  // namespace

void addDataPrepare(CLI::App& data, Action& action) {
  auto options = std::make_shared<LookOptions>();
  CLI::App* command = data.add_subcommand("prepare", "Decode a set's pictures now, so that it opens at once later");
  addLookOptions(*command, *options);
  command->callback([&action, options] { action = [options] { return prepare(*options); }; });
}

}  // namespace ganvas::cli
