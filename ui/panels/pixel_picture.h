#pragma once

#include <QImage>
#include <QWidget>

namespace ganvas::ui {

/// One picture as large as fits, each pixel a sharp square; what it is stands below it.
class PixelPicture : public QWidget {
  Q_OBJECT

 public:
  explicit PixelPicture(QWidget* parent = nullptr);

  /// A null image shows the words alone. `name` says what it is, for its file and for who cannot see it.
  void show(const QImage& image, const QString& name);
  const QImage& image() const { return image_; }
  const QString& name() const { return name_; }
  /// Where the picture is painted.
  QRect pictureRect() const;

  QSize sizeHint() const override { return {256, 256}; }
  QSize minimumSizeHint() const override { return {96, 96}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QImage image_;
  QString name_;
};

}  // namespace ganvas::ui
