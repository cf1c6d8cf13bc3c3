#pragma once

#include <QThreadPool>

#include "bridge/jobs.h"

namespace ganvas::ui {

/// One thread that does what the user asked for, in order and to the end: unlike LatestJobs nothing is dropped, for
/// each job changes something.
class SerialJobs : public Jobs {
  Q_OBJECT

 public:
  explicit SerialJobs(QObject* parent = nullptr);
  ~SerialJobs() override;

 private:
  void post(std::function<void()> job) override;

  QThreadPool pool_;
};

}  // namespace ganvas::ui
