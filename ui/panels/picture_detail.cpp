#include "panels/picture_detail.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include "models/picture_histogram.h"
#include "models/set_text.h"
#include "panels/pixel_picture.h"
#include "panels/set_export.h"
#include "panels/widgets.h"
#include "plots/histogram_plot.h"

namespace ganvas::ui {

namespace {

QString factsOf(std::int64_t picture, const SetPictures::Entry* entry, const session::Inspection& inspection) {
  QStringList lines{pictureName(picture, inspection)};
  if (!entry) return lines.front();
  const PictureOrigin& origin = entry->origin;
  if (!origin.name.empty()) lines << QString::fromStdString(origin.name);
  QStringList source;
  if (origin.width > 0) source << PictureDetail::tr("%1 × %2 pixels").arg(origin.width).arg(origin.height);
  if (origin.bytes > 0) source << QLocale().formattedDataSize(origin.bytes, 1);
  if (!source.isEmpty()) lines << PictureDetail::tr("Source: %1").arg(source.join(QStringLiteral(", ")));
  return lines.join(u'\n');
}

}  // namespace

PictureDetail::PictureDetail(SetExport& exports, QWidget* parent)
    : QWidget(parent),
      large_(new PixelPicture(this)),
      facts_(wrappingLabel(QStringLiteral("pictureFacts"), this)),
      histogram_(new HistogramPlot(this)) {
  large_->setObjectName(QStringLiteral("largePicture"));
  histogram_->setObjectName(QStringLiteral("pictureHistogram"));
  exports.offer(*large_);
  exports.offer(*histogram_, tr("histogram of a picture"));
  histogram_->setMinimumHeight(150);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 0, 0, 0);
  layout->addWidget(large_, 3);
  layout->addWidget(facts_);
  layout->addWidget(histogram_, 2);
  setMinimumWidth(220);
}

void PictureDetail::show(std::int64_t picture, const SetPictures::Entry* entry, const session::Inspection& inspection) {
  if (picture == shown_ && complete_ == (entry != nullptr) && statistics_ == inspection.statistics) return;
  shown_ = picture;
  complete_ = entry != nullptr;
  statistics_ = inspection.statistics;
  const HistogramPlot::Channels set = statistics_ ? statistics_->histograms : HistogramPlot::Channels();
  facts_->setVisible(picture >= 0);
  if (picture < 0) {
    large_->show({}, tr("Click a picture to see it large."));
    histogram_->setHistograms(set, tr("the set"));
    return;
  }
  facts_->setText(factsOf(picture, entry, inspection));
  large_->show(entry ? entry->image : QImage(), pictureName(picture, inspection));
  histogram_->setHistograms(entry ? pictureHistogram(entry->image) : HistogramPlot::Channels(), tr("picture"), set,
                            tr("set"));
}

}  // namespace ganvas::ui
