#pragma once

#include <QAbstractListModel>
#include <memory>
#include <vector>

#include "session/inspector.h"

namespace ganvas::ui {

/// Groups of pictures that repeat each other, a row each.
class DuplicatesModel : public QAbstractListModel {
  Q_OBJECT

 public:
  using QAbstractListModel::QAbstractListModel;

  void setGroups(std::shared_ptr<const std::vector<session::DuplicateGroup>> groups);
  /// The group of a row; nullptr outside the list.
  const session::DuplicateGroup* group(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

 private:
  std::shared_ptr<const std::vector<session::DuplicateGroup>> groups_;
};

}  // namespace ganvas::ui
