#pragma once

#include <QString>
#include <filesystem>

#include "session/session.h"

namespace ganvas::ui {

inline QString fileName(const std::filesystem::path& path) {
  return QString::fromStdString(path.string());
}
inline std::filesystem::path filePath(const QString& name) {
  return std::filesystem::path(name.toStdString());
}

/// "2 h 05 min", "3 min 20 s" or "12 s"; empty for a negative time.
QString durationText(double seconds);

/// "1,500" in the user's locale.
QString countText(std::int64_t count);

/// "quickstart" for …/20240131-101500-quickstart when nothing better is known.
QString runName(const std::filesystem::path& run);

/// The state for people: "Idle", "Preparing", …
QString stateText(session::State state);

}  // namespace ganvas::ui
