#include "panels/samples_panel.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <cstring>

#include "bridge/text.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

/// Whole device pixels per picture pixel, unless that gave away much of the room.
double sharpScale(double fitting) {
  const double whole = std::floor(fitting);
  return whole >= 0.75 * fitting ? whole : fitting;
}

}  // namespace

QImage toImage(const Picture& picture) {
  const auto rowBytes =
      static_cast<std::size_t>(std::max(picture.width, 0)) * static_cast<std::size_t>(std::max(picture.channels, 0));
  if (picture.height <= 0 || rowBytes == 0 || (picture.channels != 1 && picture.channels != 3) ||
      picture.pixels.size() != rowBytes * static_cast<std::size_t>(picture.height)) {
    return {};
  }
  QImage image(picture.width, picture.height,
               picture.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
  if (image.isNull()) return {};
  for (int y = 0; y < picture.height; ++y) {
    std::memcpy(image.scanLine(y), picture.pixels.data() + static_cast<std::size_t>(y) * rowBytes, rowBytes);
  }
  return image;
}

PictureView::PictureView(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setMinimumSize(160, 160);
}

void PictureView::setImage(const QImage& image) {
  image_ = image;
  update();
}

void PictureView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().color(QPalette::Base));
  if (image_.isNull()) {
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("Pictures appear here as the generator learns."));
    return;
  }
  const double ratio = devicePixelRatioF();
  const double fitting = ratio * std::min(double(width()) / image_.width(), double(height()) / image_.height());
  const double scale = sharpScale(fitting);
  const QSizeF size = QSizeF(image_.size()) * (scale / ratio);
  const auto snapped = [ratio](double free) { return std::round(free / 2 * ratio) / ratio; };
  const QRectF target({snapped(width() - size.width()), snapped(height() - size.height())}, size);
  if (scale == std::floor(scale)) {
    painter.drawImage(target, image_);
    return;
  }
  // Enlarged to whole squares, then taken back a little: all stay of one size, their edges within a pixel sharp.
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(target, image_.scaled(image_.size() * static_cast<int>(std::ceil(scale))));
}

SamplesPanel::SamplesPanel(QWidget* parent) : QWidget(parent) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  caption_ = heading(QString(), this);
  caption_->setObjectName(QStringLiteral("gridCaption"));
  view_ = new PictureView(this);
  view_->setObjectName(QStringLiteral("gridView"));
  view_->setAccessibleName(tr("Generated pictures"));
  view_->setToolTip(tr("What the generator makes of the same noise each time, so that pictures can be compared"));
  layout->addWidget(caption_);
  layout->addWidget(view_, 1);
  clear();
}

void SamplesPanel::setGrid(std::int64_t step, const QImage& image) {
  step_ = step;
  view_->setImage(image);
  caption_->setText(tr("Samples at step %1").arg(countText(step)));
}

void SamplesPanel::clear() {
  step_ = -1;
  view_->setImage({});
  caption_->setText(tr("Samples"));
}

}  // namespace ganvas::ui
