#include "studio/speed_meter.h"

namespace ganvas::studio {

void SpeedMeter::add(Clock::time_point time, std::int64_t step) {
  readings_.push_back({time, step});
  while (readings_.size() > 2 && time - readings_[1].time >= kWindow) readings_.pop_front();
}

double SpeedMeter::stepsPerSecond() const {
  if (readings_.size() < 2) return 0;
  const Reading& first = readings_.front();
  const Reading& last = readings_.back();
  const double seconds = std::chrono::duration<double>(last.time - first.time).count();
  return seconds > 0 ? static_cast<double>(last.step - first.step) / seconds : 0;
}

}  // namespace ganvas::studio
