#include "panels/sweep_results.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "base/files.h"
#include "bridge/text.h"
#include "models/plain_tip.h"
#include "models/sweep_draft.h"
#include "panels/error_note.h"
#include "panels/widgets.h"
#include "runs/epoch_text.h"

namespace ganvas::ui {

namespace {

constexpr auto kFolder = "sweeps/folder";
constexpr int kFewestLetters = 32;  // of a label in one line: longer ones wrap

}  // namespace

SweepResults::SweepResults(QWidget* parent) : QDialog(parent) {
  setObjectName(QStringLiteral("sweepResults"));
  setWindowTitle(tr("Sweep results"));
  setModal(false);
  build();
  connect(&feed_, &EpochTableFeed::answered, this, &SweepResults::onTable);
  connect(&writing_, &Jobs::failed, this,
          [this](const session::Failure& failure) { error_->say(QString::fromStdString(failure.text())); });
}

void SweepResults::build() {
  buildTable();
  empty_ = wrappingLabel(QStringLiteral("sweepResultsEmpty"), this);
  empty_->setText(tr("No run of a sweep yet. Make one with Train › Sweep…; its results appear here while it trains."));
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setForegroundRole(QPalette::PlaceholderText);
  error_ = new ErrorNote(QStringLiteral("sweepResultsError"), this);
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(buildTop());
  layout->addWidget(table_, 1);
  layout->addWidget(empty_, 1);
  layout->addWidget(error_);
  layout->addLayout(buildBottom());
  resize(QSize(980, 600).boundedTo(screen()->availableSize() * 9 / 10));
  showState();
}

QLayout* SweepResults::buildTop() {
  chooser_ = new QComboBox(this);
  chooser_->setObjectName(QStringLiteral("sweepResultsChooser"));
  chooser_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  epochs_ = new QLineEdit(this);
  epochs_->setObjectName(QStringLiteral("sweepEpochs"));
  epochs_->setClearButtonEnabled(true);
  epochs_->setToolTip(tr("The table’s columns: ascending, with commas between. Empty: the sweep’s own."));
  auto* sweepLabel = new QLabel(tr("&Sweep"), this);
  auto* epochsLabel = new QLabel(tr("at &epochs"), this);
  sweepLabel->setBuddy(chooser_);
  epochsLabel->setBuddy(epochs_);
  auto* row = new QHBoxLayout;
  row->addWidget(sweepLabel);
  row->addWidget(chooser_, 2);
  row->addSpacing(8);
  row->addWidget(epochsLabel);
  row->addWidget(epochs_, 1);
  connect(chooser_, &QComboBox::currentIndexChanged, this, &SweepResults::onChoice);
  connect(epochs_, &QLineEdit::textChanged, this, &SweepResults::ask);
  return row;
}

void SweepResults::buildTable() {
  table_ = new QTableView(this);
  table_->setObjectName(QStringLiteral("epochTable"));
  table_->setAccessibleName(tr("Losses at chosen epochs"));
  table_->setModel(&model_);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setTabKeyNavigation(false);
  table_->setCornerButtonEnabled(false);
  table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 8);
  table_->horizontalHeader()->setHighlightSections(false);
  connect(&model_, &QAbstractItemModel::modelReset, this, &SweepResults::layOut);
  const auto show = [this](const QModelIndex& index) {
    if (const auto run = model_.runAt(index.row()); !run.empty()) Q_EMIT runWanted(run);
  };
  connect(table_, &QTableView::clicked, this, show);
  connect(table_, &QTableView::activated, this, show);
}

QLayout* SweepResults::buildBottom() {
  state_ = new QLabel(this);
  state_->setObjectName(QStringLiteral("sweepState"));
  copy_ = new QPushButton(tr("&Copy as Markdown"), this);
  copy_->setObjectName(QStringLiteral("copySweepTable"));
  export_ = new QPushButton(tr("E&xport…"), this);
  export_->setObjectName(QStringLiteral("exportSweepTable"));
  export_->setToolTip(tr("Write the table as CSV or Markdown"));
  auto* close = new QPushButton(tr("Close"), this);
  for (QPushButton* button : {copy_, export_, close}) button->setAutoDefault(false);
  auto* row = new QHBoxLayout;
  row->addWidget(state_, 1);
  row->addWidget(copy_);
  row->addWidget(export_);
  row->addWidget(close);
  connect(copy_, &QPushButton::clicked, this, &SweepResults::copy);
  connect(export_, &QPushButton::clicked, this, &SweepResults::askForFile);
  connect(close, &QPushButton::clicked, this, &QDialog::close);
  return row;
}

void SweepResults::setRuns(const std::vector<runs::RunSummary>& runs) {
  runs_.clear();
  std::copy_if(runs.begin(), runs.end(), std::back_inserter(runs_),
               [](const runs::RunSummary& run) { return !run.manifest.sweep.empty(); });
  fillChooser();
  if (isVisible()) ask();
}

void SweepResults::showEvent(QShowEvent* event) {
  QDialog::showEvent(event);
  ask();
}

// The newest first; what was chosen stays.
void SweepResults::fillChooser() {
  QStringList ids;
  for (const runs::RunSummary& run : runs_) {
    const QString id = QString::fromStdString(run.manifest.sweep);
    if (!ids.contains(id)) ids << id;
  }
  QStringList shown;
  for (int i = 0; i < chooser_->count(); ++i) shown << chooser_->itemText(i);
  if (ids == shown) return;
  const QString before = chooser_->currentText();
  const QSignalBlocker quiet(chooser_);
  chooser_->clear();
  chooser_->addItems(ids);
  for (int i = 0; i < ids.size(); ++i) chooser_->setItemData(i, plainTip(ids[i]), Qt::ToolTipRole);
  chooser_->setCurrentIndex(std::max(0, static_cast<int>(ids.indexOf(before))));
}

void SweepResults::onChoice() {
  model_.setTable({});
  ask();
}

std::string SweepResults::chosen() const {
  return chooser_->currentText().toStdString();
}

// In the order in which they were made.
std::vector<const runs::RunSummary*> SweepResults::chosenRuns() const {
  std::vector<const runs::RunSummary*> own;
  for (auto run = runs_.rbegin(); run != runs_.rend(); ++run) {
    if (run->manifest.sweep == chosen()) own.push_back(&*run);
  }
  return own;
}

std::vector<double> SweepResults::epochs(QString* problem) const {
  std::vector<double> epochs;
  for (const QString& text : splitValues(epochs_->text())) {
    bool ok = false;
    const double epoch = text.toDouble(&ok);
    if (ok && epoch > (epochs.empty() ? 0 : epochs.back()) && epoch <= 1e6) {
      epochs.push_back(epoch);
    } else if (problem) {
      *problem = tr("“%1” is no epoch. Give ascending numbers, with commas between.").arg(shortened(text, 40));
    }
  }
  return epochs;
}

void SweepResults::ask() {
  QString problem;
  runs::EpochQuery query;
  query.epochs = epochs(&problem);
  for (const runs::RunSummary* run : chosenRuns()) query.runs.push_back(run->path);
  error_->say(problem);
  showState();
  const bool same = query.runs == asked_.runs && query.epochs == asked_.epochs;
  asked_ = query;
  feed_.ask(query, same);
}

void SweepResults::onTable(const runs::EpochTable& table) {
  model_.setTable(table);
  QStringList columns;
  for (const double epoch : table.epochs) columns << QString::fromStdString(runs::epochText(epoch));
  epochs_->setPlaceholderText(columns.join(QStringLiteral(", ")));
  for (int column = EpochTableModel::kSeries; column < model_.columnCount(); ++column) {
    table_->resizeColumnToContents(column);
  }
  fitLabels();
  showState();
}

void SweepResults::showState() {
  const auto own = chosenRuns();
  const auto training = std::count_if(own.begin(), own.end(), [](const auto* run) { return run->isHeld(); });
  QString text = own.size() == 1 ? tr("1 run") : tr("%1 runs").arg(countText(static_cast<std::int64_t>(own.size())));
  if (training > 0) text += tr(" · %1 training: the table follows").arg(training);
  state_->setText(own.empty() ? QString() : text + tr(" · click a row to show its run"));
  table_->setVisible(!own.empty());
  empty_->setVisible(own.empty());
  copy_->setEnabled(model_.rowCount() > 0);
  export_->setEnabled(model_.rowCount() > 0);
}

// A model's name stands once, beside all of its rows.
void SweepResults::layOut() {
  table_->clearSpans();
  for (const EpochTableModel::Block& block : model_.blocks()) {
    if (block.count > 1) table_->setSpan(block.first, EpochTableModel::kModel, block.count, 1);
  }
  table_->resizeColumnsToContents();
  fitLabels();
}

// The labels have what the figures leave, but never so little that they are cut.
void SweepResults::fitLabels() {
  int figures = 0;
  for (int column = EpochTableModel::kSeries; column < model_.columnCount(); ++column) {
    figures += table_->columnWidth(column);
  }
  const int least = table_->fontMetrics().averageCharWidth() * kFewestLetters;
  table_->setColumnWidth(EpochTableModel::kModel, std::max(least, table_->viewport()->width() - figures));
}

void SweepResults::resizeEvent(QResizeEvent* event) {
  QDialog::resizeEvent(event);
  fitLabels();
}

void SweepResults::copy() {
  QGuiApplication::clipboard()->setText(QString::fromStdString(runs::epochTableMarkdown(model_.table())));
  state_->setText(tr("Copied the table as Markdown."));
}

void SweepResults::exportTo(const QString& file) {
  const std::string text = file.endsWith(QLatin1String(".md")) ? runs::epochTableMarkdown(model_.table())
                                                               : runs::epochTableCsv(model_.table());
  error_->say({});
  writing_.start(
      [path = filePath(file), text] {
        writeFileAtomically(path, text);
        return true;
      },
      [this, file](bool) { state_->setText(tr("Saved %1").arg(file)); });
}

void SweepResults::askForFile() {
  const QString folder = QSettings().value(kFolder, QDir::homePath()).toString();
  auto* dialog = new QFileDialog(this, tr("Export the table"), folder, tr("CSV (*.csv);;Markdown (*.md)"));
  dialog->setObjectName(QStringLiteral("exportSweepDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("csv"));
  dialog->selectFile(chooser_->currentText() + QStringLiteral(".csv"));
  connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    dialog->setDefaultSuffix(filter.contains(QLatin1String("*.md")) ? QStringLiteral("md") : QStringLiteral("csv"));
  });
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    QSettings().setValue(kFolder, QFileInfo(file).absolutePath());
    exportTo(file);
  });
  dialog->open();
}

}  // namespace ganvas::ui
