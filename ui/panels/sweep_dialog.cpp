#include "panels/sweep_dialog.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTableView>
#include <QTimer>
#include <algorithm>
#include <utility>

#include "bridge/text.h"
#include "models/plain_tip.h"
#include "panels/checked_input.h"
#include "panels/data_check.h"
#include "panels/error_note.h"
#include "panels/key_chooser.h"
#include "panels/primary_button.h"
#include "panels/save_recipe.h"
#include "panels/save_sweep.h"
#include "panels/sweep_key_row.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

constexpr int kLongestChange = 60;  // characters of a change of the base that are shown

// What a new sweep is called until it is saved under a name.
std::string standardName(const QString& recipe) {
  const QString stem = asRecipeName(recipe).left(50);
  return (stem.isEmpty() ? QStringLiteral("sweep") : stem + QStringLiteral("-sweep")).toStdString();
}

// What a sweep of a file varies. The user's data, where the user trains the same recipe: mnist-wgan-sweep on MNIST.
config::Experiment baseOf(const config::Sweep& sweep, const config::Experiment& own, const SweepDialog::Offer& offer) {
  config::Experiment base = config::sweepBase(sweep);
  const bool setsData = std::any_of(sweep.set.begin(), sweep.set.end(),
                                    [](const std::string& assignment) { return assignment.starts_with("data."); });
  if (!setsData && base.about.name == own.about.name) base.data = own.data;
  return offer(base);
}

// Why the data of one of the runs cannot be there, or an empty text.
QString missingDataOf(const std::vector<runs::QueuedRun>& runs) {
  const config::Data* before = nullptr;
  for (const runs::QueuedRun& run : runs) {
    if (before && *before == run.experiment.data) continue;
    before = &run.experiment.data;
    if (const QString missing = missingData(*before); !missing.isEmpty()) return missing;
  }
  return {};
}

}  // namespace

SweepDialog::SweepDialog(config::Experiment experiment, const QString& recipe, Offer offer, QWidget* parent)
    : QDialog(parent), experiment_(std::move(experiment)), recipe_(recipe), offer_(std::move(offer)) {
  setObjectName(QStringLiteral("sweepDialog"));
  setWindowTitle(tr("Sweep"));
  build();
  choose(0);
  loadSweeps();
}

void SweepDialog::build() {
  auto* columns = new QHBoxLayout;
  columns->setSpacing(16);
  columns->addWidget(buildLeft(), 5);
  columns->addWidget(buildRight(), 6);
  error_ = new ErrorNote(QStringLiteral("sweepError"), this);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(10);
  layout->addLayout(columns, 1);
  layout->addWidget(error_);
  layout->addLayout(buildButtons());
  resize(QSize(1000, 640).boundedTo(screen()->availableSize() * 9 / 10));
  constexpr int kPause = 150;  // ms
  typing_.setSingleShot(true);
  typing_.setInterval(kPause);
  connect(&typing_, &QTimer::timeout, this, &SweepDialog::readNow);
  connect(&reads_, &Jobs::failed, this, [this](const session::Failure& failure) {
    wanted_ = shown_;
    chooser_->setCurrentIndex(shown_);  // the rows are still its
    error_->say(QString::fromStdString(failure.text()));
  });
  connect(&saving_, &Jobs::failed, this, [this](const session::Failure& failure) {
    wait(false);
    error_->say(QString::fromStdString(failure.text()));
  });
}

QWidget* SweepDialog::buildLeft() {
  auto* side = new QWidget(this);
  chooser_ = new QComboBox(side);
  chooser_->setObjectName(QStringLiteral("sweepChooser"));
  chooser_->setAccessibleName(tr("Begin with"));
  chooser_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  chooser_->addItem(tr("A new sweep of the experiment"));
  about_ = wrappingLabel(QStringLiteral("sweepAbout"), side);
  baseLabel_ = wrappingLabel(QStringLiteral("sweepBase"), side);
  set_ = wrappingLabel(QStringLiteral("sweepSet"), side);
  clear_ = new QPushButton(tr("C&lear"), side);
  clear_->setObjectName(QStringLiteral("clearSweepSet"));
  clear_->setToolTip(tr("Begin with the recipe as it is"));
  clear_->setAutoDefault(false);
  auto* setRow = new QHBoxLayout;
  setRow->addWidget(set_, 1);
  setRow->addWidget(clear_, 0, Qt::AlignTop);
  keys_ = new KeyChooser(side);
  auto* rows = new QWidget;
  rowsLayout_ = new QVBoxLayout(rows);
  rowsLayout_->setContentsMargins(0, 0, 6, 0);
  rowsLayout_->setSpacing(10);
  rowsLayout_->addStretch(1);
  auto* scroll = new QScrollArea(side);
  scroll->setObjectName(QStringLiteral("sweepRows"));
  scroll->setWidget(rows);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  mode_ = new QComboBox(side);
  mode_->setObjectName(QStringLiteral("sweepMode"));
  mode_->addItems({tr("every combination (grid)"), tr("one by one: first with first, second with second … (list)")});
  mode_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  mode_->setToolTip(tr("How the values of several parameters go together"));
  seeds_ = new QLineEdit(side);
  seeds_->setObjectName(QStringLiteral("sweepSeeds"));
  seeds_->setPlaceholderText(tr("the experiment’s; 1, 2, 3 trains each run three times"));
  seeds_->setToolTip(tr("Each run is repeated with each of these seeds; the table then has means and deviations"));
  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("Co&mbine"), mode_);
  form->addRow(tr("&Seeds"), seeds_);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  auto* begin = new QLabel(tr("&Begin with"), side);
  begin->setBuddy(chooser_);
  column->addWidget(begin);
  column->addWidget(chooser_);
  column->addWidget(about_);
  column->addWidget(baseLabel_);
  column->addLayout(setRow);
  column->addWidget(heading(tr("What differs"), side));
  column->addWidget(keys_);
  column->addWidget(scroll, 1);
  column->addLayout(form);
  connect(chooser_, &QComboBox::activated, this, &SweepDialog::choose);
  connect(clear_, &QPushButton::clicked, this, &SweepDialog::clearSet);
  connect(keys_, &KeyChooser::chosen, this, [this](const std::string& key) {
    QTimer::singleShot(0, addRow({key, {}}), &SweepKeyRow::focusValues);
    readNow();
  });
  connect(mode_, &QComboBox::currentIndexChanged, this, &SweepDialog::readNow);
  connect(seeds_, &QLineEdit::textChanged, this, &SweepDialog::changed);
  return side;
}

QWidget* SweepDialog::buildRight() {
  auto* side = new QWidget(this);
  count_ = heading({}, side);
  count_->setObjectName(QStringLiteral("sweepCount"));
  table_ = new QTableView(side);
  table_->setObjectName(QStringLiteral("sweepRuns"));
  table_->setAccessibleName(tr("The runs that will be made"));
  table_->setModel(&model_);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setTabKeyNavigation(false);
  table_->setShowGrid(false);
  table_->setAlternatingRowColors(true);
  table_->setTextElideMode(Qt::ElideMiddle);
  table_->horizontalHeader()->setSectionResizeMode(SweptRunsModel::Label, QHeaderView::Stretch);
  table_->horizontalHeader()->setSectionResizeMode(SweptRunsModel::Length, QHeaderView::ResizeToContents);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 8);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(count_);
  column->addWidget(table_, 1);
  return side;
}

QLayout* SweepDialog::buildButtons() {
  save_ = new QPushButton(tr("Save &as…"), this);
  save_->setObjectName(QStringLiteral("saveSweep"));
  save_->setToolTip(tr("Keep the sweep under a name of your own"));
  auto* cancel = new QPushButton(tr("Cancel"), this);
  go_ = new PrimaryButton(this);
  go_->setObjectName(QStringLiteral("enqueueSweep"));
  go_->setToolTip(tr("The runs train one after another; the queue can be reordered and paused"));
  for (QPushButton* button : {save_, cancel}) button->setAutoDefault(false);
  go_->setDefault(true);
  auto* row = new QHBoxLayout;
  row->addWidget(save_);
  row->addStretch(1);
  row->addWidget(cancel);
  row->addWidget(go_);
  connect(save_, &QPushButton::clicked, this, &SweepDialog::askName);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(go_, &QPushButton::clicked, this, &SweepDialog::enqueue);
  return row;
}

void SweepDialog::loadSweeps() {
  reads_.start(
      [] {
        std::vector<config::BrokenRecipe> broken;
        return std::pair(config::sweeps(&broken), broken);
      },
      [this](const auto& read) {
        onSweeps(read.first);
        for (const config::BrokenRecipe& file : read.second) error_->say(QString::fromStdString(file.reason));
      });
}

void SweepDialog::onSweeps(const std::vector<config::NamedSweep>& sweeps) {
  sweeps_ = sweeps;
  while (chooser_->count() > 1) chooser_->removeItem(1);
  for (const config::NamedSweep& sweep : sweeps_) {
    const QString name = QString::fromStdString(sweep.name);
    chooser_->addItem(sweep.file.empty() ? name : tr("%1 (yours)").arg(name), name);
  }
}

void SweepDialog::choose(int index) {
  wanted_ = index;
  if (index <= 0) {
    config::Sweep fresh;
    fresh.name = standardName(recipe_);
    fresh.base = recipe_.toStdString();
    return showDraft(draftOf(fresh, experiment_));
  }
  const config::Sweep& sweep = sweeps_[static_cast<std::size_t>(index) - 1].sweep;
  reads_.start([sweep, own = experiment_, offer = offer_] { return draftOf(sweep, baseOf(sweep, own, offer)); },
               [this, index](const SweepDraft& draft) {
                 if (wanted_ == index) showDraft(draft);
               });
}

void SweepDialog::showDraft(const SweepDraft& draft) {
  const QSignalBlocker noMode(mode_), noSeeds(seeds_);
  shown_ = wanted_;
  chooser_->setCurrentIndex(shown_);
  origin_ = draft.origin;
  base_ = draft.base;
  while (!rows_.empty()) removeRow(rows_.back());
  for (const SweptKey& key : draft.keys) addRow(key);
  mode_->setCurrentIndex(draft.mode == config::SweepMode::Grid ? 0 : 1);
  seeds_->setText(draft.seeds);
  const QString about = QString::fromStdString(draft.origin.description);
  about_->setText(about);
  about_->setVisible(!about.isEmpty());
  showSet();
  readNow();
}

void SweepDialog::showSet() {
  const QString data =
      QString::fromStdString(base_.data.source + (base_.data.path.empty() ? "" : " ") + base_.data.path);
  baseLabel_->setText(
      tr("All runs are %1 on %2, but for what differs.").arg(QString::fromStdString(origin_.base), data));
  QStringList changes;
  for (const std::string& change : origin_.set) changes << shortened(QString::fromStdString(change), kLongestChange);
  set_->setText(tr("Changes of the base: %1").arg(changes.join(QStringLiteral(", "))));
  set_->setVisible(!changes.isEmpty());
  clear_->setVisible(!changes.isEmpty());
}

void SweepDialog::clearSet() {
  config::Sweep sweep = origin_;
  sweep.set.clear();
  reads_.start([sweep, own = experiment_, offer = offer_] { return baseOf(sweep, own, offer); },
               [this, index = wanted_](const config::Experiment& base) {
                 if (wanted_ != index) return;
                 origin_.set.clear();
                 base_ = base;
                 showSet();
                 readNow();
               });
}

SweepKeyRow* SweepDialog::addRow(const SweptKey& key) {
  auto* row = new SweepKeyRow(key, this);
  rowsLayout_->insertWidget(static_cast<int>(rows_.size()), row);
  rows_.push_back(row);
  connect(row, &SweepKeyRow::edited, this, &SweepDialog::changed);
  connect(row, &SweepKeyRow::removeWanted, this, [this, row] {
    removeRow(row);
    readNow();
  });
  return row;
}

void SweepDialog::removeRow(SweepKeyRow* row) {
  std::erase(rows_, row);
  rowsLayout_->removeWidget(row);
  row->hide();
  row->deleteLater();
}

// Not what the sweep has already, and not what does not matter to its experiment.
void SweepDialog::offerKeys() {
  std::vector<std::string> keys;
  for (const std::string& key : sweepableKeys()) {
    const auto parameters = config::sweptParameters(key, {});
    const bool matters = std::all_of(parameters.begin(), parameters.end(),
                                     [&](const config::Parameter* one) { return one->appliesTo(base_); });
    const bool taken = std::any_of(rows_.begin(), rows_.end(), [&](const SweepKeyRow* row) {
      const auto own = config::sweptParameters(row->key().key, {});
      return std::any_of(parameters.begin(), parameters.end(), [&](const config::Parameter* one) {
        return std::find(own.begin(), own.end(), one) != own.end();
      });
    });
    if (matters && !taken) keys.push_back(key);
  }
  keys_->offer(keys);
}

SweepDraft SweepDialog::draft() const {
  SweepDraft draft{origin_,
                   base_,
                   mode_->currentIndex() == 0 ? config::SweepMode::Grid : config::SweepMode::List,
                   {},
                   seeds_->text()};
  for (const SweepKeyRow* row : rows_) draft.keys.push_back(row->key());
  return draft;
}

void SweepDialog::changed() {
  typing_.start();
}

// Before the texts are used: the last of them may have been typed just now.
void SweepDialog::finishReading() {
  if (typing_.isActive()) readNow();
}

void SweepDialog::readNow() {
  typing_.stop();
  reading_ = read(draft());
  offerKeys();
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    rows_[i]->setProblem(static_cast<int>(i) == reading_.faultyKey ? reading_.problem : QString());
  }
  // Nothing chosen yet is no mistake.
  const bool untouched = rows_.empty() && seeds_->text().isEmpty();
  error_->say(reading_.faultyKey < 0 && !untouched ? reading_.problem : QString());
  model_.setRuns(reading_.runs);
  const std::size_t size = reading_.runs.size();
  const QString runs = size == 1 ? tr("1 run") : tr("%1 runs").arg(countText(static_cast<std::int64_t>(size)));
  count_->setText(untouched   ? tr("Runs: add a parameter, or seeds")
                  : size == 0 ? tr("Runs")
                              : runs + QStringLiteral(" · ") + totalLengthText(reading_.runs));
  go_->setText(size == 0 ? tr("Add to &queue") : tr("Add %1 to the &queue").arg(runs));
  go_->setEnabled(size > 0 && !waiting_);
  save_->setEnabled(size > 0 && !waiting_);
  mode_->setEnabled(rows_.size() > 1);
}

void SweepDialog::enqueue() {
  finishReading();
  if (reading_.runs.empty() || waiting_) return;
  const std::string id = config::newSweepId(reading_.sweep.name);
  std::vector<runs::QueuedRun> runs;
  for (const config::SweepRun& run : reading_.runs) {
    runs::QueuedRun& queued = runs.emplace_back();
    queued.name = run.label;
    queued.experiment = run.experiment;
    queued.experiment.about.sweep = id;
  }
  wait(true);
  saving_.start([runs] { return missingDataOf(runs); },
                [this, runs, id](const QString& missing) {
                  if (!missing.isEmpty()) return answer(missing);
                  Q_EMIT runsWanted(runs, QString::fromStdString(id));
                });
}

void SweepDialog::answer(const QString& problem) {
  wait(false);
  if (problem.isEmpty()) return accept();
  error_->say(problem);
}

void SweepDialog::wait(bool waiting) {
  waiting_ = waiting;
  go_->setEnabled(!waiting && !reading_.runs.empty());
  save_->setEnabled(go_->isEnabled());
}

void SweepDialog::reject() {
  if (!waiting_) QDialog::reject();
}

void SweepDialog::askName() {
  finishReading();
  if (reading_.runs.empty()) return;
  auto* dialog = new CheckedInput(
      tr("&Name of the sweep:"),
      [this](const QString& name) {
        if (!recipeNameProblem(name).isEmpty()) {
          return tr("A sweep’s name is made of small letters a–z, digits and hyphens, like “my-sweep-2”.");
        }
        return chooser_->findData(name) < 0 ? QString()
                                            : tr("There is a sweep “%1” already. Choose another name.").arg(name);
      },
      this);
  dialog->setObjectName(QStringLiteral("sweepNameDialog"));
  dialog->setWindowTitle(tr("Save as my sweep"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setTextValue(QString::fromStdString(reading_.sweep.name));
  connect(dialog, &QInputDialog::textValueSelected, this, &SweepDialog::save);
  dialog->open();
}

void SweepDialog::save(const QString& name) {
  config::Sweep sweep = reading_.sweep;
  sweep.name = name.toStdString();
  saving_.start([sweep, base = base_] { return saveSweep(sweep, base); },
                [this](const config::NamedSweep& written) {
                  const QString name = QString::fromStdString(written.name);
                  origin_ = written.sweep;
                  sweeps_.push_back(written);
                  chooser_->addItem(tr("%1 (yours)").arg(name), name);
                  wanted_ = shown_ = chooser_->count() - 1;
                  chooser_->setCurrentIndex(shown_);
                  showSet();
                  readNow();
                  Q_EMIT saved(name);
                });
}

}  // namespace ganvas::ui
