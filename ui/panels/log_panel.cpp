#include "panels/log_panel.h"

#include <QDateTime>
#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "bridge/text.h"

namespace ganvas::ui {

namespace {

constexpr int kMostLines = 5000;

QString localTime(const std::string& iso) {
  const QDateTime time = QDateTime::fromString(QString::fromStdString(iso), Qt::ISODate).toLocalTime();
  if (!time.isValid()) return QString::fromStdString(iso);
  const bool today = time.date() == QDate::currentDate();
  return QLocale().toString(time, today ? QStringLiteral("HH:mm:ss") : QStringLiteral("d MMM HH:mm:ss"));
}

QString now() {
  return QLocale().toString(QTime::currentTime(), QStringLiteral("HH:mm:ss"));
}

/// For what need not stand out, still well readable: nearer to the text than a disabled one.
QColor quietColour(const QPalette& palette) {
  const QColor text = palette.color(QPalette::Text), base = palette.color(QPalette::Base);
  const auto mix = [](int a, int b) { return (3 * a + 2 * b) / 5; };
  return {mix(text.red(), base.red()), mix(text.green(), base.green()), mix(text.blue(), base.blue())};
}

QString stepText(std::int64_t step) {
  return LogPanel::tr("step %1").arg(countText(step));
}

}  // namespace

LogPanel::LogPanel(QWidget* parent) : QWidget(parent) {
  text_ = new QPlainTextEdit(this);
  text_->setObjectName(QStringLiteral("log"));
  text_->setAccessibleName(tr("Log"));
  text_->setReadOnly(true);
  text_->setTabChangesFocus(true);
  text_->setMaximumBlockCount(kMostLines);
  text_->setPlaceholderText(tr("What happens in the run is noted here."));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 3, 6);
  layout->addWidget(text_, 1);
}

void LogPanel::append(const std::vector<runs::EventRecord>& events) {
  for (const auto& event : events) {
    appendLine(localTime(event.time), stepText(event.step), QString::fromStdString(event.text),
               QString::fromStdString(event.kind));
  }
}

void LogPanel::appendNote(std::int64_t step, const QString& text) {
  appendLine(now(), stepText(step), text, {});
}

void LogPanel::appendWarning(const QString& text) {
  appendLine(now(), {}, text, QStringLiteral("warning"));
}

void LogPanel::appendFailure(const QString& text) {
  appendLine(now(), {}, text, QStringLiteral("failure"));
}

void LogPanel::appendLine(const QString& time, const QString& step, const QString& text, const QString& kind) {
  const QString mark = kind == QLatin1String("failure")   ? tr("Failed: ")
                       : kind == QLatin1String("warning") ? tr("Warning: ")
                                                          : QString();
  const QString quiet = quietColour(palette()).name();
  QString body = (mark + text).toHtmlEscaped();
  if (!mark.isEmpty()) body = QStringLiteral("<b>%1</b>").arg(body);
  QString lead = (step.isEmpty() ? time : time + QStringLiteral("  ") + step).toHtmlEscaped();
  lead.replace(QLatin1Char(' '), QStringLiteral("&nbsp;"));
  text_->appendHtml(QStringLiteral("<span style=\"color:%1\">%2</span>&nbsp;&nbsp;%3").arg(quiet, lead, body));
}

void LogPanel::clear() {
  text_->clear();
}

}  // namespace ganvas::ui
