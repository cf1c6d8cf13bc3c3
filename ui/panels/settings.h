#pragma once

#include <QString>
#include <cstdint>

#include "config/experiment.h"

namespace ganvas::ui {

inline constexpr int kSmallestFontSize = 6, kLargestFontSize = 40;  ///< points

enum class Appearance { System, Light, Dark };

/// What the user has chosen once for all runs; kept in QSettings under "settings/".
struct Settings {
  QString runsDir;  ///< empty: the default runs directory
  QString dataDir;  ///< where file dialogs for data begin; empty: home
  int threads = 0;  ///< CPU threads of new runs whose recipe leaves it to the machine
  Appearance appearance = Appearance::System;
  int fontSize = 0;             ///< points; 0: the desktop's
  bool ownCheckpoints = false;  ///< new experiments take the three below instead of their recipe's
  std::int64_t checkpointEvery = 500, keepLast = 3, keepEvery = 5000;

  bool operator==(const Settings&) const = default;

  static Settings load();  ///< values out of bounds become defaults
  void save() const;
  /// A recipe's experiment as it is offered with these settings.
  config::Experiment applied(config::Experiment experiment) const;
};

}  // namespace ganvas::ui
