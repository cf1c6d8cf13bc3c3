#pragma once

#include <QAbstractScrollArea>
#include <QImage>
#include <cstdint>
#include <functional>
#include <utility>

namespace ganvas::ui {

/// Pictures of one size in rows as wide as there is room, each pixel a sharp square. Any number of them: only the
/// visible ones are asked for. One is current; arrow keys, Home, End, Page Up and Down go to others.
class TileGrid : public QAbstractScrollArea {
  Q_OBJECT

 public:
  struct Source {
    std::function<QImage(std::int64_t tile)> image;      ///< null: not there yet
    std::function<QString(std::int64_t tile)> describe;  ///< for the tooltip, and for who cannot see
    std::function<QString(std::int64_t tile)> caption;   ///< below the picture; empty where there are none
  };

  TileGrid(Source source, QWidget* parent);

  void setCount(std::int64_t count);
  std::int64_t count() const { return count_; }
  /// Pixels of a picture, and how many points of the screen each takes.
  void setTiles(const QSize& picture, double scale);
  /// What the source says of the tiles has changed.
  void refresh();

  /// The first visible tile and how many there are.
  std::pair<std::int64_t, std::int64_t> visible() const;
  int columns() const;
  std::int64_t tileAt(const QPoint& position) const;  ///< −1: none
  QRect tileRect(std::int64_t tile) const;            ///< in the viewport
  std::int64_t current() const { return current_; }   ///< −1: none
  void setCurrent(std::int64_t tile);
  void scrollToTop();

 Q_SIGNALS:
  /// Others are visible than before.
  void visibleChanged();
  void currentChanged(std::int64_t tile);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  QSize picturePoints() const;
  QSize cell() const;
  std::int64_t rows() const;
  void layOut();
  void keepVisible(std::int64_t tile);
  void paintTile(QPainter& painter, std::int64_t tile);

  Source source_;
  std::int64_t count_ = 0, current_ = -1;
  QSize picture_{32, 32};
  double scale_ = 1;
};

}  // namespace ganvas::ui
