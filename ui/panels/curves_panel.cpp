#include "panels/curves_panel.h"

#include <QCheckBox>
#include <QTabWidget>
#include <QVBoxLayout>

namespace ganvas::ui {

CurvesPanel::CurvesPanel(QWidget* parent) : QWidget(parent) {
  tabs_ = new QTabWidget(this);
  tabs_->setObjectName(QStringLiteral("curveTabs"));
  tabs_->setDocumentMode(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(tabs_);

  addPlot(new CurvePlot({{"d_loss", tr("Discriminator")}, {"g_loss", tr("Generator")}}, tr("loss"), this), tr("Losses"),
          QStringLiteral("lossPlot"));
  addPlot(new CurvePlot({{"d_real", tr("D(x): real pictures")}, {"d_fake", tr("D(G(z)): generated ones")}},
                        tr("output"), this),
          tr("Discriminator output"), QStringLiteral("outputPlot"));

  auto* smooth = new QCheckBox(tr("S&mooth"), this);
  smooth->setObjectName(QStringLiteral("smooth"));
  smooth->setChecked(true);
  smooth->setToolTip(tr("Draws a moving average; the raw curve stays behind it"));
  auto* corner = new QWidget(this);  // keeps the check box off the tabs' base line
  auto* cornerLayout = new QVBoxLayout(corner);
  cornerLayout->setContentsMargins(0, 0, 4, 4);
  cornerLayout->addWidget(smooth);
  tabs_->setCornerWidget(corner);
  connect(smooth, &QCheckBox::toggled, this, [this](bool on) {
    for (int i = 0; i < tabs_->count(); ++i) static_cast<CurvePlot*>(tabs_->widget(i))->setSmooth(on);
  });
  connect(tabs_, &QTabWidget::currentChanged, this, &CurvesPanel::needsChanged);
}

void CurvesPanel::addPlot(CurvePlot* plot, const QString& name, const QString& objectName) {
  plot->setObjectName(objectName);
  plot->setAccessibleName(name);
  tabs_->addTab(plot, name);
  connect(plot, &CurvePlot::visibleStepsChanged, this, &CurvesPanel::needsChanged);
}

CurvePlot* CurvesPanel::visiblePlot() const {
  return static_cast<CurvePlot*>(tabs_->currentWidget());
}

std::vector<std::string> CurvesPanel::series() const {
  std::vector<std::string> keys;
  for (const PlotSeries& series : visiblePlot()->series()) keys.push_back(series.key);
  return keys;
}

void CurvesPanel::show(const RunSnapshot& snapshot) {
  for (const Curve& curve : snapshot.curves) visiblePlot()->setPoints(curve.series, curve.points);
  visiblePlot()->refresh(snapshot.steps);
}

void CurvesPanel::clear() {
  for (int i = 0; i < tabs_->count(); ++i) static_cast<CurvePlot*>(tabs_->widget(i))->clear();
}

}  // namespace ganvas::ui
