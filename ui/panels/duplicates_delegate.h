#pragma once

#include <QStyledItemDelegate>
#include <cstdint>
#include <vector>

namespace ganvas::ui {

class SetPictures;

/// Paints a group of duplicates: what they are, and as many of the pictures as there is room for.
class DuplicatesDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  DuplicatesDelegate(const SetPictures& pictures, QObject* parent);

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  /// How many pictures a row of that width shows.
  int roomFor(int width, const QFontMetrics& metrics) const;

 private:
  const SetPictures& pictures_;
};

}  // namespace ganvas::ui
