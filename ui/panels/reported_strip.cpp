#include "panels/reported_strip.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "models/plain_tip.h"
#include "panels/series_names.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

constexpr int kLongestNote = 150;  // characters in the strip; the tooltip has them all

QString number(double value) {
  return QString::number(value, 'g', 4);
}

QString lineOf(const Reported& one, double epochsPerStep) {
  const QString reported = reportedText(one.figure);
  if (!one.measured) return ReportedStrip::tr("%1 (here: not measured)").arg(reported);
  if (epochsPerStep <= 0) return ReportedStrip::tr("%1 (here %2)").arg(reported, number(*one.measured));
  const double epoch = static_cast<double>(one.measuredStep) * epochsPerStep;
  return ReportedStrip::tr("%1 (here %2 at epoch %3)")
      .arg(reported, number(*one.measured), QString::number(epoch, 'f', epoch < 10 ? 1 : 0));
}

/// Of the figures of several epochs of one curve: the last that the run has reached, or the first one.
std::vector<Reported> atThisEpoch(const std::vector<Reported>& figures) {
  std::vector<Reported> chosen;
  for (const Reported& one : figures) {
    const auto same = [&](const Reported& other) { return other.step > 0 && other.figure.name == one.figure.name; };
    const auto known = one.step > 0 ? std::find_if(chosen.begin(), chosen.end(), same) : chosen.end();
    const bool reached = one.measuredStep == one.step;
    if (known == chosen.end()) {
      chosen.push_back(one);
    } else if (reached && (known->measuredStep != known->step || one.step > known->step)) {
      *known = one;
    }
  }
  return chosen;
}

}  // namespace

QString reportedText(const config::ReportedFigure& figure) {
  const QString text = seriesName(figure.name).label + QLatin1Char(' ') + number(figure.value);
  return figure.epoch ? ReportedStrip::tr("%1 at epoch %2").arg(text).arg(*figure.epoch) : text;
}

ReportedStrip::ReportedStrip(QWidget* parent)
    : QWidget(parent),
      figures_(wrappingLabel(QStringLiteral("reportedFigures"), this)),
      note_(wrappingLabel(QStringLiteral("reportedNote"), this)) {
  note_->setForegroundRole(QPalette::PlaceholderText);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 4, 6, 0);
  layout->setSpacing(2);
  layout->addWidget(figures_);
  layout->addWidget(note_);
  hide();
}

void ReportedStrip::show(const std::vector<Reported>& figures, const QString& note, double epochsPerStep) {
  const auto linesOf = [&](const std::vector<Reported>& some) {
    QStringList lines;
    for (const Reported& one : some) lines << lineOf(one, epochsPerStep);
    return lines;
  };
  QStringList lines = linesOf(atThisEpoch(figures));
  const qsizetype left = static_cast<qsizetype>(figures.size()) - lines.size();
  if (left > 0) lines << tr("and %1 at other epochs").arg(left);
  any_ = !figures.empty() || !note.isEmpty();
  figures_->setText(tr("Reported: %1").arg(lines.join(QStringLiteral(" · "))));
  figures_->setToolTip(
      plainTip(tr("What the recipe’s document reports; in brackets what this run has, as a mean over up to an epoch:") +
               QLatin1Char('\n') + linesOf(figures).join(QLatin1Char('\n'))));
  figures_->setVisible(!lines.isEmpty());
  const QString words = note.isEmpty() ? tr("Reported, protocol unknown.") : note;
  note_->setText(words.size() > kLongestNote ? words.left(words.lastIndexOf(QLatin1Char(' '), kLongestNote)) + tr(" …")
                                             : words);
  note_->setToolTip(plainTip(words));
  setVisible(any_ && wanted_);
}

void ReportedStrip::setWanted(bool wanted) {
  wanted_ = wanted;
  setVisible(any_ && wanted_);
}

}  // namespace ganvas::ui
