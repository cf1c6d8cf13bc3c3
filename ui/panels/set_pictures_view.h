#pragma once

#include <memory>
#include <vector>

#include "models/classes_model.h"
#include "models/set_order.h"
#include "panels/set_view.h"

class QComboBox;
class QPushButton;
class QSlider;
class QSplitter;
class QTableView;

namespace ganvas::ui {

class PictureDetail;
class SetExport;
class SetPictures;
class TileGrid;

/// The pictures themselves: at random or in order, all or those of one class, any number of them; the current one
/// large beside them.
class SetPicturesView : public SetView {
  Q_OBJECT

 public:
  SetPicturesView(SetPictures& pictures, SetExport& exports, QWidget* parent);
  ~SetPicturesView() override;

  void refresh(const session::Inspection& inspection) override;

 private:
  QLayout* buildBar();
  void buildClasses();
  void buildGrid();
  void followSet();
  void followClasses();
  void setOrder();
  void fitZoom();
  void showZoom();
  void want();
  void showDetail();
  void showMenu(const QPoint& at);
  std::int64_t pictureAt(std::int64_t tile) const;
  QImage imageAt(std::int64_t tile) const;
  std::vector<QImage> visibleImages() const;

  SetPictures& pictures_;
  SetExport& export_;
  session::Inspection inspection_;
  ClassesModel classesModel_;
  SetOrder order_;
  std::uint64_t seed_ = 1;
  int class_ = -1;  ///< −1: all
  std::vector<double> scales_;
  QComboBox* mode_ = nullptr;
  QPushButton* again_ = nullptr;
  QSlider* zoom_ = nullptr;
  QTableView* classes_ = nullptr;
  TileGrid* grid_ = nullptr;
  PictureDetail* detail_ = nullptr;
  QSplitter* splitter_ = nullptr;
};

}  // namespace ganvas::ui
