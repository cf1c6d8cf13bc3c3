// The second half of CurvesPanel: pictures and tables of what is visible.
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>
#include <QTabBar>
#include <utility>

#include "bridge/text.h"
#include "panels/curves_panel.h"
#include "panels/export_strip.h"

namespace ganvas::ui {

namespace {

constexpr auto kFolder = "curves/folder";

QString suffix(CurveFormat format) {
  switch (format) {
    case CurveFormat::Png:
      return QStringLiteral("png");
    case CurveFormat::Pdf:
      return QStringLiteral("pdf");
    case CurveFormat::Svg:
      return QStringLiteral("svg");
    case CurveFormat::Csv:
      return QStringLiteral("csv");
  }
  return {};
}

PictureFormat pictureFormat(CurveFormat format) {
  if (format == CurveFormat::Pdf) return PictureFormat::Pdf;
  return format == CurveFormat::Svg ? PictureFormat::Svg : PictureFormat::Png;
}

}  // namespace

void CurvesPanel::connectExport() {
  connect(actions_.copy, &QAction::triggered, this, &CurvesPanel::copyPicture);
  const auto ask = [this](QAction* action, CurveFormat format) {
    connect(action, &QAction::triggered, this, [this, format] { askForFile(format); });
  };
  ask(actions_.savePng, CurveFormat::Png);
  ask(actions_.savePdf, CurveFormat::Pdf);
  ask(actions_.saveSvg, CurveFormat::Svg);
  ask(actions_.saveCsv, CurveFormat::Csv);
  connect(&saver_, &PictureSaver::saved, strip_,
          [this](const QString& file) { strip_->say(tr("Saved %1").arg(file)); });
  connect(&saver_, &PictureSaver::failed, strip_, &ExportStrip::say);
  connect(strip_, &ExportStrip::stopWanted, &csv_, &CsvExport::stop);
  connect(&csv_, &CsvExport::progressed, this,
          [this](int percent) { strip_->showProgress(tr("Writing %1").arg(csvFile_), percent); });
  connect(&csv_, &CsvExport::finished, this, [this](qint64 rows, const QString& problem) {
    if (!problem.isEmpty()) return strip_->say(problem);
    strip_->say(rows < 0 ? tr("Cancelled; nothing was written.")
                         : tr("%1 steps written to %2").arg(countText(rows), csvFile_));
  });
}

QString CurvesPanel::title() const {
  return name_.isEmpty() ? runName(run_) : name_;
}

void CurvesPanel::copyPicture() {
  if (plot_->pointCount() == 0) return;
  QApplication::clipboard()->setPixmap(plot_->picture(title()));
  strip_->say(tr("Copied the plot as a picture."));
}

void CurvesPanel::exportTo(const QString& file, CurveFormat format) {
  write(whatIsVisible(format), file);
}

CurvesPanel::Export CurvesPanel::whatIsVisible(CurveFormat format) {
  if (format != CurveFormat::Csv) return {.picture = plot_->encoded(title(), pictureFormat(format))};
  const StepRange visible = plot_->visibleSteps();
  runs::CsvQuery query{.first = std::max<std::int64_t>(visible.first, 1),
                       .last = visible.last,
                       .epochsPerStep = plot_->scale().epochsPerStep()};
  for (const CurveLine& line : plot_->lines()) {
    if (!line.hidden) query.series.push_back(line.series.key);
  }
  return {.table = true, .run = run_, .query = std::move(query)};
}

void CurvesPanel::write(const Export& what, const QString& file) {
  if (!what.table && what.picture.isEmpty())
    return strip_->say(tr("The plot could not be drawn; nothing was written."));
  if (!what.table) return saver_.save(what.picture, file);
  if (csv_.running()) return strip_->showProgress(tr("%1 is still being written").arg(csvFile_), 0);
  csvFile_ = file;
  strip_->showProgress(tr("Writing %1").arg(file), 0);
  csv_.start(what.run, what.query, filePath(file));
}

void CurvesPanel::askForFile(CurveFormat format) {
  const QString folder = QSettings().value(kFolder, QDir::homePath()).toString();
  QString name = title() + QLatin1Char('-') + tabs_->tabText(tabs_->currentIndex()).toLower() + QLatin1Char('.');
  name.replace(QLatin1Char(' '), QLatin1Char('-')).replace(QLatin1Char('/'), QLatin1Char('-'));
  auto* dialog = new QFileDialog(this, tr("Export the curves"), folder,
                                 tr("%1 files (*.%2)").arg(suffix(format).toUpper(), suffix(format)));
  dialog->setObjectName(QStringLiteral("exportDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(suffix(format));
  dialog->selectFile(name + suffix(format));
  connect(dialog, &QFileDialog::fileSelected, this, [this, what = whatIsVisible(format)](const QString& file) {
    QSettings().setValue(kFolder, QFileInfo(file).absolutePath());
    write(what, file);
  });
  dialog->open();
}

}  // namespace ganvas::ui
