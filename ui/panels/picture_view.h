#pragma once

#include <QImage>
#include <QWidget>
#include <optional>
#include <string>
#include <vector>

#include "base/sheet_layout.h"
#include "panels/picture_zoom.h"

namespace ganvas::ui {

/// Shows a sheet of pictures, each pixel a sharp square, on the palette's background. The wheel zooms at the mouse,
/// dragging pans, a double click shows all. The picture under the mouse is outlined and named.
class PictureView : public QWidget {
  Q_OBJECT

 public:
  explicit PictureView(QWidget* parent = nullptr);

  /// A picture by itself. The zoom stays as long as the size does.
  void setImage(const QImage& image) { setSheet(image, 1, 1, 0); }
  /// A sheet of rows × columns pictures; where these do not fit its size, it is shown as one picture.
  void setSheet(const QImage& sheet, int rows, int columns, int margin = kSheetMargin);
  const QImage& image() const { return image_; }

  /// What stands in the middle while there is no image.
  void setMessage(const QString& message);
  const QString& message() const { return message_; }
  /// A letter in the corner, or none.
  void setBadge(const QString& letter);
  const QString& badge() const { return badge_; }
  /// Picture i shows something of class i mod their number; none where the pictures have no classes.
  void setClasses(std::vector<std::string> classes);

  int pictureAt(const QPointF& position) const;  ///< index, −1 for none
  int hovered() const { return hovered_; }
  QString hoverText() const;  ///< "picture 21 (row 3, column 6)"; empty where there is none
  /// One picture of the sheet at its own size; null for an index that it lacks.
  QImage picture(int index) const;

  const PictureZoom& zoom() const { return zoom_; }
  void zoomIn();
  void zoomOut();
  void zoomToFit();
  void zoomToPixels();  ///< one device pixel per picture pixel

  QSize sizeHint() const override { return {360, 360}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  QSize deviceSize() const;
  QPointF device(const QPointF& position) const { return position * devicePixelRatioF(); }
  QRect cell(int index) const;
  void zoomed();
  void hover(const QPointF& position);
  void paintSheet(QPainter& painter) const;
  void paintPiece(QPainter& painter, const QRect& piece) const;
  void paintHover(QPainter& painter) const;
  void paintBadge(QPainter& painter) const;

  QImage image_;
  std::optional<SheetLayout> layout_;
  PictureZoom zoom_;
  QString message_, badge_;
  std::vector<std::string> classes_;
  int hovered_ = -1;
  int wheel_ = 0;                    ///< eighths of a degree that no step was made of yet
  std::optional<QPointF> dragFrom_;  ///< where the drag has come
};

}  // namespace ganvas::ui
