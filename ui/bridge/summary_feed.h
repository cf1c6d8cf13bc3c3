#pragma once

#include <QObject>
#include <filesystem>

#include "bridge/latest_worker.h"
#include "runs/run_list.h"

namespace ganvas::ui {

/// Reads what there is to say about one run, on a thread of its own: for a run that is shown but not in the list.
class SummaryFeed : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  ~SummaryFeed() override = default;

  /// Returns at once; the latest question wins.
  void ask(const std::filesystem::path& run);

 Q_SIGNALS:
  void answered(const ganvas::runs::RunSummary& run);

 private:
  LatestWorker worker_;
};

}  // namespace ganvas::ui
