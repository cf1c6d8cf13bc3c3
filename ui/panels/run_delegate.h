#pragma once

#include <QStyledItemDelegate>

#include "bridge/thumbnail_feed.h"

namespace ganvas::ui {

/// Paints a run's line: thumbnail, name, recipe and state, progress, losses and tags. All lines are of one height.
class RunDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  explicit RunDelegate(ThumbnailFeed& thumbnails, QObject* parent = nullptr);

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  /// A name is edited where it stands.
  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  /// What the user typed or selected stays.
  void setEditorData(QWidget* editor, const QModelIndex& index) const override;
  void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const override;

 private:
  ThumbnailFeed& thumbnails_;
};

}  // namespace ganvas::ui
