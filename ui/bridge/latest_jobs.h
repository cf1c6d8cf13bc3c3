#pragma once

#include "bridge/jobs.h"
#include "bridge/latest_worker.h"

namespace ganvas::ui {

/// One thread for questions: only the newest counts, one that still waits is dropped.
class LatestJobs : public Jobs {
  Q_OBJECT

 public:
  using Jobs::Jobs;

 private:
  void post(std::function<void()> job) override { worker_.post(std::move(job)); }

  LatestWorker worker_;
};

}  // namespace ganvas::ui
