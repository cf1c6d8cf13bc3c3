#include "progress_display.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>

namespace ganvas::cli {

namespace {

constexpr std::chrono::milliseconds kBarInterval{100};
constexpr std::chrono::seconds kLineInterval{5};

std::string number(const char* format, double value) {
  char text[64];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

double fraction(const session::Progress& progress) {
  if (progress.totalSteps <= 0) return 0;
  return std::clamp(static_cast<double>(progress.step) / static_cast<double>(progress.totalSteps), 0.0, 1.0);
}

std::string losses(const session::Status& status) {
  std::string text;
  for (const auto& [name, value] : status.lastScalars) {
    if (name == "d_loss") text += number("  d %.3f", value);
    if (name == "g_loss") text += number("  g %.3f", value);
  }
  return text;
}

std::string figures(const session::Status& status) {
  const session::Progress& p = status.progress;
  std::string text = std::to_string(p.step) + "/" + std::to_string(p.totalSteps);
  text += number("  %.0f pictures/s", p.picturesPerSecond) + losses(status);
  return text + "  left " + timeText(p.secondsLeft);
}

/// While the run does not train, what it does instead: "paused", "reading Fashion-MNIST (train)" …
std::string activityText(const session::Status& status) {
  if (!status.activity.empty()) return status.activity;
  return status.state == session::State::Running ? "" : session::stateName(status.state);
}

}  // namespace

std::string timeText(double seconds) {
  if (!(seconds >= 0) || seconds > 1e9) return "?";
  const auto whole = static_cast<long>(std::llround(seconds));
  char text[32];
  if (whole >= 3600) {
    std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  }
  return text;
}

ProgressDisplay::ProgressDisplay() : terminal_(isatty(STDERR_FILENO) == 1) {}

void ProgressDisplay::update(const session::Status& status) {
  if (status.state == session::State::Running && !announced_) announce(status);
  const std::string activity = activityText(status);
  const auto interval = terminal_ ? Clock::duration(kBarInterval) : Clock::duration(kLineInterval);
  const bool due = Clock::now() - last_ >= interval;
  if (!due && activity == activity_) return;
  if (!activity.empty() && !terminal_ && !due && !activity_.empty()) return;  // "…, 40 %": now and then
  activity_ = activity;
  last_ = Clock::now();
  if (terminal_) {
    bar_.draw(fraction(status.progress), activity.empty() ? figures(status) : activity);
  } else {
    printLine(activity.empty() ? "step " + figures(status) : activity);
  }
}

void ProgressDisplay::announce(const session::Status& status) {
  announced_ = true;
  bar_.close();
  printLine("training in " + status.run.string() + " on " + status.device);
}

void ProgressDisplay::printLine(const std::string& text) {
  std::cerr << text << std::endl;
}

}  // namespace ganvas::cli
