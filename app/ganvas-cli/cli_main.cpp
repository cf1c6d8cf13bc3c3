#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <new>
#include <string>

#include "base/error.h"
#include "commands.h"
#include "report.h"
#include "studio/version.h"

using namespace ganvas;

namespace {

void addCommands(CLI::App& app, cli::Action& action) {
  cli::addTrain(app, action);
  cli::addResume(app, action);
  cli::addRuns(app, action);
  cli::addShow(app, action);
  cli::addNote(app, action);
  cli::addPrune(app, action);
  cli::addDescribe(app, action);
  cli::addRecipes(app, action);
  cli::addSpeed(app, action);
  cli::addSample(app, action);
  cli::addQueue(app, action);
  cli::addSweep(app, action);
  cli::addTable(app, action);
  cli::addData(app, action);
}

int perform(const cli::Action& action) {
  try {
    return action();
  } catch (const cli::UsageError& error) {
    cli::report(error);
    return cli::kUsage;
  } catch (const Error& error) {
    cli::report(error);
  } catch (const std::bad_alloc&) {
    cli::report(Error("out of memory", "", "Close other programs, or choose a smaller batch size"));
  } catch (const std::exception& error) {
    cli::report(Error(error.what(), "", ""));
  }
  return cli::kFailed;
}

}  // namespace

/// The one symbol that the program looks up in this module.
extern "C" __attribute__((visibility("default"))) int ganvasCliMain(int argc, char** argv) {
  // Files that reach a size limit and readers that go away are errors of a write call, not the end of a run.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);

  CLI::App app("Train generative adversarial networks and look at what they make.", "ganvas-cli");
  app.set_version_flag("--version", std::string("ganvas-cli ") + studio::programVersion());
  app.require_subcommand(1);
  app.footer(
      "RUN is a run directory or its name under the runs directory.\n"
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted (with a checkpoint written).");
  cli::Action action;
  addCommands(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::kDone : cli::kUsage;
  }
  return perform(action);
}
