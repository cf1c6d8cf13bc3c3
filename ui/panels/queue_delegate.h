#pragma once

#include <QStyledItemDelegate>

namespace ganvas::ui {

/// Two lines an entry: its name and length, and in a fainter tone what it is.
class QueueDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace ganvas::ui
