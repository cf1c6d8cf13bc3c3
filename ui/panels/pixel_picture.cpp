#include "panels/pixel_picture.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "plots/plot_style.h"

namespace ganvas::ui {

PixelPicture::PixelPicture(QWidget* parent) : QWidget(parent) {
  setContextMenuPolicy(Qt::CustomContextMenu);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PixelPicture::show(const QImage& image, const QString& name) {
  image_ = image;
  name_ = name;
  setAccessibleName(name);
  update();
}

// In whole device pixels a pixel, where it is enlarged.
QRect PixelPicture::pictureRect() const {
  if (image_.isNull()) return {};
  const double ratio = devicePixelRatioF();
  double scale = std::min(width() * ratio / image_.width(), height() * ratio / image_.height());
  if (scale > 1) scale = std::floor(scale);
  QRect box(0, 0, static_cast<int>(std::floor(image_.width() * scale / ratio)),
            static_cast<int>(std::floor(image_.height() * scale / ratio)));
  box.moveCenter(rect().center());
  return box;
}

void PixelPicture::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QRect box = pictureRect();
  if (box.isEmpty()) {
    const QColor text = palette().color(QPalette::Text);
    painter.setPen(blended(palette().color(QPalette::Window), text, 0.55));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, name_);
    return;
  }
  painter.setRenderHint(QPainter::SmoothPixmapTransform, box.width() * devicePixelRatioF() < image_.width());
  painter.drawImage(box, image_);
  if (!hasFocus()) return;
  painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
  painter.drawRect(box.adjusted(1, 1, -1, -1));
}

}  // namespace ganvas::ui
