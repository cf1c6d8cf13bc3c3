#include "panels/runs_panel.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "panels/run_delegate.h"
#include "panels/widgets.h"

namespace ganvas::ui {

RunsPanel::RunsPanel(RunsModel& model, const QList<QAction*>& actions, QWidget* parent)
    : QWidget(parent), model_(model), filter_(model) {
  build();
  connectList();
  addRunActions(actions);
  updateRecipes();
  updateEmpty();
}

void RunsPanel::build() {
  list_ = new QListView(this);
  list_->setObjectName(QStringLiteral("runsTable"));
  list_->setAccessibleName(tr("Runs"));
  list_->setUniformItemSizes(true);
  list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setAlternatingRowColors(true);
  list_->setContextMenuPolicy(Qt::ActionsContextMenu);
  list_->setItemDelegate(new RunDelegate(thumbnails_, list_));

  stack_ = new QStackedWidget(this);
  stack_->addWidget(list_);
  stack_->addWidget(buildEmpty());
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 3, 6);
  layout->setSpacing(6);
  layout->addWidget(buildFilters());
  layout->addWidget(stack_, 1);
}

QWidget* RunsPanel::buildFilters() {
  auto* box = new QWidget(this);
  search_ = new QLineEdit(box);
  search_->setObjectName(QStringLiteral("runsSearch"));
  search_->setPlaceholderText(tr("Search"));
  search_->setAccessibleName(tr("Search runs"));
  search_->setToolTip(tr("Words in the name, recipe, sweep, tags or note"));
  search_->setClearButtonEnabled(true);
  auto* order = new QPushButton(tr("Sort"), box);
  order->setObjectName(QStringLiteral("runsOrder"));
  order->setToolTip(tr("The order of the runs"));
  order->setMenu(buildOrders());
  recipe_ = new QComboBox(box);
  recipe_->setObjectName(QStringLiteral("runsRecipe"));
  recipe_->setAccessibleName(tr("Recipe of the runs"));
  state_ = new QComboBox(box);
  state_->setObjectName(QStringLiteral("runsState"));
  state_->setAccessibleName(tr("State of the runs"));
  state_->addItem(tr("Any state"));
  for (int kind = 0; kind < RunsModel::StateKindCount; ++kind) {
    QString label = RunsModel::stateLabel(static_cast<RunsModel::StateKind>(kind));
    if (!label.isEmpty()) label[0] = label[0].toUpper();
    state_->addItem(label, kind);
  }
  for (QComboBox* combo : {recipe_, state_}) {
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(8);
  }
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  auto* above = new QHBoxLayout;
  above->addWidget(search_, 1);
  above->addWidget(order);
  auto* below = new QHBoxLayout;
  below->addWidget(recipe_, 1);
  below->addWidget(state_, 1);
  for (QHBoxLayout* line : {above, below}) {
    line->setSpacing(6);
    layout->addLayout(line);
  }
  return box;
}

QMenu* RunsPanel::buildOrders() {
  auto* menu = new QMenu(this);
  auto* group = new QActionGroup(menu);
  using Order = RunsFilter::Order;
  const std::pair<Order, QString> orders[] = {{Order::Newest, tr("&Newest first")},
                                              {Order::Name, tr("By n&ame")},
                                              {Order::State, tr("By &state")},
                                              {Order::Loss, tr("By &generator loss, least first")},
                                              {Order::Size, tr("By &disk use, largest first")}};
  for (const auto& [order, text] : orders) {
    QAction* action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(order == Order::Newest);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, order = order] {
      filter_.setOrder(order);
      list_->scrollTo(list_->currentIndex());
    });
  }
  return menu;
}

QWidget* RunsPanel::buildEmpty() {
  empty_ = new QLabel(stack_);
  empty_->setObjectName(QStringLiteral("runsEmpty"));
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  empty_->setMargin(16);
  empty_->setForegroundRole(QPalette::PlaceholderText);
  return empty_;
}

void RunsPanel::connectList() {
  // Before the view hears of it: it moves its selection to a neighbour, which nobody has chosen.
  connect(&filter_, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { quiet_ = true; });
  list_->setModel(&filter_);
  connect(&filter_, &QAbstractItemModel::rowsRemoved, this, &RunsPanel::onRowsRemoved);
  connect(&filter_, &QAbstractItemModel::rowsInserted, this, &RunsPanel::selectWanted);
  for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
    connect(&model_, change, this, &RunsPanel::updateRecipes);
  }
  connect(list_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsPanel::onSelection);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &RunsPanel::onSelection);
  connect(&thumbnails_, &ThumbnailFeed::ready, list_->viewport(), qOverload<>(&QWidget::update));
  connect(search_, &QLineEdit::textChanged, this,
          [this](const QString& text) { refilter([&] { filter_.setSearch(text); }); });
  connect(recipe_, &QComboBox::currentIndexChanged, this,
          [this] { refilter([&] { filter_.setRecipe(recipe_->currentData().toString()); }); });
  connect(state_, &QComboBox::currentIndexChanged, this, [this] {
    const QVariant kind = state_->currentData();
    refilter([&] {
      filter_.setState(kind.isValid() ? std::optional(static_cast<RunsModel::StateKind>(kind.toInt())) : std::nullopt);
    });
  });
}

void RunsPanel::addRunActions(const QList<QAction*>& actions) {
  for (QAction* action : actions) {
    if (!action) {
      action = new QAction(this);
      action->setSeparator(true);
    }
    list_->addAction(action);
  }
}

// The shown run stays the shown one, whether the filters let it be seen or not.
template <typename Change>
void RunsPanel::refilter(const Change& change) {
  quiet_ = true;
  change();
  quiet_ = true;  // removed rows have ended it
  selectRow(filter_.rowOf(shown_));
  quiet_ = false;
  updateEmpty();
  Q_EMIT selectionChanged();
}

void RunsPanel::updateRecipes() {
  QStringList recipes;
  for (const runs::RunSummary& run : model_.runs()) {
    const QString recipe = QString::fromStdString(run.manifest.recipe);
    if (!recipe.isEmpty() && !recipes.contains(recipe)) recipes << recipe;
  }
  const QString chosen = recipe_->currentData().toString();
  if (!chosen.isEmpty() && !recipes.contains(chosen)) recipes << chosen;
  recipes.sort(Qt::CaseInsensitive);
  QStringList known;
  for (int i = 1; i < recipe_->count(); ++i) known << recipe_->itemData(i).toString();
  if (recipe_->count() == 0 || recipes != known) {
    const QSignalBlocker blocker(recipe_);
    recipe_->clear();
    recipe_->addItem(tr("Any recipe"), QString());
    for (const QString& recipe : recipes) recipe_->addItem(recipe, recipe);
    recipe_->setCurrentIndex(std::max(0, recipe_->findData(chosen)));
  }
  updateEmpty();
}

void RunsPanel::updateEmpty() {
  empty_->setText(model_.rowCount() == 0 ? tr("No runs yet. Press Train to make the first one.")
                                         : tr("No run matches. Change the search or the filters above."));
  stack_->setCurrentIndex(filter_.rowCount() == 0 ? 1 : 0);
}

std::filesystem::path RunsPanel::selected() const {
  const runs::RunSummary* run = filter_.run(list_->currentIndex());
  return run && list_->selectionModel()->hasSelection() ? run->path : std::filesystem::path();
}

std::vector<std::filesystem::path> RunsPanel::selectedRuns() const {
  QModelIndexList rows = list_->selectionModel()->selectedRows();
  std::sort(rows.begin(), rows.end());
  std::vector<std::filesystem::path> paths;
  for (const QModelIndex& row : rows) {
    if (const runs::RunSummary* run = filter_.run(row)) paths.push_back(run->path);
  }
  return paths;
}

void RunsPanel::select(const std::filesystem::path& run) {
  wanted_ = shown_ = run;
  selectWanted();
  if (wanted_.empty()) return;
  quiet_ = true;  // what was selected is no longer shown
  selectRow(-1);
  quiet_ = false;
  Q_EMIT selectionChanged();
}

void RunsPanel::selectRow(int row) {
  if (row < 0) {
    list_->selectionModel()->clear();
    return;
  }
  const QModelIndex index = filter_.index(row, 0);
  list_->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
  list_->scrollTo(index);
}

void RunsPanel::selectWanted() {
  updateEmpty();
  const int row = wanted_.empty() ? -1 : filter_.rowOf(wanted_);
  if (row < 0) return;
  shown_ = std::exchange(wanted_, {});
  quiet_ = true;
  selectRow(row);
  quiet_ = false;
  Q_EMIT selectionChanged();
}

void RunsPanel::editName() {
  if (list_->currentIndex().isValid()) list_->edit(list_->currentIndex());
}

void RunsPanel::onSelection() {
  if (quiet_) return;
  Q_EMIT selectionChanged();
  const std::filesystem::path now = selected();
  if (now.empty() || now == shown_) return;
  wanted_.clear();
  shown_ = now;
  Q_EMIT runSelected(now);
}

// A deleted run's neighbour is shown in its place. One that a filter hides is still the shown one.
void RunsPanel::onRowsRemoved() {
  quiet_ = false;
  updateEmpty();
  if (!shown_.empty() && filter_.rowOf(shown_) < 0 && model_.rowOf(shown_) >= 0) {
    quiet_ = true;
    list_->selectionModel()->clear();
    quiet_ = false;
    Q_EMIT selectionChanged();
    return;
  }
  if (model_.rowOf(shown_) < 0 && !list_->selectionModel()->hasSelection() && list_->currentIndex().isValid()) {
    selectRow(list_->currentIndex().row());
  }
  onSelection();
}

}  // namespace ganvas::ui
