#include "bridge/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace ganvas::ui {

namespace {
QString tr(const char* text) {
  return QCoreApplication::translate("ganvas", text);
}
}  // namespace

QString durationText(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0 || seconds > 1e9) return {};
  const auto whole = static_cast<qint64>(std::llround(seconds));
  if (whole >= 3600) return tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QLatin1Char('0'));
  if (whole >= 60) return tr("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
  return tr("%1 s").arg(whole);
}

QString countText(std::int64_t count) {
  return QLocale().toString(static_cast<qlonglong>(count));
}

QString runName(const std::filesystem::path& run) {
  // No regular expression: its first use on a thread waits for a library that another one is loading, and LibTorch
  // takes a second.
  const QString name = fileName(run.filename());
  constexpr QStringView pattern = u"00000000-000000-";
  if (name.size() <= pattern.size()) return name;
  for (qsizetype i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == u'0' ? !(name[i] >= u'0' && name[i] <= u'9') : name[i] != pattern[i]) return name;
  }
  return name.mid(pattern.size());
}

QString stateText(session::State state) {
  switch (state) {
    case session::State::Idle:
      return tr("Ready");
    case session::State::Preparing:
      return tr("Preparing");
    case session::State::Running:
      return tr("Training");
    case session::State::Paused:
      return tr("Paused");
    case session::State::Stopping:
      return tr("Stopping");
    case session::State::Finished:
      return tr("Finished");
    case session::State::Failed:
      return tr("Failed");
  }
  return {};
}

}  // namespace ganvas::ui
