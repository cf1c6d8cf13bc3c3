#pragma once

#include <memory>

#include "panels/set_view.h"

class QButtonGroup;
class QLabel;

namespace ganvas::ui {

class BarPlot;
class SetExport;
class TileGrid;

/// How many pictures each class has, and what their mean looks like.
class SetClassesView : public SetView {
  Q_OBJECT

 public:
  SetClassesView(SetExport& exports, QWidget* parent);

  void refresh(const session::Inspection& inspection) override;

 private:
  void build();
  void showMenu(const QPoint& at);
  QImage imageOf(std::int64_t label) const;
  QString describe(std::int64_t label) const;

  SetExport& export_;
  std::shared_ptr<const session::SetStatistics> statistics_;
  std::vector<std::string> names_;
  QLabel *looked_, *balance_;
  BarPlot* bars_;
  QButtonGroup* which_;
  TileGrid* means_;
};

}  // namespace ganvas::ui
