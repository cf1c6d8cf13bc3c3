#pragma once

#include <QSortFilterProxyModel>

#include "models/left_out_model.h"
#include "panels/set_view.h"

class QLabel;
class QPushButton;
class QTableView;

namespace ganvas::ui {

class SetExport;

/// Files that were not taken into the set, and why.
class SetLeftOutView : public SetView {
  Q_OBJECT

 public:
  SetLeftOutView(SetExport& exports, QWidget* parent);

  void refresh(const session::Inspection& inspection) override;

 private:
  void build();
  void copy();

  SetExport& export_;
  LeftOutModel model_;
  QSortFilterProxyModel sorted_;
  QLabel* text_;
  QTableView* table_;
  QPushButton *copy_, *save_;
};

}  // namespace ganvas::ui
