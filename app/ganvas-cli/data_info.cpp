#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "data_commands.h"
#include "data_look.h"
#include "interrupt.h"
#include "report.h"
#include "set_report.h"

namespace ganvas::cli {

namespace {

struct InfoOptions {
  LookOptions look;
  bool json = false;
};

int info(const InfoOptions& options) {
  const std::unique_ptr<session::Inspector> inspector = session::makeInspector();
  const InterruptWatch watch([&] { inspector->cancel(); });
  inspector->open(experimentOf(options.look));
  const auto isDone = [&](const session::Inspection& inspection) {
    return watch.interrupted() || (inspection.open && inspection.activity.empty());
  };
  const session::Inspection inspection = follow(*inspector, isDone);
  if (inspection.cancelled || watch.interrupted()) return kInterrupted;
  for (const std::string& warning : inspection.info.warnings) warn(warning);
  std::cout << (options.json ? setReportJson(inspection) + "\n" : setReportText(inspection)) << std::flush;
  return kDone;
}

}  // namespace

void addDataInfo(CLI::App& data, Action& action) {
  auto options = std::make_shared<InfoOptions>();
  CLI::App* command = data.add_subcommand("info", "Look at all pictures of a set: classes, figures, duplicates");
  addLookOptions(*command, options->look);
  command->add_flag("--json", options->json, "As JSON");
  command->callback([&action, options] { action = [options] { return info(*options); }; });
}

}  // namespace ganvas::cli
