#pragma once

#include <QString>
#include <QWidget>
#include <string>
#include <vector>

#include "bridge/csv_export.h"
#include "bridge/picture_saver.h"
#include "bridge/run_snapshot.h"
#include "panels/curve_actions.h"
#include "panels/curve_stretch.h"
#include "panels/curve_views.h"
#include "plots/curve_plot.h"

class QMenu;
class QTabBar;
class QToolBar;
class QToolButton;

namespace ganvas::ui {

class ExportStrip;
class ReportedStrip;
class SeriesChooser;
class SmoothingControl;

enum class CurveFormat { Png, Pdf, Svg, Csv };

/// The curves of the shown run: any of its scalars on two axes, with the tools to look at them and to take them along.
/// What the user sets is remembered.
class CurvesPanel : public QWidget {
  Q_OBJECT

 public:
  explicit CurvesPanel(QWidget* parent = nullptr);
  ~CurvesPanel() override;

  /// What the plot wants to be read of the run.
  const CurveNeeds& needs() const { return needs_; }
  /// For the window's menu bar. Owned by the panel.
  QMenu* menu() const { return menu_; }

  /// Which run is shown, and its name for titles; without a call, the directory's name.
  void setRun(const std::filesystem::path& run, const QString& name);
  void show(const RunSnapshot& snapshot);
  using QWidget::show;
  /// Another run, or none.
  void clear();

 public Q_SLOTS:
  void copyPicture();
  /// Pictures in light colours; tables with every step of what is visible. Written on threads of their own; what came
  /// of it is said in the panel.
  void exportTo(const QString& file, ganvas::ui::CurveFormat format);

 Q_SIGNALS:
  /// Other series, steps or more points are wanted. Urgent: the user moves or has chosen something.
  void needsChanged(bool urgent);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  /// What is visible at one moment: another run may be shown by the time the file has its name.
  struct Export {
    QByteArray picture = {};         ///< as a file's contents, or
    bool table = false;              ///< a table …
    std::filesystem::path run = {};  ///< … of this run
    runs::CsvQuery query = {};
  };

  void build();
  QToolBar* buildTools();
  void connectPlot();
  void connectViews();
  void connectExport();
  void restoreSettings();
  void showView();
  void showMessage();
  void showChooser();
  void choose(std::vector<ChosenSeries> series);
  void showCurves(const RunSnapshot& snapshot);
  void showReported(const RunSnapshot& snapshot);
  void updateNeeds(bool urgent);
  void updateTools();
  void askForFile(CurveFormat format);
  Export whatIsVisible(CurveFormat format);
  void write(const Export& what, const QString& file);
  QString title() const;

  CurveActions actions_;
  CurveViews views_;
  CurveStretch stretch_;
  CurveNeeds needs_;
  std::filesystem::path run_;
  QString name_;
  std::vector<std::string> available_;  ///< series of the run
  std::vector<PlotMark> marks_;
  ReportedStrip* reported_ = nullptr;
  QMenu* menu_ = nullptr;
  QTabBar* tabs_ = nullptr;
  QToolButton* curvesButton_ = nullptr;
  QToolButton* unitButton_ = nullptr;
  QToolButton* exportButton_ = nullptr;
  SeriesChooser* chooser_ = nullptr;
  SmoothingControl* smoothing_ = nullptr;
  CurvePlot* plot_ = nullptr;
  ExportStrip* strip_ = nullptr;
  QString csvFile_;
  CsvExport csv_;
  PictureSaver saver_;
};

}  // namespace ganvas::ui
