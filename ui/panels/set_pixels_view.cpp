#include "panels/set_pixels_view.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>

#include "bridge/to_image.h"
#include "models/set_text.h"
#include "panels/pixel_picture.h"
#include "panels/set_export.h"
#include "panels/widgets.h"
#include "plots/histogram_plot.h"

namespace ganvas::ui {

SetPixelsView::SetPixelsView(SetExport& exports, QWidget* parent)
    : SetView(parent),
      looked_(wrappingLabel(QStringLiteral("pixelsLooked"), this)),
      values_(wrappingLabel(QStringLiteral("pixelValues"), this)),
      histogram_(new HistogramPlot(this)),
      mean_(new PixelPicture(this)),
      deviation_(new PixelPicture(this)) {
  histogram_->setObjectName(QStringLiteral("setHistogram"));
  mean_->setObjectName(QStringLiteral("meanPicture"));
  deviation_->setObjectName(QStringLiteral("deviationPicture"));
  exports.offer(*histogram_, tr("histogram"));
  exports.offer(*mean_);
  exports.offer(*deviation_);
  build();
}

void SetPixelsView::build() {
  auto* logarithmic = new QCheckBox(tr("&Logarithmic"), this);
  logarithmic->setObjectName(QStringLiteral("histogramLog"));
  logarithmic->setToolTip(tr("Shows rare values, too"));
  connect(logarithmic, &QCheckBox::toggled, histogram_, &HistogramPlot::setLogarithmic);
  auto* meanLabel = heading(tr("Mean"), this);
  auto* deviationLabel = heading(tr("Standard deviation (white: half of the range)"), this);
  for (QLabel* label : {meanLabel, deviationLabel}) label->setAlignment(Qt::AlignHCenter);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 6, 0, 0);
  grid->addWidget(looked_, 0, 0);
  grid->addWidget(logarithmic, 0, 1, Qt::AlignRight);
  grid->addWidget(histogram_, 1, 0, 4, 2);
  grid->addWidget(values_, 0, 2);
  grid->addWidget(meanLabel, 1, 2);
  grid->addWidget(mean_, 2, 2);
  grid->addWidget(deviationLabel, 3, 2);
  grid->addWidget(deviation_, 4, 2);
  grid->setColumnStretch(0, 3);
  grid->setColumnStretch(2, 2);
  grid->setRowStretch(2, 1);
  grid->setRowStretch(4, 1);
  grid->setHorizontalSpacing(12);
}

void SetPixelsView::refresh(const session::Inspection& inspection) {
  looked_->setText(lookedText(inspection));
  if (statistics_ == inspection.statistics && statistics_) return;
  statistics_ = inspection.statistics;
  if (!statistics_ || statistics_->looked == 0) {
    values_->clear();
    mean_->show({}, tr("Mean"));
    deviation_->show({}, tr("Standard deviation"));
    histogram_->setHistograms({}, {});
    return;
  }
  const auto number = [](double value) { return QLocale().toString(value, 'f', 1); };
  values_->setText(tr("All pixels: mean %1, standard deviation %2 (of 0 … 255)")
                       .arg(number(statistics_->meanValue), number(statistics_->deviationValue)));
  mean_->show(toImage(statistics_->mean), tr("Mean"));
  deviation_->show(toImage(statistics_->deviation), tr("Standard deviation"));
  histogram_->setHistograms(statistics_->histograms, tr("the set"));
}

}  // namespace ganvas::ui
