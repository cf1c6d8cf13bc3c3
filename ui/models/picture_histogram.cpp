#include "models/picture_histogram.h"

#include <QPainter>
#include <algorithm>

namespace ganvas::ui {

namespace {
constexpr int kSheetGap = 2;  // pixels
}

std::vector<std::array<std::int64_t, 256>> pictureHistogram(const QImage& picture) {
  if (picture.isNull()) return {};
  const bool grey = picture.format() == QImage::Format_Grayscale8;
  const QImage pixels = grey ? picture : picture.convertToFormat(QImage::Format_RGB888);
  const std::size_t channels = grey ? 1 : 3;
  std::vector<std::array<std::int64_t, 256>> counts(channels);
  for (int y = 0; y < pixels.height(); ++y) {
    const uchar* value = pixels.constScanLine(y);
    for (int x = 0; x < pixels.width(); ++x) {
      for (std::size_t channel = 0; channel < channels; ++channel) ++counts[channel][*value++];
    }
  }
  return counts;
}

QImage contactSheet(const std::vector<QImage>& pictures, int columns) {
  const auto first =
      std::find_if(pictures.begin(), pictures.end(), [](const QImage& image) { return !image.isNull(); });
  if (first == pictures.end()) return {};
  const QSize step = first->size() + QSize(kSheetGap, kSheetGap);
  columns = std::clamp(columns, 1, static_cast<int>(pictures.size()));
  const int rows = (static_cast<int>(pictures.size()) + columns - 1) / columns;
  QImage sheet(step.width() * columns + kSheetGap, step.height() * rows + kSheetGap, QImage::Format_RGB888);
  if (sheet.isNull()) return {};
  sheet.fill(Qt::white);
  QPainter painter(&sheet);
  for (int i = 0; i < static_cast<int>(pictures.size()); ++i) {
    painter.drawImage(kSheetGap + i % columns * step.width(), kSheetGap + i / columns * step.height(),
                      pictures[static_cast<std::size_t>(i)]);
  }
  return sheet;
}

}  // namespace ganvas::ui
