#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>

#include "data_commands.h"
#include "data_progress.h"
#include "interrupt.h"
#include "progress_display.h"
#include "report.h"
#include "session/downloads.h"
#include "sets/data_home.h"

namespace ganvas::cli {

namespace {

using session::DownloadStatus;
using session::FetchState;

struct FetchOptions {
  std::string name, mirror, from;
};

double shareOf(const DownloadStatus& status) {
  return status.total > 0 ? static_cast<double>(status.bytes) / static_cast<double>(status.total) : 0;
}

std::string progressText(const DownloadStatus& status) {
  std::string text = sizeText(status.bytes);
  if (status.total > 0) text += " of " + sizeText(status.total);
  if (status.bytesPerSecond > 0) text += "  " + sizeText(static_cast<std::int64_t>(status.bytesPerSecond)) + "/s";
  if (status.secondsLeft >= 0) text += "  left " + timeText(status.secondsLeft);
  return text + "  " + status.activity;
}

DownloadStatus follow(const session::Downloads& downloads) {
  DataProgress progress;
  DownloadStatus status = downloads.status();
  while (status.state == FetchState::Fetching) {
    progress.show(shareOf(status), progressText(status));
    status = downloads.waitForChange(status.revision, std::chrono::seconds(1));
  }
  return status;
}

int conclude(const DownloadStatus& status) {
  const sets::CatalogueSet& set = status.request.set;
  if (status.failure) throw Error(status.failure->what, status.failure->where, status.failure->advice);
  if (status.state == FetchState::Cancelled) {
    std::cerr << "stopped; what came in is kept: ganvas-cli data fetch " << set.name << " goes on" << std::endl;
    return kInterrupted;
  }
  const sets::SetPresence presence = sets::presenceOf(set, status.request.directory);
  std::cout << set.title << " is in " << status.request.directory.string();
  if (!presence.complete) {
    std::cout << ": " << presence.files << " of " << set.files.size() << " files. ganvas-cli data fetch " << set.name
              << " brings the rest";
  }
  std::cout << '\n';
  return presence.complete ? kDone : kFailed;
}

int fetch(const FetchOptions& options) {
  sets::FetchRequest request;
  request.set = asUsage([&] { return sets::catalogueSet(options.name); });
  request.directory = sets::dataHome(request.set.name);
  request.mirror = options.mirror;
  request.from = options.from;
  std::cerr << request.set.title << ", " << sizeText(request.set.bytes()) << "; licence: " << request.set.licence
            << std::endl;
  const std::unique_ptr<session::Downloads> downloads = session::makeDownloads();
  const InterruptWatch watch([&] { downloads->cancel(); });
  downloads->fetch(std::move(request));
  if (watch.interrupted()) downloads->cancel();  // it came before there was something to cancel
  return conclude(follow(*downloads));
}

}  // namespace

void addDataFetch(CLI::App& data, Action& action) {
  auto options = std::make_shared<FetchOptions>();
  CLI::App* command = data.add_subcommand("fetch", "Fetch a set, or go on with it; checks every file");
  command->add_option("name", options->name, "As 'data list' shows it")->required();
  auto* from = command->add_option("--from", options->from, "Take the files from this directory or file instead");
  command->add_option("--mirror", options->mirror, "Take the files from ADDRESS/FILE instead")->excludes(from);
  command->callback([&action, options] { action = [options] { return fetch(*options); }; });
}

}  // namespace ganvas::cli
