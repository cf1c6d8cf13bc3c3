#include "tour_camera.h"

#include <QApplication>
#include <QDialog>
#include <QPainter>
#include <QTest>
#include <cstdio>

namespace ganvas::ui::test {

namespace {

constexpr int kSettleMs = 500;           // the plot reads finer curves for its new width
constexpr int kTitle = 28, kShadow = 8;  // pixels

bool isFramed(const QWidget& window) {
  return window.windowType() != Qt::Popup;
}

/// Frames are the desktop's matter, and there is none here: a plain one is drawn.
void paintAbove(QPainter& painter, QWidget& widget, const QRect& box) {
  for (int i = kShadow; i > 0; --i) painter.fillRect(box.adjusted(-i, -i, i, i), QColor(0, 0, 0, 8));
  const QPalette palette = QApplication::palette();
  const int title = box.height() - widget.height();
  if (title > 0) {
    const QRect bar(box.left(), box.top(), box.width(), title);
    painter.fillRect(bar, palette.color(QPalette::Button));
    painter.setPen(palette.color(QPalette::WindowText));
    painter.drawText(bar, Qt::AlignCenter, widget.windowTitle());
  }
  painter.drawPixmap(box.left(), box.top() + title, widget.grab());
  painter.setPen(palette.color(QPalette::Mid));
  painter.drawRect(box.adjusted(-1, -1, 0, 0));
}

}  // namespace

/// Where a window above the main one is seen, with its frame. Dialogs stand where they were opened, and the window has
/// another size since: they are seen in its middle.
QRect Camera::place(const QWidget& above) const {
  if (!isFramed(above)) return {window_.mapFromGlobal(above.mapToGlobal(QPoint())), above.size()};
  QRect box(QPoint(), above.size() + QSize(0, kTitle));
  box.moveCenter(window_.rect().center());
  return box;
}

QImage Camera::picture() const {
  QImage image = window_.grab().toImage();
  QPainter painter(&image);
  const auto windows = QApplication::topLevelWidgets();
  for (QWidget* above : windows) {
    if (above == &window_ || !above->isVisible() || above->windowType() == Qt::ToolTip) continue;
    paintAbove(painter, *above, place(*above));
  }
  return image;
}

void Camera::save(const QImage& image, const QString& name) const {
  constexpr int kSmallest = 0;
  const QImage opaque = image.convertToFormat(QImage::Format_RGB888);
  if (!opaque.save(folder_.filePath(name + QStringLiteral(".png")), "PNG", kSmallest))
    qFatal("%s cannot be written", qPrintable(name));
}

void Camera::take(const QString& name, QWidget* part, const std::function<void()>& prepare) {
  const QSize size = window_.size();
  for (const bool dark : {false, true}) {
    theme_.apply(dark ? Appearance::Dark : Appearance::Light, 0);
    const QString colours = dark ? QStringLiteral("-dark") : QString();
    for (const bool large : {false, true}) {
      window_.resize(large ? QSize(2560, 1440) : QSize(1280, 800));
      QTest::qWait(kSettleMs);
      if (prepare) prepare();
      QTest::qWait(kSettleMs / 5);
      const QImage image = picture();
      save(image, name + colours + (large ? QStringLiteral("-large") : QString()));
      if (!part || large) continue;
      const QRect box = part->isWindow() ? place(*part) : QRect(part->mapTo(&window_, QPoint()), part->size());
      const int around = part->isWindow() ? kShadow : 0;
      const QRect seen = box.adjusted(-around, -around, around, around) & image.rect();
      save(image.copy(seen), name + QStringLiteral("-part") + colours);
    }
  }
  theme_.apply(Appearance::Light, 0);
  window_.resize(size);
  std::printf("%s\n", qPrintable(name));
  std::fflush(stdout);
}

}  // namespace ganvas::ui::test
