#include "panels/set_export.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QSettings>

#include "panels/export_strip.h"
#include "panels/pixel_picture.h"
#include "plots/data_plot.h"

namespace ganvas::ui {

namespace {

constexpr auto kFolder = "data/folder";

QMenu* menuOf(QWidget& widget) {
  auto* menu = new QMenu(&widget);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  return menu;
}

}  // namespace

SetExport::SetExport(ExportStrip& strip) : QObject(&strip), strip_(strip) {
  connect(&saver_, &PictureSaver::saved, &strip_,
          [this](const QString& file) { strip_.say(tr("Saved %1").arg(file)); });
  connect(&saver_, &PictureSaver::failed, &strip_, &ExportStrip::say);
}

QString SetExport::titleOf(const QString& name) const {
  return title_.isEmpty() ? name : title_ + QStringLiteral(", ") + name;
}

void SetExport::offer(DataPlot& plot, const QString& name) {
  connect(&plot, &QWidget::customContextMenuRequested, this, [this, &plot, name](const QPoint& at) {
    if (plot.isEmpty()) return;
    QMenu* menu = menuOf(plot);
    menu->addAction(tr("&Copy as picture"), this, [this, &plot, name] { copy(plot.picture(titleOf(name)).toImage()); });
    menu->addSeparator();
    menu->addAction(tr("Save as &PNG…"), this, [this, &plot, name] { savePlot(plot, name, PictureFormat::Png); });
    menu->addAction(tr("Save as &SVG…"), this, [this, &plot, name] { savePlot(plot, name, PictureFormat::Svg); });
    menu->addAction(tr("Save as P&DF…"), this, [this, &plot, name] { savePlot(plot, name, PictureFormat::Pdf); });
    menu->addAction(tr("Save the figures as CS&V…"), this, [this, &plot, name] { saveCsv(plot.csv(), name); });
    menu->popup(plot.mapToGlobal(at));
  });
}

void SetExport::offer(PixelPicture& picture) {
  connect(&picture, &QWidget::customContextMenuRequested, this, [this, &picture](const QPoint& at) {
    if (picture.image().isNull()) return;
    QMenu* menu = menuOf(picture);
    addTo(*menu, tr("picture"), picture.name(), [&picture] { return picture.image(); });
    menu->popup(picture.mapToGlobal(at));
  });
}

void SetExport::addTo(QMenu& menu, const QString& what, const QString& name, const std::function<QImage()>& picture) {
  menu.addAction(tr("Copy %1").arg(what), this, [this, picture] { copy(picture()); });
  menu.addAction(tr("Save %1 as PNG…").arg(what), this, [this, picture, name] { savePicture(picture(), name); });
}

void SetExport::copy(const QImage& picture) {
  if (picture.isNull()) return;
  QGuiApplication::clipboard()->setImage(picture);
  strip_.say(tr("Copied as a picture."));
}

void SetExport::savePicture(const QImage& picture, const QString& name) {
  if (picture.isNull()) return;
  ask(name, QStringLiteral("png"), [this, picture](const QString& file) { saver_.save(picture, file); });
}

void SetExport::savePlot(DataPlot& plot, const QString& name, PictureFormat format) {
  const QByteArray file = plot.encoded(titleOf(name), format);
  if (file.isEmpty()) return strip_.say(tr("The plot could not be drawn; nothing was written."));
  ask(name, pictureSuffix(format), [this, file](const QString& path) { saver_.save(file, path); });
}

void SetExport::saveCsv(const QString& csv, const QString& name) {
  ask(name, QStringLiteral("csv"), [this, bytes = csv.toUtf8()](const QString& file) { saver_.save(bytes, file); });
}

void SetExport::ask(const QString& name, const QString& suffix, const std::function<void(const QString& file)>& save) {
  QString file = titleOf(name).toLower();
  for (QChar& letter : file) {
    if (!letter.isLetterOrNumber()) letter = u'-';
  }
  while (file.contains(QLatin1String("--"))) file.replace(QLatin1String("--"), QLatin1String("-"));
  const QString folder = QSettings().value(kFolder, QDir::homePath()).toString();
  auto* dialog =
      new QFileDialog(strip_.window(), tr("Save"), folder, tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
  dialog->setObjectName(QStringLiteral("exportDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(suffix);
  dialog->selectFile(file + u'.' + suffix);
  connect(dialog, &QFileDialog::fileSelected, this, [save](const QString& chosen) {
    QSettings().setValue(kFolder, QFileInfo(chosen).absolutePath());
    save(chosen);
  });
  dialog->open();
}

}  // namespace ganvas::ui
