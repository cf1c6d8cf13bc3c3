#include "panels/runs_panel.h"

#include <QAction>
#include <QDesktopServices>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

#include "bridge/text.h"
#include "panels/widgets.h"

namespace ganvas::ui {

RunsPanel::RunsPanel(RunsModel& model, const QList<QAction*>& actions, QWidget* parent)
    : QWidget(parent), model_(model) {
  build(actions);
  connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsPanel::onSelection);
  connect(&model_, &QAbstractItemModel::rowsInserted, this, &RunsPanel::selectWanted);
}

void RunsPanel::build(const QList<QAction*>& actions) {
  auto* title = heading(tr("R&uns"), this);
  table_ = new QTableView(this);
  table_->setObjectName(QStringLiteral("runsTable"));
  table_->setAccessibleName(tr("Runs"));
  table_->setModel(&model_);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setTabKeyNavigation(false);
  table_->setShowGrid(false);
  table_->setWordWrap(false);
  table_->setAlternatingRowColors(true);
  table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 8);
  QHeaderView* header = table_->horizontalHeader();
  header->setHighlightSections(false);
  header->setSectionResizeMode(QHeaderView::ResizeToContents);
  header->setSectionResizeMode(RunsModel::Name, QHeaderView::Stretch);
  title->setBuddy(table_);

  auto* folder = new QAction(tr("Open this run’s &folder"), this);
  connect(folder, &QAction::triggered, this, [this] {
    if (!selected().empty()) QDesktopServices::openUrl(QUrl::fromLocalFile(fileName(selected())));
  });
  table_->setContextMenuPolicy(Qt::ActionsContextMenu);
  table_->addActions(actions);
  table_->addAction(folder);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(title);
  layout->addWidget(table_, 1);
}

std::filesystem::path RunsPanel::selected() const {
  const runs::RunSummary* run = model_.run(table_->currentIndex().row());
  return run && table_->selectionModel()->hasSelection() ? run->path : std::filesystem::path();
}

void RunsPanel::select(const std::filesystem::path& run) {
  wanted_ = run;
  selectWanted();
}

void RunsPanel::selectWanted() {
  const int row = wanted_.empty() ? -1 : model_.rowOf(wanted_);
  if (row < 0) return;
  wanted_.clear();
  ownSelection_ = true;
  table_->selectRow(row);
  ownSelection_ = false;
}

void RunsPanel::onSelection() {
  if (ownSelection_ || selected().empty()) return;
  wanted_.clear();
  Q_EMIT runSelected(selected());
}

}  // namespace ganvas::ui
