#include "bridge/serial_jobs.h"

namespace ganvas::ui {

SerialJobs::SerialJobs(QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(1);
}

SerialJobs::~SerialJobs() {
  pool_.waitForDone();
}

}  // namespace ganvas::ui
