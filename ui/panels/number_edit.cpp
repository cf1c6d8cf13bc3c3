#include "panels/number_edit.h"

#include <QKeyEvent>
#include <QPainter>

#include "models/experiment_draft.h"
#include "panels/number_steps.h"

namespace ganvas::ui {

NumberEdit::NumberEdit(const config::Parameter& parameter, QWidget* parent)
    : QLineEdit(parent), parameter_(parameter), unit_(QString::fromStdString(parameter.unit)) {
  setMaxLength(100);
  reserveUnit();
}

void NumberEdit::reserveUnit() {
  if (!unit_.isEmpty()) setTextMargins(0, 0, fontMetrics().horizontalAdvance(unit_) + 6, 0);
}

void NumberEdit::keyPressEvent(QKeyEvent* event) {
  constexpr int kPage = 10;
  switch (event->key()) {
    case Qt::Key_Up:
      return step(true, 1);
    case Qt::Key_Down:
      return step(false, 1);
    case Qt::Key_PageUp:
      return step(true, kPage);
    case Qt::Key_PageDown:
      return step(false, kPage);
    default:
      QLineEdit::keyPressEvent(event);
  }
}

void NumberEdit::step(bool up, int times) {
  config::Value value;
  QString problem;
  if (!readValue(parameter_, text(), value, problem)) return;
  for (int i = 0; i < times; ++i) value = stepped(parameter_, value, up);
  const QString next = QString::fromStdString(config::valueText(value));
  if (next == text()) return;
  setText(next);
  Q_EMIT textEdited(next);
}

void NumberEdit::paintEvent(QPaintEvent* event) {
  QLineEdit::paintEvent(event);
  if (unit_.isEmpty()) return;
  QPainter painter(this);
  painter.setPen(palette().color(QPalette::PlaceholderText));
  painter.drawText(rect().adjusted(0, 0, -7, 0), Qt::AlignRight | Qt::AlignVCenter, unit_);
}

void NumberEdit::changeEvent(QEvent* event) {
  QLineEdit::changeEvent(event);
  if (event->type() == QEvent::FontChange) reserveUnit();
}

}  // namespace ganvas::ui
