#pragma once

#include <memory>

#include "panels/set_view.h"

class QLabel;
class QSplitter;

namespace ganvas::ui {

class BarPlot;
class SetExport;
class SizePlot;

/// How large the source files are, and of what aspect.
class SetSizesView : public SetView {
  Q_OBJECT

 public:
  SetSizesView(SetExport& exports, QWidget* parent);

  void refresh(const session::Inspection& inspection) override;

 private:
  QLabel *text_, *looked_;
  QSplitter* plots_;
  SizePlot* sizes_;
  BarPlot* aspects_;
  std::shared_ptr<const session::SetStatistics> statistics_;
};

}  // namespace ganvas::ui
