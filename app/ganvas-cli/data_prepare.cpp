#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <stop_token>

#include "count_display.h"
#include "data/open_source.h"
#include "data_commands.h"
#include "data_look.h"
#include "interrupt.h"
#include "report.h"

namespace ganvas::cli {

namespace {

int prepare(const LookOptions& options) {
  const config::Experiment experiment = experimentOf(options);
  std::stop_source stop;
  const InterruptWatch watch([&] { stop.request_stop(); });
  CountDisplay display("pictures");
  const auto show = [&](std::int64_t done, std::int64_t total) { display.update(done, total); };
  std::unique_ptr<BatchSource> source;
  try {
    source = data::openSource(experiment.data, stop.get_token(), show);
  } catch (const Error&) {
    if (watch.interrupted()) return kInterrupted;
    throw;
  }
  display.close();
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
