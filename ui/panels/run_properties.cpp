#include "panels/run_properties.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPlainTextEdit>
#include <QVBoxLayout>
#include <algorithm>

#include "bridge/text.h"
#include "models/plain_tip.h"
#include "models/runs_model.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {
constexpr int kBarHeight = 14, kSwatch = 10, kSpace = 6;
constexpr int kMostText = 1000;  // characters: what a run says of itself may be of any length
constexpr int kNoteLines = 6;    // a longer note scrolls

QPlainTextEdit* noteView(const QString& note, QWidget* parent) {
  auto* view = new QPlainTextEdit(note, parent);
  view->setObjectName(QStringLiteral("runNote"));
  view->setAccessibleName(RunProperties::tr("Note"));
  view->setReadOnly(true);
  view->setTabChangesFocus(true);
  const int margins = 2 * (view->frameWidth() + static_cast<int>(view->document()->documentMargin()));
  view->setFixedHeight(kNoteLines * view->fontMetrics().lineSpacing() + margins);
  return view;
}

}  // namespace

DiskUseBar::DiskUseBar(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void DiskUseBar::setUse(const runs::DiskUse& use) {
  parts_ = {{tr("Checkpoints"), use.checkpoints, QColor(0x1f, 0x77, 0xc9), QColor(0x5a, 0xb0, 0xf6)},
            {tr("Grids"), use.samples, QColor(0xd9, 0x6c, 0x06), QColor(0xf2, 0x9e, 0x4c)},
            {tr("History"), use.history, QColor(0x2e, 0x8b, 0x4a), QColor(0x5c, 0xc4, 0x7a)},
            {tr("Exports"), use.exports, QColor(0x8e, 0x4f, 0xb8), QColor(0xc0, 0x8c, 0xe0)},
            {tr("Other"), use.other, QColor(0x75, 0x7b, 0x82), QColor(0x9a, 0xa0, 0xa6)}};
  QStringList words;
  for (const Part& part : parts_) words << part.label + QLatin1Char(' ') + QLocale().formattedDataSize(part.bytes);
  setAccessibleName(words.join(QStringLiteral(", ")));
  updateGeometry();
  update();
}

QSize DiskUseBar::sizeHint() const {
  return {340, kBarHeight + kSpace + 5 * (fontMetrics().height() + 2)};
}

void DiskUseBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const bool dark = palette().color(QPalette::Window).lightness() < 128;
  std::int64_t total = 0;
  for (const Part& part : parts_) total += part.bytes;
  const QRectF whole(0, 0, width(), kBarHeight);
  painter.fillRect(whole, palette().color(QPalette::Mid));
  double left = 0;
  for (const Part& part : parts_) {
    if (part.bytes == 0) continue;
    const double share = whole.width() * static_cast<double>(part.bytes) / static_cast<double>(total);
    painter.fillRect(QRectF(left, 0, share, kBarHeight), dark ? part.dark : part.light);
    left += share;
  }
  paintLegend(painter, dark);
}

void DiskUseBar::paintLegend(QPainter& painter, bool dark) {
  const int line = fontMetrics().height() + 2;
  int top = kBarHeight + kSpace;
  for (const Part& part : parts_) {
    painter.fillRect(QRect(0, top + (line - kSwatch) / 2, kSwatch, kSwatch), dark ? part.dark : part.light);
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect box(kSwatch + kSpace, top, width() - kSwatch - kSpace, line);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, part.label);
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, QLocale().formattedDataSize(part.bytes));
    top += line;
  }
}

void RunProperties::setChanges(const QString& changes) {
  changes_->setText(shortened(changes, kMostText));
}

RunProperties::RunProperties(const runs::RunSummary& run, const QString& state, QWidget* parent) : QDialog(parent) {
  setObjectName(QStringLiteral("runProperties"));
  setWindowTitle(tr("Properties of a run"));
  auto* form = new QFormLayout;
  const auto add = [&](const QString& label, const QString& text) {
    if (text.isEmpty()) return;
    auto* value = wrappingLabel(QString(), this);
    value->setText(shortened(text, kMostText));
    form->addRow(label, value);
  };
  add(tr("Name"), displayName(run));
  add(tr("Folder"), fileName(run.path));
  add(tr("Recipe"), QString::fromStdString(run.manifest.recipe));
  changes_ = wrappingLabel(QStringLiteral("runChanges"), this);
  form->addRow(tr("Changed in it"), changes_);
  add(tr("State"), state);
  add(tr("Problem"), QString::fromStdString(run.problem.empty() ? run.notesProblem : run.problem));
  add(tr("Steps"), tr("%1 of %2").arg(countText(run.history.step), countText(run.history.totalSteps)));
  add(tr("Trained for"), durationText(run.history.seconds));
  add(tr("Data"), QString::fromStdString(run.manifest.dataName));
  add(tr("Device"), QString::fromStdString(run.manifest.device));
  add(tr("Seed"), QString::number(run.manifest.seed));
  const auto time = QDateTime::fromString(QString::fromStdString(run.created), Qt::ISODate).toLocalTime();
  add(tr("Started"), time.isValid() ? QLocale().toString(time, QLocale::LongFormat) : QString());
  if (!run.notes.note.empty()) form->addRow(tr("Note"), noteView(QString::fromStdString(run.notes.note), this));
  total_ = new QLabel(tr("Adding up …"), this);
  total_->setObjectName(QStringLiteral("runBytes"));
  form->addRow(tr("On disk"), total_);
  bar_ = new DiskUseBar(this);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addLayout(form);
  layout->addWidget(bar_);
  layout->addStretch(1);
  layout->addWidget(buttons);
  setMinimumWidth(440);
}

void RunProperties::setUse(const runs::DiskUse& use) {
  total_->setText(QLocale().formattedDataSize(use.total()));
  bar_->setUse(use);
}

}  // namespace ganvas::ui
