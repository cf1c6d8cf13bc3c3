#pragma once

#include "panels/set_view.h"

class QLabel;

namespace ganvas::ui {

class HistogramPlot;
class PixelPicture;
class SetExport;

/// The values of all pixels: their histogram, their mean and deviation, and both as pictures.
class SetPixelsView : public SetView {
  Q_OBJECT

 public:
  SetPixelsView(SetExport& exports, QWidget* parent);

  void refresh(const session::Inspection& inspection) override;

 private:
  void build();

  QLabel *looked_, *values_;
  HistogramPlot* histogram_;
  PixelPicture *mean_, *deviation_;
  std::shared_ptr<const session::SetStatistics> statistics_;
};

}  // namespace ganvas::ui
