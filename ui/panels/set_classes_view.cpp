#include "panels/set_classes_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QRadioButton>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "bridge/to_image.h"
#include "models/set_text.h"
#include "panels/set_export.h"
#include "panels/tile_grid.h"
#include "panels/widgets.h"
#include "plots/bar_plot.h"

namespace ganvas::ui {

namespace {

constexpr int kMeanSide = 96;  // of a class's picture on the screen, about
enum Which { kMean, kDeviation };

double scaleOf(const QSize& picture) {
  const int side = std::max({1, picture.width(), picture.height()});
  return side <= kMeanSide ? kMeanSide / side : static_cast<double>(kMeanSide) / side;
}

}  // namespace

SetClassesView::SetClassesView(SetExport& exports, QWidget* parent)
    : SetView(parent),
      export_(exports),
      looked_(wrappingLabel(QStringLiteral("classesLooked"), this)),
      balance_(wrappingLabel(QStringLiteral("classBalance"), this)),
      bars_(new BarPlot(tr("pictures"), tr("class"), this)),
      which_(new QButtonGroup(this)),
      means_(new TileGrid({[this](std::int64_t label) { return imageOf(label); },
                           [this](std::int64_t label) { return describe(label); },
                           [this](std::int64_t label) { return className(static_cast<std::size_t>(label), names_); }},
                          this)) {
  build();
}

void SetClassesView::build() {
  bars_->setObjectName(QStringLiteral("classCounts"));
  bars_->setAccessibleName(tr("Pictures of each class"));
  bars_->setMinimumHeight(140);
  export_.offer(*bars_, tr("classes"));
  means_->setObjectName(QStringLiteral("classMeans"));
  means_->setAccessibleName(tr("Mean picture of each class"));
  connect(means_, &QWidget::customContextMenuRequested, this, &SetClassesView::showMenu);
  auto* mean = new QRadioButton(tr("&Mean"), this);
  auto* deviation = new QRadioButton(tr("Standard de&viation"), this);
  mean->setObjectName(QStringLiteral("classMean"));
  deviation->setObjectName(QStringLiteral("classDeviation"));
  deviation->setToolTip(tr("Where pictures of a class differ from each other: white is half of the values’ range"));
  mean->setChecked(true);
  which_->addButton(mean, kMean);
  which_->addButton(deviation, kDeviation);
  connect(which_, &QButtonGroup::idClicked, this, [this] { means_->refresh(); });
  auto* below = new QWidget(this);
  auto* bar = new QHBoxLayout;
  bar->addWidget(mean);
  bar->addWidget(deviation);
  bar->addStretch(1);
  bar->addWidget(looked_);
  auto* belowLayout = new QVBoxLayout(below);
  belowLayout->setContentsMargins(0, 4, 0, 0);
  belowLayout->addLayout(bar);
  belowLayout->addWidget(means_, 1);
  auto* splitter = new QSplitter(Qt::Vertical, this);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(bars_);
  splitter->addWidget(below);
  splitter->setSizes({260, 300});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 6, 0, 0);
  layout->addWidget(balance_);
  layout->addWidget(splitter, 1);
  looked_->setWordWrap(false);
}

void SetClassesView::refresh(const session::Inspection& inspection) {
  statistics_ = inspection.statistics;
  names_ = inspection.info.classNames;
  looked_->setText(lookedText(inspection));
  const std::vector<std::int64_t> counts =
      statistics_ && !names_.empty() ? statistics_->classCounts : std::vector<std::int64_t>();
  QStringList names;
  for (std::size_t i = 0; i < counts.size(); ++i) names << className(i, names_);
  bars_->setBars(names, counts);
  balance_->setText(names_.empty() && inspection.open ? tr("The pictures have no labels.")
                                                      : balanceText(counts, names_));
  const QSize size(std::max(1, inspection.info.width), std::max(1, inspection.info.height));
  means_->setTiles(size, scaleOf(size));
  means_->setCount(static_cast<std::int64_t>(names_.size()));
  means_->refresh();
}

QImage SetClassesView::imageOf(std::int64_t label) const {
  if (!statistics_) return {};
  const auto& pictures = which_->checkedId() == kMean ? statistics_->classMeans : statistics_->classDeviations;
  const auto index = static_cast<std::size_t>(label);
  return index < pictures.size() ? toImage(pictures[index]) : QImage();
}

QString SetClassesView::describe(std::int64_t label) const {
  const auto index = static_cast<std::size_t>(label);
  const QString name = className(index, names_);
  if (!statistics_ || index >= statistics_->classLooked.size()) return name;
  return tr("%1: of %2 pictures")
      .arg(name, QLocale().toString(static_cast<qlonglong>(statistics_->classLooked[index])));
}

void SetClassesView::showMenu(const QPoint& at) {
  const std::int64_t label = means_->tileAt(at) >= 0 ? means_->tileAt(at) : means_->current();
  if (label < 0) return;
  auto* menu = new QMenu(means_);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const QString kind = which_->checkedId() == kMean ? tr("mean") : tr("deviation");
  export_.addTo(*menu, tr("picture"), kind + u' ' + className(static_cast<std::size_t>(label), names_),
                [this, label] { return imageOf(label); });
  menu->popup(means_->viewport()->mapToGlobal(at));
}

}  // namespace ganvas::ui
