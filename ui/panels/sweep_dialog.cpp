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
#include <QTableView>
#include <QTimer>
#include <algorithm>
#include <utility>

#include "bridge/text.h"
#include "panels/checked_input.h"
#include "panels/error_note.h"
#include "panels/key_chooser.h"
#include "panels/primary_button.h"
#include "panels/save_recipe.h"
#include "panels/save_sweep.h"
#include "panels/sweep_key_row.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

// What a new sweep is called until it is saved under a name.
std::string standardName(const QString& recipe) {
  const QString stem = asRecipeName(recipe).left(50);
  return (stem.isEmpty() ? QStringLiteral("sweep") : stem + QStringLiteral("-sweep")).toStdString();
}

}  // namespace

SweepDialog::SweepDialog(config::Experiment experiment, const QString& recipe, QWidget* parent)
    : QDialog(parent), experiment_(std::move(experiment)), recipe_(recipe) {
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
  const auto failed = [this](const session::Failure& failure) { error_->say(QString::fromStdString(failure.text())); };
  connect(&reads_, &Jobs::failed, this, failed);
  connect(&saving_, &Jobs::failed, this, failed);
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
  for (QWidget* widget :
       {static_cast<QWidget*>(chooser_), static_cast<QWidget*>(about_), static_cast<QWidget*>(baseLabel_),
        static_cast<QWidget*>(heading(tr("What differs"), side)), static_cast<QWidget*>(keys_)}) {
    column->addWidget(widget);
  }
  column->addWidget(scroll, 1);
  column->addLayout(form);
  connect(chooser_, &QComboBox::activated, this, &SweepDialog::choose);
  connect(keys_, &KeyChooser::chosen, this, [this](const std::string& key) { addRow({key, {}}, true); });
  connect(mode_, &QComboBox::currentIndexChanged, this, &SweepDialog::changed);
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
  if (index <= 0) {
    config::Sweep fresh;
    fresh.name = standardName(recipe_);
    fresh.base = recipe_.toStdString();
    return showDraft(draftOf(fresh, experiment_));
  }
  const config::Sweep& sweep = sweeps_[static_cast<std::size_t>(index) - 1].sweep;
  reads_.start([sweep] { return draftOf(sweep, config::sweepBase(sweep)); },
               [this](const SweepDraft& draft) { showDraft(draft); });
}

void SweepDialog::showDraft(const SweepDraft& draft) {
  origin_ = draft.origin;
  base_ = draft.base;
  while (!rows_.empty()) removeRow(rows_.back());
  for (const SweptKey& key : draft.keys) addRow(key, false);
  mode_->setCurrentIndex(draft.mode == config::SweepMode::Grid ? 0 : 1);
  seeds_->setText(draft.seeds);
  const QString about = QString::fromStdString(draft.origin.description);
  about_->setText(about);
  about_->setVisible(!about.isEmpty());
  baseLabel_->setText(tr("All runs are %1, but for what differs.").arg(QString::fromStdString(draft.origin.base)));
  baseLabel_->setVisible(about.isEmpty());
  changed();
}

void SweepDialog::addRow(const SweptKey& key, bool focus) {
  auto* row = new SweepKeyRow(key, this);
  rowsLayout_->insertWidget(static_cast<int>(rows_.size()), row);
  rows_.push_back(row);
  connect(row, &SweepKeyRow::edited, this, &SweepDialog::changed);
  connect(row, &SweepKeyRow::removeWanted, this, [this, row] {
    removeRow(row);
    changed();
  });
  if (focus) QTimer::singleShot(0, row, &SweepKeyRow::focusValues);
  changed();
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
  go_->setEnabled(size > 0);
  save_->setEnabled(size > 0);
  mode_->setEnabled(rows_.size() > 1);
}

void SweepDialog::enqueue() {
  const std::string id = config::newSweepId(reading_.sweep.name);
  std::vector<runs::QueuedRun> runs;
  for (const config::SweepRun& run : reading_.runs) {
    runs::QueuedRun& queued = runs.emplace_back();
    queued.name = run.label;
    queued.experiment = run.experiment;
    queued.experiment.about.sweep = id;
  }
  Q_EMIT runsWanted(runs, QString::fromStdString(id));
  accept();
}

void SweepDialog::askName() {
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
                [this, sweep](const std::filesystem::path& file) {
                  const QString name = QString::fromStdString(sweep.name);
                  origin_ = sweep;
                  sweeps_.push_back({sweep.name, sweep, file});
                  chooser_->addItem(tr("%1 (yours)").arg(name), name);
                  chooser_->setCurrentIndex(chooser_->count() - 1);
                  changed();
                  Q_EMIT saved(name);
                });
}

}  // namespace ganvas::ui
