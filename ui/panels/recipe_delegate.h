#pragma once

#include <QStyledItemDelegate>

namespace ganvas::ui {

class RecipesFilter;

/// The picture of what a recipe makes, or a drawn stand-in: shades of the recipe's own, told by its name.
QPixmap recipePicture(const QString& file, const QString& name, int edge, double ratio, const QPalette& palette);

/// Paints a recipe's card: picture, name, description, data set, size and expected time; the document above the first
/// one of each.
class RecipeDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  explicit RecipeDelegate(const RecipesFilter& filter, QObject* parent = nullptr);

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  void paintTexts(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                  const QRect& room) const;

  const RecipesFilter& filter_;
};

}  // namespace ganvas::ui
