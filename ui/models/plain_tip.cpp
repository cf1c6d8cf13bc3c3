#include "models/plain_tip.h"

#include <QTextDocument>

namespace ganvas::ui {

QString plainTip(const QString& text) {
  if (!Qt::mightBeRichText(text)) return text;
  return QStringLiteral("<p style='white-space:pre-wrap'>") + text.toHtmlEscaped() + QStringLiteral("</p>");
}

QString shortened(const QString& text, int most) {
  return text.size() > most ? text.left(most - 1) + QChar(0x2026) : text;
}

}  // namespace ganvas::ui
