#pragma once

#include <QFont>
#include <QPainter>
#include <QPixmap>
#include <QStyleOptionViewItem>

class QModelIndex;

namespace ganvas::ui {

/// Where the parts of a run's line are, in the view's coordinates.
struct RunLineLayout {
  explicit RunLineLayout(const QStyleOptionViewItem& option);
  static int height(const QFont& font);

  QFont bold, small;
  QRect thumbnail, name, state, bar, losses;
};

/// Edge of a thumbnail, in device-independent pixels.
inline constexpr int kThumbnail = 56;

/// Paints the line of a run but for its background.
class RunLinePainter {
 public:
  RunLinePainter(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
  void paint(const QPixmap& thumbnail);

 private:
  void paintThumbnail(const QPixmap& thumbnail);
  void paintState();
  void paintProgress();
  void paintLosses();
  int paintTag(const QString& tag, const QRect& room);
  void text(const QRect& box, const QString& words, const QFont& font, const QColor& colour,
            Qt::Alignment side = Qt::AlignLeft);

  QPainter& painter_;
  const QStyleOptionViewItem& option_;
  const QModelIndex& index_;
  RunLineLayout at_;
  QColor strong_, faint_;
};

}  // namespace ganvas::ui
