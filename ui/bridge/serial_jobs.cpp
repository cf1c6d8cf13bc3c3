#include "bridge/serial_jobs.h"

namespace ganvas::ui {

SerialJobs::SerialJobs(QObject* parent) : Jobs(parent) {
  pool_.setMaxThreadCount(1);
}

SerialJobs::~SerialJobs() {
  pool_.waitForDone();
}

void SerialJobs::post(std::function<void()> job) {
  pool_.start(std::move(job));
}

}  // namespace ganvas::ui
