#include "follow.h"

#include <cstdio>
#include <iostream>
#include <string>

#include "base/error.h"
#include "commands.h"
#include "progress_display.h"
#include "report.h"
#include "runs/run_list.h"

namespace ganvas::cli {

using session::State;

namespace {

void printOutcome(const session::Status& status) {
  const session::Progress& progress = status.progress;
  std::cout << (status.state == State::Finished ? "finished" : "stopped") << " at step " << progress.step << " of "
            << progress.totalSteps << " after " << timeText(progress.secondsRun) << '\n';
  std::cout << "run      " << status.run.string() << '\n';
  std::string losses;
  for (const auto& [name, value] : status.lastScalars) {
    char text[96];
    std::snprintf(text, sizeof text, "%s%s %.4g", losses.empty() ? "" : ", ", name.c_str(), value);
    if (name == "d_loss" || name == "g_loss") losses += text;
  }
  if (!losses.empty()) std::cout << "losses   " << losses << '\n';
  const runs::RunSummary summary = runs::summarise(status.run);
  if (!summary.latestSample.empty()) std::cout << "samples  " << (status.run / summary.latestSample).string() << '\n';
  const std::filesystem::path gallery = status.run / "exports" / "gallery.png";
  if (status.state == State::Finished && std::filesystem::exists(gallery)) {
    std::cout << "gallery  " << gallery.string() << '\n';
  }
  std::cout << std::flush;
}

}  // namespace

session::Status follow(const session::Session& session) {
  ProgressDisplay display;
  session::Status status = session.status();
  while (session::isBusy(status.state)) {
    display.update(status);
    status = session.waitForChange(status.revision, std::chrono::seconds(1));
  }
  display.close();
  return status;
}

int conclude(const session::Status& status, bool interrupted) {
  if (status.failure) report(Error(status.failure->what, status.failure->where, status.failure->advice));
  if (!status.run.empty() && status.state != State::Failed) printOutcome(status);
  if (status.state == State::Finished) return kDone;
  if (status.state == State::Failed) return kFailed;
  return interrupted ? kInterrupted : kFailed;
}

}  // namespace ganvas::cli
