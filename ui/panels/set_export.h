#pragma once

#include <QImage>
#include <QObject>
#include <functional>

#include "bridge/picture_saver.h"
#include "plots/picture_file.h"

class QMenu;

namespace ganvas::ui {

class DataPlot;
class ExportStrip;
class PixelPicture;

/// Takes plots, pictures and tables of a data set elsewhere: files and the clipboard. Files are written on a thread of
/// their own; what became of them stands in a strip.
class SetExport : public QObject {
  Q_OBJECT

 public:
  /// Dialogs open above `strip`'s window.
  explicit SetExport(ExportStrip& strip);

  /// What files are named after: "Fashion-MNIST (train)".
  void setTitle(const QString& title) { title_ = title; }

  /// Gives the widget a context menu. `name` is that of the plot: "classes".
  void offer(DataPlot& plot, const QString& name);
  void offer(PixelPicture& picture);
  /// Commands for a picture that is made when one is chosen.
  void addTo(QMenu& menu, const QString& what, const QString& name, const std::function<QImage()>& picture);
  void saveCsv(const QString& csv, const QString& name);

 private:
  void copy(const QImage& picture);
  void savePicture(const QImage& picture, const QString& name);
  void savePlot(DataPlot& plot, const QString& name, PictureFormat format);
  void ask(const QString& name, const QString& suffix, const std::function<void(const QString& file)>& save);
  QString titleOf(const QString& name) const;

  ExportStrip& strip_;
  QString title_;
  PictureSaver saver_;
};

}  // namespace ganvas::ui
