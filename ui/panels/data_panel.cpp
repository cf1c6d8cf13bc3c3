#include "panels/data_panel.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>
#include <QVBoxLayout>
#include <utility>

#include "bridge/text.h"
#include "config/parameter.h"
#include "models/experiment_draft.h"
#include "panels/data_check.h"
#include "panels/experiment_panel.h"
#include "panels/export_strip.h"
#include "panels/set_classes_view.h"
#include "panels/set_duplicates_view.h"
#include "panels/set_export.h"
#include "panels/set_head.h"
#include "panels/set_left_out_view.h"
#include "panels/set_pictures_view.h"
#include "panels/set_pixels_view.h"
#include "panels/set_sizes_view.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

constexpr int kFollowMs = 500;
constexpr auto kGeometry = "data/geometry";
constexpr auto kFolder = "data/openFolder";
enum Tab { kPictures, kClasses, kPixels, kSizes, kDuplicates, kLeftOut };

/// Whether two experiments see the same pictures.
bool looksAtTheSame(const config::Experiment& a, const config::Experiment& b) {
  return a.data == b.data && a.preparation == b.preparation && a.seed == b.seed;
}

/// Whether both name the same set, whatever is made of it.
bool isSameSet(const config::Data& a, const config::Data& b) {
  return a.source == b.source && a.path == b.path && a.split == b.split && a.labels == b.labels && a.boxes == b.boxes;
}

}  // namespace

DataPanel::DataPanel(ExperimentPanel& experiment, InspectorFeed::Maker maker, Recognise recognise, QWidget* parent)
    : QWidget(parent, Qt::Window),
      experiment_(experiment),
      recognise_(std::move(recognise)),
      feed_(std::move(maker)),
      pictures_(feed_) {
  setObjectName(QStringLiteral("dataPanel"));
  setWindowTitle(tr("Data set"));
  build();
  follow_.setSingleShot(true);
  follow_.setInterval(kFollowMs);
  connect(&follow_, &QTimer::timeout, this, &DataPanel::inspectDraft);
  connect(&experiment_, &ExperimentPanel::changed, this, &DataPanel::followDraft);
  connect(&feed_, &InspectorFeed::changed, this, &DataPanel::showNow);
  connect(&recognising_, &Jobs::failed, this,
          [this](const session::Failure& failure) { head_->say(QString::fromStdString(failure.text())); });
  resize(1280, 800);
  restoreGeometry(QSettings().value(kGeometry).toByteArray());
}

// An input that loses the focus while the window goes away must find nobody to tell.
DataPanel::~DataPanel() {
  disconnect(&experiment_, nullptr, this, nullptr);
}

void DataPanel::build() {
  head_ = new SetHead(this);
  strip_ = new ExportStrip(this);
  export_ = new SetExport(*strip_);
  tabs_ = new QTabWidget(this);
  tabs_->setObjectName(QStringLiteral("setTabs"));
  tabs_->setDocumentMode(true);
  duplicates_ = new SetDuplicatesView(pictures_, *export_, tabs_);
  views_ = {new SetPicturesView(pictures_, *export_, tabs_),
            new SetClassesView(*export_, tabs_),
            new SetPixelsView(*export_, tabs_),
            new SetSizesView(*export_, tabs_),
            duplicates_,
            new SetLeftOutView(*export_, tabs_)};
  const QStringList titles{tr("Pictures"), tr("Classes"), tr("Pixels"), tr("Sizes"), tr("Duplicates"), tr("Left out")};
  for (std::size_t i = 0; i < views_.size(); ++i) tabs_->addTab(views_[i], titles[static_cast<qsizetype>(i)]);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 8, 8, 8);
  layout->setSpacing(6);
  layout->addWidget(head_);
  layout->addWidget(tabs_, 1);
  layout->addWidget(strip_);
  layout->addLayout(buildBottom());
  connect(tabs_, &QTabWidget::currentChanged, this, &DataPanel::showNow);
  connect(duplicates_, &SetDuplicatesView::wanted, this, &DataPanel::setDuplicates);
  connect(head_, &SetHead::cancelWanted, &feed_, &InspectorFeed::cancel);
  connect(head_, &SetHead::folderWanted, this, [this] { choose(true); });
  connect(head_, &SetHead::fileWanted, this, [this] { choose(false); });
  connect(head_, &SetHead::partWanted, this, [this](const QString& split) {
    config::Data data = asked_.data;
    data.split = split.toStdString();
    inspect(data);
  });
}

QLayout* DataPanel::buildBottom() {
  state_ = wrappingLabel(QStringLiteral("setOwner"), this);
  draft_ = new QPushButton(tr("Show the &experiment’s"), this);
  draft_->setObjectName(QStringLiteral("showDraftSet"));
  draft_->setToolTip(tr("Look at the data set that Train would use"));
  use_ = new QPushButton(tr("&Use this data set"), this);
  use_->setObjectName(QStringLiteral("useSet"));
  use_->setToolTip(tr("Train the experiment on it"));
  auto* close = new QPushButton(tr("Close"), this);
  close->setObjectName(QStringLiteral("closeSet"));
  auto* row = new QHBoxLayout;
  row->addWidget(state_, 1);
  for (QPushButton* button : {draft_, use_, close}) row->addWidget(button);
  connect(draft_, &QPushButton::clicked, this, &DataPanel::inspectDraft);
  connect(use_, &QPushButton::clicked, this, &DataPanel::use);
  connect(close, &QPushButton::clicked, this, &QWidget::close);
  return row;
}

config::Experiment DataPanel::draftAsked() const {
  config::Experiment experiment = experiment_.experiment();
  experiment.data.path = expandHome(QString::fromStdString(experiment.data.path)).toStdString();
  return experiment;
}

void DataPanel::inspectDraft() {
  own_ = true;
  begin(draftAsked());
}

void DataPanel::inspect(const config::Data& data) {
  config::Experiment experiment = draftAsked();
  own_ = isSameSet(experiment.data, data);
  if (!own_) experiment.data = data;
  begin(experiment);
}

void DataPanel::open(const std::filesystem::path& path) {
  head_->say({});
  const config::Data data = experiment_.experiment().data;
  recognising_.start([recognise = recognise_, path, data] { return recognise(path, data); },
                     [this](const config::Data& found) { inspect(found); });
}

void DataPanel::begin(const config::Experiment& experiment) {
  follow_.stop();
  head_->say({});
  asked_ = experiment;
  begun_ = true;
  feed_.open(asked_);
}

void DataPanel::followDraft() {
  if (!isVisible() || !begun_) return;
  const config::Experiment draft = draftAsked();
  if (!own_ && isSameSet(draft.data, asked_.data)) own_ = true;
  if (own_ && !looksAtTheSame(draft, asked_)) follow_.start();
  showOwn();
}

void DataPanel::showNow() {
  if (!begun_) return;
  const session::Inspection& inspection = feed_.inspection();
  head_->show(inspection);
  export_->setTitle(QString::fromStdString(inspection.info.name));
  setWindowTitle(inspection.open ? tr("Data set: %1").arg(QString::fromStdString(inspection.info.name))
                                 : tr("Data set"));
  showTabs();
  showOwn();
  views_[static_cast<std::size_t>(tabs_->currentIndex())]->refresh(inspection);
}

void DataPanel::showTabs() {
  const session::Inspection& inspection = feed_.inspection();
  const auto counted = [](const QString& title, std::size_t count) {
    return count == 0 ? title : QStringLiteral("%1 (%2)").arg(title, countText(static_cast<std::int64_t>(count)));
  };
  const bool labels = !inspection.info.classNames.empty();
  tabs_->setTabText(kClasses, counted(tr("Classes"), inspection.info.classNames.size()));
  tabs_->setTabEnabled(kClasses, labels || !inspection.open);
  tabs_->setTabToolTip(kClasses, labels || !inspection.open ? QString() : tr("The pictures have no labels"));
  tabs_->setTabText(kDuplicates, counted(tr("Duplicates"), inspection.duplicates ? inspection.duplicates->size() : 0));
  tabs_->setTabText(kLeftOut, counted(tr("Left out"), inspection.leftOut ? inspection.leftOut->size() : 0));
}

void DataPanel::showOwn() {
  const config::Data& data = experiment_.experiment().data;
  const QString path = QString::fromStdString(data.path);
  const QString name =
      QString::fromStdString(data.source) + (path.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(path));
  state_->setText(own_ ? tr("This is the experiment’s data set.")
                       : tr("The experiment uses another one: %1.").arg(name));
  use_->setEnabled(!own_ && feed_.inspection().open && !feed_.inspection().failure);
  draft_->setVisible(!own_);
  duplicates_->setOwn(own_);
}

void DataPanel::use() {
  own_ = true;
  experiment_.setData(asked_.data);
  followDraft();
}

void DataPanel::setDuplicates(const QString& value) {
  experiment_.edit(*config::findParameter("preparation.duplicates"), value);
}

void DataPanel::choose(bool folder) {
  const QString from = QSettings().value(kFolder).toString();
  auto* dialog = new QFileDialog(this, folder ? tr("Look at a folder") : tr("Look at an archive or a data file"), from);
  dialog->setObjectName(QStringLiteral("chooseSetDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
  if (folder) dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    QSettings().setValue(kFolder, QFileInfo(file).absolutePath());
    open(filePath(file));
  });
  dialog->open();
}

void DataPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!begun_ || (own_ && (feed_.inspection().cancelled || !looksAtTheSame(draftAsked(), asked_))))
    return inspectDraft();
  showNow();
}

void DataPanel::closeEvent(QCloseEvent* event) {
  QSettings().setValue(kGeometry, saveGeometry());
  follow_.stop();
  feed_.cancel();  // nobody looks
  QWidget::closeEvent(event);
}

void DataPanel::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Close) || event->key() == Qt::Key_Escape) {
    close();
  } else {
    QWidget::keyPressEvent(event);
  }
}

}  // namespace ganvas::ui
