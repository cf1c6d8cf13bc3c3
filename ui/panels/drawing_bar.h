#pragma once

#include <QWidget>

#include "bridge/picture_saver.h"
#include "config/network_plan.h"
#include "plots/picture_file.h"

class QLabel;

namespace ganvas::ui {

class ExportStrip;
class NetworkView;

/// Above a drawing: what the network comes to, zoom, and the drawing as a file.
class DrawingBar : public QWidget {
  Q_OBJECT

 public:
  DrawingBar(NetworkView& view, QWidget* parent);

  void setSummary(const config::NetworkPlan& plan);
  /// What a saved file is called.
  void setTitle(const QString& title) { title_ = title; }
  void exportTo(const QString& file, PictureFormat format);

 private:
  void askForFile(PictureFormat format);

  NetworkView& view_;
  QString title_;
  PictureSaver saver_;
  QLabel* summary_;
  ExportStrip* strip_;
};

}  // namespace ganvas::ui
