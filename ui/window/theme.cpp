#include "window/theme.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

namespace ganvas::ui {

namespace {

/// Text in its several roles, and its paler form where something is disabled.
void setText(QPalette& palette, const QColor& text, const QColor& faint) {
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
    palette.setColor(role, text);
    palette.setColor(QPalette::Disabled, role, faint);
  }
  palette.setColor(QPalette::PlaceholderText, faint);
}

}  // namespace

QPalette Theme::light() {
  QPalette palette(QColor(0xf2, 0xf3, 0xf4), QColor(0xf2, 0xf3, 0xf4));
  palette.setColor(QPalette::Base, Qt::white);
  palette.setColor(QPalette::AlternateBase, QColor(0xf6, 0xf7, 0xf8));
  palette.setColor(QPalette::ToolTipBase, QColor(0xff, 0xff, 0xf0));
  palette.setColor(QPalette::Highlight, QColor(0x2b, 0x73, 0xb8));
  palette.setColor(QPalette::HighlightedText, Qt::white);
  palette.setColor(QPalette::Link, QColor(0x1d, 0x5f, 0xa3));
  setText(palette, QColor(0x1c, 0x1e, 0x21), QColor(0x86, 0x8a, 0x90));
  return palette;
}

QPalette Theme::dark() {
  QPalette palette(QColor(0x44, 0x47, 0x4c), QColor(0x32, 0x35, 0x39));
  palette.setColor(QPalette::Base, QColor(0x1f, 0x21, 0x24));
  palette.setColor(QPalette::AlternateBase, QColor(0x26, 0x28, 0x2b));
  palette.setColor(QPalette::ToolTipBase, QColor(0x3a, 0x3d, 0x42));
  palette.setColor(QPalette::Highlight, QColor(0x2d, 0x7d, 0xc8));
  palette.setColor(QPalette::HighlightedText, Qt::white);
  palette.setColor(QPalette::Link, QColor(0x6c, 0xb4, 0xf0));
  setText(palette, QColor(0xe6, 0xe6, 0xe6), QColor(0x8a, 0x8d, 0x91));
  return palette;
}

Theme::Theme()
    : systemPalette_(QApplication::palette()),
      systemStyle_(QApplication::style()->objectName()),
      systemFont_(QApplication::font()) {}

void Theme::apply(Appearance appearance, int fontSize) {
  // A desktop's own style may ignore a palette that is not its own; Fusion follows any.
  const QString style = appearance == Appearance::System ? systemStyle_ : QStringLiteral("fusion");
  if (QApplication::style()->objectName() != style) QApplication::setStyle(QStyleFactory::create(style));
  const QPalette palette = appearance == Appearance::Dark    ? dark()
                           : appearance == Appearance::Light ? light()
                                                             : systemPalette_;
  if (QApplication::palette() != palette) QApplication::setPalette(palette);
  QFont font = systemFont_;
  if (fontSize > 0) font.setPointSize(fontSize);
  if (QApplication::font() != font) QApplication::setFont(font);
}

}  // namespace ganvas::ui
