#include "panels/set_sizes_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include "models/set_sizes.h"
#include "models/set_text.h"
#include "panels/set_export.h"
#include "panels/widgets.h"
#include "plots/bar_plot.h"
#include "plots/size_plot.h"

namespace ganvas::ui {

SetSizesView::SetSizesView(SetExport& exports, QWidget* parent)
    : SetView(parent),
      text_(wrappingLabel(QStringLiteral("sizesText"), this)),
      looked_(wrappingLabel(QStringLiteral("sizesLooked"), this)),
      plots_(new QSplitter(this)),
      sizes_(new SizePlot(plots_)),
      aspects_(new BarPlot(tr("pictures"), tr("width to height"), plots_)) {
  sizes_->setObjectName(QStringLiteral("sourceSizes"));
  aspects_->setObjectName(QStringLiteral("sourceAspects"));
  aspects_->setAccessibleName(tr("Aspects of the source files"));
  exports.offer(*sizes_, tr("sizes"));
  exports.offer(*aspects_, tr("aspects"));
  plots_->addWidget(sizes_);
  plots_->addWidget(aspects_);
  plots_->setChildrenCollapsible(false);
  plots_->setSizes({600, 600});
  looked_->setWordWrap(false);
  auto* top = new QHBoxLayout;
  top->addWidget(text_, 1);
  top->addWidget(looked_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 6, 0, 0);
  layout->addLayout(top);
  layout->addWidget(plots_, 1);
  layout->addStretch(0);
}

void SetSizesView::refresh(const session::Inspection& inspection) {
  looked_->setText(lookedText(inspection));
  if (statistics_ == inspection.statistics && statistics_) return;
  statistics_ = inspection.statistics;
  text_->setText(sizesText(inspection));
  const bool several = statistics_ && statistics_->sizes.size() > 1;
  plots_->setVisible(several);
  if (!several) return;
  std::vector<SizePlot::Size> sizes;
  for (const auto& size : statistics_->sizes) sizes.push_back({size.width, size.height, size.count});
  sizes_->setSizes(sizes);
  const AspectCounts aspects = countAspects(statistics_->sizes);
  aspects_->setBars(aspects.names, aspects.counts);
}

}  // namespace ganvas::ui
