#pragma once

#include <QWidget>
#include <memory>

#include "bridge/set_pictures.h"

class QLabel;

namespace ganvas::ui {

class HistogramPlot;
class PixelPicture;
class SetExport;

/// One picture of a set, large: what it is, where it comes from, and how its pixels compare with the set's.
class PictureDetail : public QWidget {
  Q_OBJECT

 public:
  PictureDetail(SetExport& exports, QWidget* parent);

  /// `entry` is null while the picture has not come; `picture` −1: none is chosen.
  void show(std::int64_t picture, const SetPictures::Entry* entry, const session::Inspection& inspection);

 private:
  PixelPicture* large_;
  QLabel* facts_;
  HistogramPlot* histogram_;
  std::int64_t shown_ = -2;  ///< −2: nothing yet
  bool complete_ = false;    ///< its pixels are there
  std::shared_ptr<const session::SetStatistics> statistics_;
};

}  // namespace ganvas::ui
