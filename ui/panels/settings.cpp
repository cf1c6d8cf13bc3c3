#include "panels/settings.h"

#include <QSettings>

#include "config/parameter.h"

namespace ganvas::ui {

namespace {

QString key(const char* name) {
  return QStringLiteral("settings/") + QLatin1String(name);
}

bool fits(const char* parameterKey, std::int64_t value) {
  const config::Parameter& parameter = *config::findParameter(parameterKey);
  return value >= static_cast<std::int64_t>(parameter.minimum) && value <= static_cast<std::int64_t>(parameter.maximum);
}

// A whole number of the file, or `standard` where it is none or does not fit the parameter.
std::int64_t whole(const QSettings& file, const char* name, const char* parameterKey, std::int64_t standard) {
  bool isNumber = false;
  const std::int64_t value = file.value(key(name)).toString().toLongLong(&isNumber);
  return isNumber && fits(parameterKey, value) ? value : standard;
}

QString folder(const QSettings& file, const char* name) {
  constexpr int kLongestPath = 4096;
  const QString path = file.value(key(name)).toString();
  const bool absolute =
      path.startsWith(QLatin1Char('/')) || path == QLatin1String("~") || path.startsWith(QLatin1String("~/"));
  return absolute && path.size() <= kLongestPath && !path.contains(QChar(0)) ? path : QString();
}

}  // namespace

Settings Settings::load() {
  const QSettings file;
  Settings loaded;
  loaded.runsDir = folder(file, "runsDir");
  loaded.dataDir = folder(file, "dataDir");
  loaded.threads = static_cast<int>(whole(file, "threads", "compute.threads", 0));
  const QString appearance = file.value(key("appearance")).toString();
  if (appearance == QLatin1String("light")) loaded.appearance = Appearance::Light;
  if (appearance == QLatin1String("dark")) loaded.appearance = Appearance::Dark;
  bool isNumber = false;
  const int points = file.value(key("fontSize")).toString().toInt(&isNumber);
  if (isNumber && points >= kSmallestFontSize && points <= kLargestFontSize) loaded.fontSize = points;
  loaded.ownCheckpoints = file.value(key("ownCheckpoints")).toString() == QLatin1String("true");
  loaded.checkpointEvery = whole(file, "checkpointEvery", "checkpoints.every", loaded.checkpointEvery);
  loaded.keepLast = whole(file, "keepLast", "checkpoints.keep_last", loaded.keepLast);
  loaded.keepEvery = whole(file, "keepEvery", "checkpoints.keep_every", loaded.keepEvery);
  return loaded;
}

void Settings::save() const {
  QSettings file;
  file.setValue(key("runsDir"), runsDir);
  file.setValue(key("dataDir"), dataDir);
  file.setValue(key("threads"), threads);
  file.setValue(key("appearance"), appearance == Appearance::System  ? QStringLiteral("system")
                                   : appearance == Appearance::Light ? QStringLiteral("light")
                                                                     : QStringLiteral("dark"));
  file.setValue(key("fontSize"), fontSize);
  file.setValue(key("ownCheckpoints"), ownCheckpoints);
  file.setValue(key("checkpointEvery"), qlonglong{checkpointEvery});
  file.setValue(key("keepLast"), qlonglong{keepLast});
  file.setValue(key("keepEvery"), qlonglong{keepEvery});
}

config::Experiment Settings::applied(config::Experiment experiment) const {
  if (experiment.compute.threads == 0) experiment.compute.threads = threads;
  if (ownCheckpoints) experiment.checkpoints = {checkpointEvery, keepLast, keepEvery};
  return experiment;
}

}  // namespace ganvas::ui
