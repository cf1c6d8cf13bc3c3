#pragma once

#include <QAbstractListModel>
#include <optional>
#include <vector>

#include "runs/recipe_facts.h"

namespace ganvas::ui {

/// The recipes as lines of a list.
class RecipesModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    DescriptionRole = Qt::UserRole,
    DocumentRole,  ///< the source, without what it says of this recipe; what groups are made of
    FactsRole,     ///< "CIFAR-10 · 2.1 M parameters"
    TimeRole,      ///< "about 3 h 20 min here", or "not measured"
    SecondsRole,   ///< expected for the whole run; NaN where unknown
    BrokenRole,    ///< whether it cannot be used
    SearchRole,    ///< all that a search looks through
    ThumbnailRole  ///< its picture's resource; there may be none
  };

  using QAbstractListModel::QAbstractListModel;

  /// Rows of recipes that stay keep their places, so that a selection survives.
  void setFacts(const std::vector<runs::RecipeFacts>& facts);
  const runs::RecipeFacts& facts(int row) const { return facts_[static_cast<std::size_t>(row)]; }
  /// −1 where there is none.
  int rowOf(const QString& name) const;
  /// All documents, sorted, each once.
  QStringList documents() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

 private:
  std::vector<runs::RecipeFacts> facts_;
};

/// "CIFAR-10", "Fashion-MNIST", "a folder of pictures" …
QString dataSetText(const config::Data& data);
/// "2.1 M", "640 k" or "512".
QString shortCount(std::int64_t count);
/// "12 ms" or "1.4 s".
QString stepText(double seconds);
/// "3 h 20 min" for people who plan: rounded.
QString lengthText(double seconds);

}  // namespace ganvas::ui
