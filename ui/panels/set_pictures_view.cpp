#include "panels/set_pictures_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QSlider>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "bridge/set_pictures.h"
#include "models/picture_histogram.h"
#include "models/set_text.h"
#include "panels/picture_detail.h"
#include "panels/set_export.h"
#include "panels/tile_grid.h"

namespace ganvas::ui {

namespace {

constexpr auto kSplitter = "data/pictures";
constexpr std::array<double, 12> kScales{0.0625, 0.125, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 16};
constexpr double kLeastSide = 14, kUsualSide = 72, kMostSide = 512;  // of a picture on the screen
enum Mode { kRandom, kInOrder };

}  // namespace

SetPicturesView::SetPicturesView(SetPictures& pictures, SetExport& exports, QWidget* parent)
    : SetView(parent), pictures_(pictures), export_(exports), detail_(new PictureDetail(exports, this)) {
  buildClasses();
  buildGrid();
  splitter_ = new QSplitter(this);
  splitter_->setObjectName(QStringLiteral("setPicturesSplitter"));
  splitter_->setChildrenCollapsible(false);
  for (QWidget* part :
       {static_cast<QWidget*>(classes_), static_cast<QWidget*>(grid_), static_cast<QWidget*>(detail_)}) {
    splitter_->addWidget(part);
  }
  splitter_->setStretchFactor(1, 3);  // a large window has a large picture
  splitter_->setStretchFactor(2, 1);
  splitter_->setSizes({170, 780, 290});
  splitter_->restoreState(QSettings().value(kSplitter).toByteArray());
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 6, 0, 0);
  layout->addLayout(buildBar());
  layout->addWidget(splitter_, 1);
  connect(&pictures_, &SetPictures::came, this, [this] {
    if (!isVisible()) return;
    grid_->refresh();
    want();
    showDetail();
  });
}

SetPicturesView::~SetPicturesView() {
  QSettings().setValue(kSplitter, splitter_->saveState());
}

QLayout* SetPicturesView::buildBar() {
  mode_ = new QComboBox(this);
  mode_->setObjectName(QStringLiteral("pictureOrder"));
  mode_->addItems({tr("At random"), tr("In order")});
  auto* label = new QLabel(tr("&Show"), this);
  label->setBuddy(mode_);
  again_ = new QPushButton(tr("&Draw again"), this);
  again_->setObjectName(QStringLiteral("drawAgain"));
  again_->setToolTip(tr("Other pictures, at random"));
  zoom_ = new QSlider(Qt::Horizontal, this);
  zoom_->setObjectName(QStringLiteral("tileZoom"));
  zoom_->setAccessibleName(tr("Size of the pictures"));
  zoom_->setToolTip(tr("Size of the pictures"));
  zoom_->setMaximumWidth(180);
  zoom_->setPageStep(1);
  auto* zoomLabel = new QLabel(tr("Si&ze"), this);
  zoomLabel->setBuddy(zoom_);
  auto* bar = new QHBoxLayout;
  bar->addWidget(label);
  bar->addWidget(mode_);
  bar->addWidget(again_);
  bar->addStretch(1);
  bar->addWidget(zoomLabel);
  bar->addWidget(zoom_);
  const std::array<QWidget*, 5> stops{mode_, again_, zoom_, classes_, grid_};
  for (std::size_t i = 1; i < stops.size(); ++i) setTabOrder(stops[i - 1], stops[i]);
  connect(mode_, &QComboBox::activated, this, [this] { setOrder(); });
  connect(again_, &QPushButton::clicked, this, [this] {
    ++seed_;
    setOrder();
  });
  connect(zoom_, &QSlider::valueChanged, this, &SetPicturesView::showZoom);
  return bar;
}

void SetPicturesView::buildClasses() {
  classes_ = new QTableView(this);
  classes_->setObjectName(QStringLiteral("classFilter"));
  classes_->setAccessibleName(tr("Show pictures of one class"));
  classes_->setModel(&classesModel_);
  classes_->setSelectionBehavior(QAbstractItemView::SelectRows);
  classes_->setSelectionMode(QAbstractItemView::SingleSelection);
  classes_->setTabKeyNavigation(false);
  classes_->setShowGrid(false);
  classes_->setMinimumWidth(120);
  classes_->verticalHeader()->hide();
  classes_->verticalHeader()->setDefaultSectionSize(classes_->fontMetrics().height() + 6);
  classes_->horizontalHeader()->setHighlightSections(false);
  classes_->horizontalHeader()->setSectionResizeMode(ClassesModel::kName, QHeaderView::Stretch);
  classes_->horizontalHeader()->setSectionResizeMode(ClassesModel::kCount, QHeaderView::Fixed);
  classes_->setColumnWidth(ClassesModel::kCount,
                           classes_->fontMetrics().horizontalAdvance(QStringLiteral("0,000,000")));
  connect(classes_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& row) {
    if (!row.isValid() || class_ == ClassesModel::classAt(row.row())) return;
    class_ = ClassesModel::classAt(row.row());
    setOrder();
  });
}

void SetPicturesView::buildGrid() {
  const auto describe = [this](std::int64_t tile) { return pictureName(pictureAt(tile), inspection_); };
  grid_ = new TileGrid({[this](std::int64_t tile) { return imageAt(tile); }, describe, {}}, this);
  grid_->setObjectName(QStringLiteral("setGrid"));
  grid_->setAccessibleName(tr("Pictures of the data set"));
  connect(grid_, &TileGrid::visibleChanged, this, &SetPicturesView::want);
  connect(grid_, &TileGrid::currentChanged, this, &SetPicturesView::showDetail);
  connect(grid_, &QWidget::customContextMenuRequested, this, &SetPicturesView::showMenu);
}

std::int64_t SetPicturesView::pictureAt(std::int64_t tile) const {
  return tile >= 0 && tile < order_.count() ? order_.at(tile) : -1;
}

QImage SetPicturesView::imageAt(std::int64_t tile) const {
  const SetPictures::Entry* entry = pictures_.find(pictureAt(tile));
  return entry ? entry->image : QImage();
}

void SetPicturesView::refresh(const session::Inspection& inspection) {
  const session::Inspection before = std::exchange(inspection_, inspection);
  const SetInfo& info = inspection.info;
  if (before.info.width != info.width || before.info.height != info.height) fitZoom();
  const bool other = before.info.count != info.count || before.fingerprint != inspection.fingerprint ||
                     before.info.classNames != info.classNames || before.experiment != inspection.experiment;
  if (other) followSet();
  if (other || before.labels != inspection.labels || before.statistics != inspection.statistics) followClasses();
  if (!other && before.labels != inspection.labels && class_ >= 0) setOrder();
  showDetail();
  want();
}

void SetPicturesView::followSet() {
  class_ = -1;
  grid_->setCurrent(-1);
  setOrder();
}

void SetPicturesView::followClasses() {
  const SetInfo& info = inspection_.info;
  const auto& statistics = inspection_.statistics;
  classesModel_.setClasses(info.classNames, info.count,
                           statistics ? statistics->classCounts : std::vector<std::int64_t>());
  classes_->setVisible(!info.classNames.empty());
  classes_->setEnabled(inspection_.labels != nullptr);
  if (class_ < 0 && classes_->currentIndex().row() != 0) classes_->selectRow(0);
}

void SetPicturesView::setOrder() {
  if (class_ >= 0 && inspection_.labels) {
    order_.setClass(*inspection_.labels, class_);
  } else {
    order_.setAll(inspection_.open ? inspection_.info.count : 0);
  }
  const bool random = mode_->currentIndex() == kRandom;
  order_.shuffle(random ? seed_ : 0);
  again_->setEnabled(random && order_.count() > 0);
  grid_->setCurrent(-1);
  grid_->setCount(order_.count());
  grid_->scrollToTop();
  grid_->refresh();
  want();
}

// Sizes that make sense for these pictures; the usual one is well seen, and many fit.
void SetPicturesView::fitZoom() {
  const int side = std::max({1, inspection_.info.width, inspection_.info.height});
  scales_.clear();
  int usual = 0;
  for (const double scale : kScales) {
    const double shown = side * scale;
    if (shown < kLeastSide || (shown > kMostSide && !scales_.empty())) continue;
    if (shown <= kUsualSide) usual = static_cast<int>(scales_.size());
    scales_.push_back(scale);
  }
  if (scales_.empty()) scales_.push_back(kScales.back());
  {
    const QSignalBlocker quiet(zoom_);
    zoom_->setRange(0, static_cast<int>(scales_.size()) - 1);
    zoom_->setValue(usual);
  }
  showZoom();
}

void SetPicturesView::showZoom() {
  if (scales_.empty()) return;
  const SetInfo& info = inspection_.info;
  grid_->setTiles({std::max(1, info.width), std::max(1, info.height)},
                  scales_[static_cast<std::size_t>(zoom_->value())]);
}

void SetPicturesView::want() {
  if (!isVisible() || !inspection_.open) return;
  std::vector<std::int64_t> wanted;
  if (grid_->current() >= 0) wanted.push_back(pictureAt(grid_->current()));
  const auto [first, count] = grid_->visible();
  for (std::int64_t tile = first; tile < first + count; ++tile) wanted.push_back(pictureAt(tile));
  pictures_.want(wanted);
}

void SetPicturesView::showDetail() {
  const std::int64_t picture = pictureAt(grid_->current());
  const SetPictures::Entry* entry = picture < 0 ? nullptr : pictures_.find(picture);
  detail_->show(picture, entry, inspection_);
  if (picture >= 0 && !entry) want();
}

std::vector<QImage> SetPicturesView::visibleImages() const {
  std::vector<QImage> images;
  const auto [first, count] = grid_->visible();
  for (std::int64_t tile = first; tile < first + count; ++tile) images.push_back(imageAt(tile));
  return images;
}

void SetPicturesView::showMenu(const QPoint& at) {
  const std::int64_t tile = grid_->tileAt(at) >= 0 ? grid_->tileAt(at) : grid_->current();
  auto* menu = new QMenu(grid_);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  if (tile >= 0) {
    const std::int64_t picture = pictureAt(tile);
    export_.addTo(*menu, tr("this picture"), tr("picture %1").arg(picture), [this, picture] {
      const SetPictures::Entry* entry = pictures_.find(picture);
      return entry ? entry->image : QImage();
    });
    menu->addSeparator();
  }
  export_.addTo(*menu, tr("what is seen"), tr("pictures"),
                [this] { return contactSheet(visibleImages(), grid_->columns()); });
  menu->popup(grid_->viewport()->mapToGlobal(at));
}

}  // namespace ganvas::ui
