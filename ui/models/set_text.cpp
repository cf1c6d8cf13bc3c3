#include "models/set_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace ganvas::ui {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::DataPanel", text);
}

QString number(std::int64_t count) {
  return QLocale().toString(static_cast<qlonglong>(count));
}

QString left(double seconds) {
  const auto whole = static_cast<qint64>(seconds + 0.5);
  if (whole < 60) return tr("%1 s left").arg(std::max<qint64>(1, whole));
  if (whole < 3600) return tr("%1 min %2 s left").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
  return tr("%1 h %2 min left").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QLatin1Char('0'));
}

}  // namespace

QString setFacts(const SetInfo& info) {
  const QString pictures = info.count == 1 ? tr("1 picture") : tr("%1 pictures").arg(number(info.count));
  const QString size = QStringLiteral("%1 × %2").arg(info.width).arg(info.height);
  const QString classes = info.classNames.empty()       ? tr("without labels")
                          : info.classNames.size() == 1 ? tr("in 1 class")
                                                        : tr("in %1 classes").arg(info.classNames.size());
  return tr("%1 of %2 pixels, %3, %4").arg(pictures, size, info.channels == 1 ? tr("grey") : tr("colour"), classes);
}

QString lookedText(const session::Inspection& inspection) {
  const std::int64_t looked = inspection.statistics ? inspection.statistics->looked : 0;
  const std::int64_t all = inspection.info.count;
  if (!inspection.open || looked == 0) {
    return inspection.failure || inspection.cancelled ? tr("Nothing was looked at.") : tr("Nothing was looked at yet.");
  }
  if (looked >= all) return all == 1 ? tr("Of the one picture.") : tr("Of all %1 pictures.").arg(number(all));
  const QString part = tr("Of %1 of %2 pictures").arg(number(looked), number(all));
  return inspection.activity.empty() ? part + u'.' : part + tr(", going on.");
}

QString activityText(const session::Inspection& inspection) {
  QString text = QString::fromStdString(inspection.activity);
  if (text.isEmpty()) return {};
  text.replace(0, 1, text.left(1).toUpper());
  return inspection.secondsLeft >= 0 ? text + QStringLiteral(", ") + left(inspection.secondsLeft) : text;
}

QString className(std::size_t index, const std::vector<std::string>& names) {
  return index < names.size() && !names[index].empty() ? QString::fromStdString(names[index]) : QString::number(index);
}

QString balanceText(const std::vector<std::int64_t>& counts, const std::vector<std::string>& names) {
  if (counts.empty()) return {};
  const auto [least, most] = std::minmax_element(counts.begin(), counts.end());
  if (counts.size() == 1) return tr("There is one class, of %1 pictures.").arg(number(*most));
  if (*least == *most) return tr("All %1 classes have %2 pictures.").arg(counts.size()).arg(number(*most));
  const auto name = [&](auto where) { return className(static_cast<std::size_t>(where - counts.begin()), names); };
  const QString both = tr("The smallest class, %1, has %2 pictures, the largest, %3, has %4")
                           .arg(name(least), number(*least), name(most), number(*most));
  if (*least == 0) return both + u'.';
  const double times = static_cast<double>(*most) / static_cast<double>(*least);
  return both + tr(": %1 times as many.").arg(QLocale().toString(times, 'g', times < 9.95 ? 2 : 3));
}

int classOf(std::int64_t index, const session::Inspection& inspection) {
  if (inspection.info.classNames.empty() || !inspection.labels || index < 0) return -1;
  const auto& labels = *inspection.labels;
  return static_cast<std::size_t>(index) < labels.size() ? labels[static_cast<std::size_t>(index)] : -1;
}

QString pictureName(std::int64_t index, const session::Inspection& inspection) {
  const QString name = tr("Picture %1").arg(number(index));
  const int label = classOf(index, inspection);
  if (label < 0) return name;
  return QStringLiteral("%1: %2").arg(name, className(static_cast<std::size_t>(label), inspection.info.classNames));
}

DuplicateCount countDuplicates(const std::vector<session::DuplicateGroup>& groups) {
  DuplicateCount count;
  for (const session::DuplicateGroup& group : groups) {
    const auto dropped = static_cast<std::int64_t>(group.pictures.size()) - 1;
    (group.exact ? count.exactGroups : count.nearGroups) += 1;
    if (group.exact) count.exact += dropped;
    count.near += dropped;
  }
  return count;
}

QString duplicatesText(const DuplicateCount& count) {
  if (count.near == 0) return tr("No picture repeats another one.");
  QStringList parts;
  if (count.exact == 1) parts << tr("1 picture repeats another one exactly");
  if (count.exact > 1) parts << tr("%1 pictures repeat another one exactly").arg(number(count.exact));
  const std::int64_t alike = count.near - count.exact;
  if (alike == 1) parts << tr("1 picture looks like another one");
  if (alike > 1) parts << tr("%1 pictures look like another one").arg(number(alike));
  return parts.join(QStringLiteral(", ")) + u'.';
}

QString csvField(const QString& text) {
  const bool plain = !text.contains(u'"') && !text.contains(u',') && !text.contains(u'\n') && !text.contains(u'\r');
  return plain ? text : u'"' + QString(text).replace(QLatin1String("\""), QLatin1String("\"\"")) + u'"';
}

}  // namespace ganvas::ui
