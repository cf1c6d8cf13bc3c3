#include "panels/drawing_bar.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QToolButton>

#include "bridge/text.h"
#include "panels/export_strip.h"
#include "panels/widgets.h"
#include "plots/network_view.h"

namespace ganvas::ui {

namespace {

constexpr auto kFolder = "architecture/folder";

QToolButton* button(const QString& text, const QString& tip, const char* name, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setObjectName(QLatin1String(name));
  button->setText(text);
  button->setToolTip(tip);
  button->setAccessibleName(tip);
  button->setAutoRaise(true);
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

}  // namespace

DrawingBar::DrawingBar(NetworkView& view, QWidget* parent)
    : QWidget(parent),
      view_(view),
      summary_(wrappingLabel(QStringLiteral("networkSummary"), this)),
      strip_(new ExportStrip(this)) {
  auto* row = new QHBoxLayout;
  row->setSpacing(2);
  row->addWidget(summary_, 1);
  const auto add = [&](QToolButton* tool, auto action) {
    connect(tool, &QToolButton::clicked, this, action);
    row->addWidget(tool);
  };
  add(button(QStringLiteral("−"), tr("Zoom out"), "zoomOut", this), [this] { view_.zoomBy(0.8); });
  add(button(QStringLiteral("+"), tr("Zoom in"), "zoomIn", this), [this] { view_.zoomBy(1.25); });
  add(button(tr("Fit"), tr("Fit the drawing into the window"), "zoomFit", this), [this] { view_.fit(); });
  auto* save = button(tr("Export"), tr("Save the drawing as a picture"), "exportDrawing", this);
  save->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(save);
  const auto entry = [&](const QString& text, PictureFormat format) {
    connect(menu->addAction(text), &QAction::triggered, this, [this, format] { askForFile(format); });
  };
  entry(tr("As PNG…"), PictureFormat::Png);
  entry(tr("As PDF…"), PictureFormat::Pdf);
  entry(tr("As SVG…"), PictureFormat::Svg);
  save->setMenu(menu);
  row->addWidget(save);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addLayout(row);
  layout->addWidget(strip_);
  connect(&saver_, &PictureSaver::saved, strip_,
          [this](const QString& file) { strip_->say(tr("Saved %1").arg(file)); });
  connect(&saver_, &PictureSaver::failed, strip_, &ExportStrip::say);
}

void DrawingBar::setSummary(const config::NetworkPlan& plan) {
  if (plan.layers.empty()) return summary_->clear();
  summary_->setText(tr("%1 → %2 · %3 parameters · %4 multiply-adds per picture")
                        .arg(QString::fromStdString(plan.input.text()), QString::fromStdString(plan.output.text()),
                             countText(plan.parameters()), countText(plan.multiplyAdds())));
}

void DrawingBar::exportTo(const QString& file, PictureFormat format) {
  const QByteArray contents = view_.encoded(title_, format);
  if (contents.isEmpty()) return strip_->say(tr("The network could not be drawn; nothing was written."));
  saver_.save(contents, file);
}

void DrawingBar::askForFile(PictureFormat format) {
  const QString suffix = pictureSuffix(format);
  auto* dialog =
      new QFileDialog(this, tr("Export the drawing"), QSettings().value(kFolder, QDir::homePath()).toString(),
                      tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
  dialog->setObjectName(QStringLiteral("exportDrawingDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(suffix);
  QString name = title_;
  dialog->selectFile(name.replace(u' ', u'-').replace(u'/', u'-') + u'.' + suffix);
  connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString& file) {
    QSettings().setValue(kFolder, QFileInfo(file).absolutePath());
    exportTo(file, format);
  });
  dialog->open();
}

}  // namespace ganvas::ui
