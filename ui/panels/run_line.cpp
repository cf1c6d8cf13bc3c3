#include "panels/run_line.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "models/runs_model.h"

namespace ganvas::ui {

namespace {

constexpr int kPad = 8, kGap = 10, kDot = 8, kBar = 4, kLine = 2;  // pixels
constexpr int kChipPad = 6, kLeastChip = 36, kMostOfATag = 110;

QFont smallOf(QFont font) {
  if (font.pointSizeF() > 0) {
    font.setPointSizeF(std::max(7.0, font.pointSizeF() * 0.9));
  } else {
    font.setPixelSize(std::max(9, font.pixelSize() * 9 / 10));
  }
  return font;
}

QFont boldOf(QFont font) {
  font.setBold(true);
  return font;
}

QColor blend(const QColor& a, const QColor& b, double share) {
  const auto mix = [share](int x, int y) { return static_cast<int>(std::lround(x * (1 - share) + y * share)); };
  return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

// Told apart by word as well: never by colour alone.
QColor stateColour(int kind, bool dark) {
  switch (kind) {
    case RunsModel::Training:
      return dark ? QColor(0x5a, 0xb0, 0xf6) : QColor(0x1f, 0x77, 0xc9);
    case RunsModel::Finished:
      return dark ? QColor(0x5c, 0xc4, 0x7a) : QColor(0x2e, 0x8b, 0x4a);
    case RunsModel::Paused:
    case RunsModel::Interrupted:
      return dark ? QColor(0xe8, 0xb3, 0x4b) : QColor(0xc0, 0x7a, 0x00);
    case RunsModel::Failed:
    case RunsModel::Unreadable:
      return dark ? QColor(0xf0, 0x7a, 0x72) : QColor(0xc4, 0x32, 0x2b);
    default:
      return dark ? QColor(0x9a, 0xa0, 0xa6) : QColor(0x75, 0x7b, 0x82);
  }
}

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::RunDelegate", text);
}

}  // namespace

int RunLineLayout::height(const QFont& font) {
  const int lines = QFontMetrics(boldOf(font)).height() + 2 * QFontMetrics(smallOf(font)).height() + 4 * kLine + kBar;
  return std::max(kThumbnail, lines) + 2 * kPad;
}

RunLineLayout::RunLineLayout(const QStyleOptionViewItem& option)
    : bold(boldOf(option.font)), small(smallOf(option.font)) {
  const QRect box = option.rect.adjusted(kPad, kPad, -kPad, -kPad);
  thumbnail = QRect(box.left(), box.top(), kThumbnail, kThumbnail);
  const int left = thumbnail.right() + kGap, width = std::max(0, box.right() - left + 1);
  const int first = QFontMetrics(bold).height(), other = QFontMetrics(small).height();
  name = QRect(left, box.top(), width, first);
  state = QRect(left, name.bottom() + 1 + kLine, width, other);
  bar = QRect(left, state.bottom() + 1 + kLine + 1, width, kBar);
  losses = QRect(left, bar.bottom() + 1 + kLine, width, other);
}

RunLinePainter::RunLinePainter(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
    : painter_(painter), option_(option), index_(index), at_(option) {
  const bool selected = option.state & QStyle::State_Selected;
  const QPalette& colours = option.palette;
  const auto group = option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
  strong_ = colours.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
  faint_ = blend(strong_, colours.color(group, selected ? QPalette::Highlight : QPalette::Base), 0.32);
}

void RunLinePainter::text(const QRect& box, const QString& words, const QFont& font, const QColor& colour,
                          Qt::Alignment side) {
  painter_.setFont(font);
  painter_.setPen(colour);
  painter_.drawText(box, int(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                    QFontMetrics(font).elidedText(words, Qt::ElideRight, box.width()));
}

void RunLinePainter::paint(const QPixmap& thumbnail) {
  paintThumbnail(thumbnail);
  text(at_.name, index_.data().toString(), at_.bold, strong_);
  paintState();
  paintProgress();
  paintLosses();
}

void RunLinePainter::paintThumbnail(const QPixmap& thumbnail) {
  if (thumbnail.isNull()) {  // none yet: a quiet frame keeps the lines aligned
    painter_.setPen(Qt::NoPen);
    QColor ground = faint_;
    ground.setAlphaF(0.12F);
    painter_.setBrush(ground);
    painter_.drawRoundedRect(at_.thumbnail, 4, 4);
    return;
  }
  const QSizeF size = QSizeF(thumbnail.size()) / thumbnail.devicePixelRatio();
  QRectF target(QPointF(), size);
  target.moveCenter(QRectF(at_.thumbnail).center());
  painter_.drawPixmap(target, thumbnail, QRectF(QPointF(), QSizeF(thumbnail.size())));
}

void RunLinePainter::paintState() {
  const bool selected = option_.state & QStyle::State_Selected;
  const bool dark = option_.palette.color(QPalette::Base).lightness() < 128;
  const QRect dot(at_.state.left(), at_.state.center().y() - kDot / 2 + 1, kDot, kDot);
  painter_.setPen(Qt::NoPen);
  painter_.setBrush(selected ? strong_ : stateColour(index_.data(RunsModel::StateKindRole).toInt(), dark));
  painter_.drawEllipse(dot);
  const QFontMetrics metrics(at_.small);
  const QString state = index_.data(RunsModel::StateRole).toString();
  const QString started = index_.data(RunsModel::StartedRole).toString();
  const QString recipe = index_.data(RunsModel::RecipeRole).toString();
  QRect box = at_.state.adjusted(kDot + 5, 0, 0, 0);
  text(box, state, at_.small, strong_);
  box.setLeft(box.left() + metrics.horizontalAdvance(state));
  text(box, started, at_.small, faint_, Qt::AlignRight);
  box.setRight(box.right() - metrics.horizontalAdvance(started) - kGap);
  // A run is named after its recipe unless the user says otherwise: once is enough.
  if (!recipe.isEmpty() && recipe != index_.data().toString()) {
    text(box, QStringLiteral(" · ") + recipe, at_.small, faint_);
  }
}

void RunLinePainter::paintProgress() {
  const int kind = index_.data(RunsModel::StateKindRole).toInt();
  const double share = index_.data(RunsModel::ProgressRole).toDouble();
  const bool hasTotal = index_.data(RunsModel::TotalStepsRole).toLongLong() > 0;
  if (!hasTotal || kind == RunsModel::Finished || kind == RunsModel::Unreadable) return;
  const bool selected = option_.state & QStyle::State_Selected;
  QColor ground = faint_;
  ground.setAlphaF(0.25F);
  painter_.setPen(Qt::NoPen);
  painter_.setBrush(ground);
  painter_.drawRoundedRect(at_.bar, kBar / 2.0, kBar / 2.0);
  QRectF done(at_.bar);
  done.setWidth(std::max(share > 0 ? double{kBar} : 0.0, done.width() * share));
  const bool live = kind == RunsModel::Training;
  painter_.setBrush(selected ? strong_ : live ? option_.palette.color(QPalette::Highlight) : faint_);
  painter_.drawRoundedRect(done, kBar / 2.0, kBar / 2.0);
}

// Losses, or the steps of a run that has none yet; behind them the tags, as many as there is room for.
void RunLinePainter::paintLosses() {
  const QFontMetrics metrics(at_.small);
  QString words = index_.data(RunsModel::LossesRole).toString();
  if (words.isEmpty() && index_.data(RunsModel::TotalStepsRole).toLongLong() > 0) {
    words = tr("step %1 of %2")
                .arg(QLocale().toString(index_.data(RunsModel::StepRole).toLongLong()),
                     QLocale().toString(index_.data(RunsModel::TotalStepsRole).toLongLong()));
  }
  text(at_.losses, words, at_.small, faint_);
  QRect room = at_.losses;
  if (!words.isEmpty()) room.setLeft(room.left() + metrics.horizontalAdvance(words) + kGap);
  for (const QString& tag : index_.data(RunsModel::TagsRole).toStringList()) {
    if (room.width() < kLeastChip) break;
    room.setLeft(room.left() + paintTag(tag, room) + 4);
  }
}

// Returns the width of the tag's chip.
int RunLinePainter::paintTag(const QString& tag, const QRect& room) {
  const QFontMetrics metrics(at_.small);
  const QString shown = metrics.elidedText(tag, Qt::ElideRight, std::min(kMostOfATag, room.width() - 2 * kChipPad));
  const QRect chip(room.left(), room.top(), metrics.horizontalAdvance(shown) + 2 * kChipPad, room.height());
  QColor ground = strong_;
  ground.setAlphaF(0.1F);
  painter_.setPen(Qt::NoPen);
  painter_.setBrush(ground);
  painter_.drawRoundedRect(chip, 4, 4);
  text(chip, shown, at_.small, strong_, Qt::AlignHCenter);
  return chip.width();
}

}  // namespace ganvas::ui
