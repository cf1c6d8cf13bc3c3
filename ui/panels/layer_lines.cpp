#include "panels/layer_lines.h"

#include <QFontDatabase>
#include <QPaintEvent>
#include <QPainter>
#include <QTextBlock>
#include <algorithm>

namespace ganvas::ui {

class LayerLines::Numbers : public QWidget {
 public:
  explicit Numbers(LayerLines* lines) : QWidget(lines), lines_(*lines) {}

 protected:
  void paintEvent(QPaintEvent* event) override { lines_.paintNumbers(*event); }

 private:
  LayerLines& lines_;
};

LayerLines::LayerLines(QWidget* parent) : QPlainTextEdit(parent), numbers_(new Numbers(this)) {
  setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  setTabChangesFocus(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  QFont fixed;
  fixed.setFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family(), QStringLiteral("monospace")});
  setFont(fixed);  // only the family: the size is inherited
  connect(this, &QPlainTextEdit::updateRequest, numbers_, qOverload<>(&QWidget::update));
  placeNumbers();
}

void LayerLines::setHeight(int lines) {
  if (lines == height_) return;
  height_ = lines;
  updateGeometry();
}

int LayerLines::shownLines() const {
  return static_cast<int>(document()->size().height());  // a plain text document's height is in lines
}

QSize LayerLines::sizeHint() const {
  const int frame = 2 * (frameWidth() + static_cast<int>(document()->documentMargin()));
  return {200, height_ * fontMetrics().lineSpacing() + frame + 2};
}

QSize LayerLines::minimumSizeHint() const {
  return {80, sizeHint().height()};
}

int LayerLines::numbersWidth() const {
  return fontMetrics().horizontalAdvance(QStringLiteral("00")) + 8;
}

void LayerLines::placeNumbers() {
  setViewportMargins(numbersWidth(), 0, 0, 0);
  const QRect inside = contentsRect();
  numbers_->setGeometry(inside.left(), inside.top(), numbersWidth(), inside.height());
}

void LayerLines::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  placeNumbers();
}

void LayerLines::changeEvent(QEvent* event) {
  QPlainTextEdit::changeEvent(event);
  if (event->type() != QEvent::FontChange || !numbers_) return;
  placeNumbers();
  updateGeometry();
}

void LayerLines::paintNumbers(QPaintEvent& event) {
  QPainter painter(numbers_);
  painter.fillRect(event.rect(), palette().color(QPalette::Base));
  painter.setPen(palette().color(QPalette::PlaceholderText));
  int number = 0;
  for (QTextBlock block = document()->firstBlock(); block.isValid(); block = block.next()) {
    if (block.text().trimmed().isEmpty()) continue;
    ++number;
    const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    if (place.top() > height()) break;
    if (place.bottom() < 0) continue;
    painter.drawText(QRectF(0, place.top(), numbers_->width() - 4, fontMetrics().lineSpacing()), Qt::AlignRight,
                     QString::number(number));
  }
}

}  // namespace ganvas::ui
