#pragma once

#include <QImage>
#include <QWidget>
#include <cstdint>

#include "base/image_batch.h"

class QLabel;

namespace ganvas::ui {

/// Shows a picture as large as fits, each of its pixels a sharp square.
class PictureView : public QWidget {
  Q_OBJECT

 public:
  explicit PictureView(QWidget* parent = nullptr);
  void setImage(const QImage& image);
  const QImage& image() const { return image_; }
  QSize sizeHint() const override { return {360, 360}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QImage image_;
};

/// The newest grid of the shown run's fixed noise.
class SamplesPanel : public QWidget {
  Q_OBJECT

 public:
  explicit SamplesPanel(QWidget* parent = nullptr);
  void setGrid(std::int64_t step, const QImage& image);
  void clear();
  /// Step of the grid shown, −1 for none.
  std::int64_t shownStep() const { return step_; }

 private:
  QLabel* caption_ = nullptr;
  PictureView* view_ = nullptr;
  std::int64_t step_ = -1;
};

/// A picture of the core as Qt's (pixels are copied); null for an empty or inconsistent one.
QImage toImage(const Picture& picture);

}  // namespace ganvas::ui
