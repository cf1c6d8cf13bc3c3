#include "panels/queue_panel.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QListView>
#include <QToolBar>
#include <QVBoxLayout>
#include <utility>

#include "bridge/text.h"
#include "panels/icons.h"
#include "panels/queue_delegate.h"
#include "panels/widgets.h"

namespace ganvas::ui {

QueuePanel::QueuePanel(QueueFeed& feed, QueueRunner& runner, QWidget* parent)
    : QWidget(parent), feed_(feed), runner_(runner) {
  setObjectName(QStringLiteral("queuePanel"));
  makeActions();
  build();
  connect(&feed_, &QueueFeed::listed, this, &QueuePanel::onListed);
  connect(&runner_, &QueueRunner::changed, this, &QueuePanel::updateState);
  connect(&model_, &QueueModel::moveRequested, &feed_, &QueueFeed::move);
  connect(&model_, &QAbstractItemModel::rowsMoved, this, &QueuePanel::updateState);
  connect(list_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &QueuePanel::updateState);
  connect(list_, &QListView::doubleClicked, this, &QueuePanel::edit);
  updateState();
  feed_.ask();
}

QAction* QueuePanel::action(const QString& name, const QString& text, const QString& tip, const QKeySequence& keys,
                            void (QueuePanel::*slot)()) {
  auto* made = new QAction(text, this);
  made->setObjectName(name);
  made->setShortcut(keys);
  made->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  made->setToolTip(withShortcut(tip, *made));
  connect(made, &QAction::triggered, this, slot);
  addAction(made);
  return made;
}

void QueuePanel::makeActions() {
  pause_ = action(QStringLiteral("queuePause"), tr("Go on"), {}, {}, &QueuePanel::togglePause);
  up_ = action(QStringLiteral("queueUp"), tr("Up"), tr("Train this run earlier"), Qt::ALT | Qt::Key_Up,
               &QueuePanel::moveUp);
  down_ = action(QStringLiteral("queueDown"), tr("Down"), tr("Train this run later"), Qt::ALT | Qt::Key_Down,
                 &QueuePanel::moveDown);
  top_ = action(QStringLiteral("queueTop"), tr("Top"), tr("Train this run next"), Qt::ALT | Qt::Key_Home,
                &QueuePanel::moveToTop);
  edit_ = action(QStringLiteral("queueEdit"), tr("Edit"), tr("Take this run out of the queue to change it"),
                 Qt::Key_Return, &QueuePanel::edit);
  retry_ = action(QStringLiteral("queueRetry"), tr("Retry"), tr("Let this run wait for its turn again"), {},
                  &QueuePanel::retry);
  remove_ = action(QStringLiteral("queueRemove"), tr("Remove"), tr("Take this run out of the queue"), Qt::Key_Delete,
                   &QueuePanel::removeEntry);
}

void QueuePanel::build() {
  tools_ = new QToolBar(this);
  tools_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  tools_->setIconSize({16, 16});
  tools_->addAction(pause_);
  tools_->addSeparator();
  tools_->addActions({up_, down_, top_, edit_, retry_, remove_});
  for (const auto& [arrow, text] : {std::pair(up_, "↑"), std::pair(down_, "↓"), std::pair(top_, "⇈")}) {
    arrow->setIconText(QString::fromUtf8(text));  // the dock is narrow
    tools_->widgetForAction(arrow)->setAccessibleName(arrow->text());
  }

  list_ = new QListView(this);
  list_->setObjectName(QStringLiteral("queueList"));
  list_->setAccessibleName(tr("Queue of runs"));
  list_->setModel(&model_);
  list_->setItemDelegate(new QueueDelegate(list_));
  list_->setUniformItemSizes(true);
  list_->setAlternatingRowColors(true);
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setDragDropMode(QAbstractItemView::InternalMove);
  list_->setDropIndicatorShown(true);
  list_->setContextMenuPolicy(Qt::ActionsContextMenu);
  list_->addActions({up_, down_, top_, edit_, retry_, remove_});

  empty_ = wrappingLabel(QStringLiteral("queueEmpty"), this);
  empty_->setText(
      tr("No runs are waiting. Runs that you add to the queue train one after another, also after the "
         "window was closed and opened again."));
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setMargin(16);
  empty_->setForegroundRole(QPalette::PlaceholderText);
  footer_ = new QLabel(this);
  footer_->setObjectName(QStringLiteral("queueFooter"));
  footer_->setContentsMargins(2, 0, 2, 0);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 6);
  layout->setSpacing(4);
  layout->addWidget(tools_);
  auto* below = new QVBoxLayout;
  below->setContentsMargins(6, 0, 3, 0);
  below->setSpacing(4);
  below->addWidget(list_, 1);
  below->addWidget(empty_, 1);
  below->addWidget(footer_);
  layout->addLayout(below, 1);
  setIcons();
}

void QueuePanel::setIcons() {
  pause_->setIcon(symbolIcon(runner_.isPaused() ? Symbol::Play : Symbol::Pause, palette()));
}

void QueuePanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) setIcons();
}

void QueuePanel::setRuns(const std::vector<runs::RunSummary>& runs) {
  runs_ = runs;
  updateFooter();
}

void QueuePanel::onListed(const QueueListing& listing) {
  entries_ = listing.entries;
  model_.setEntries(listing.entries, listing.recipes);
  updateState();
}

void QueuePanel::updateState() {
  const int at = row();
  const runs::QueueEntry* entry = model_.entry(at);
  const bool movable = entry && at >= model_.firstMovable();
  up_->setEnabled(movable && at > model_.firstMovable());
  top_->setEnabled(up_->isEnabled());
  down_->setEnabled(movable && at + 1 < model_.rowCount());
  remove_->setEnabled(movable);
  const bool readable = movable && entry->state != runs::QueueState::Damaged;
  edit_->setEnabled(readable && !entry->run.isResume());
  const bool elsewhere = entry && entry->state == runs::QueueState::Taken && entry->host != runs::Queue::host();
  retry_->setVisible(entry && (entry->state == runs::QueueState::Failed || elsewhere));
  const bool paused = runner_.isPaused();
  pause_->setText(paused ? tr("Go on with the queue") : tr("Pause the queue"));
  pause_->setIconText(paused ? tr("Go on") : tr("Pause"));
  pause_->setToolTip(paused ? tr("Train the runs of the queue one after another")
                            : tr("Take no further run from the queue; the one that trains goes on to its end"));
  setIcons();
  list_->setVisible(model_.rowCount() > 0);
  empty_->setVisible(model_.rowCount() == 0);
  updateFooter();
}

void QueuePanel::updateFooter() {
  const int waiting = model_.waiting();
  QString text = waiting == 0   ? tr("No other run waits")
                 : waiting == 1 ? tr("1 run waiting")
                                : tr("%1 runs waiting").arg(waiting);
  if (const auto seconds = secondsFor(entries_, runs_); seconds && waiting > 0) {
    const QString time = *seconds < 60     ? tr("less than a minute")
                         : *seconds < 3600 ? tr("about %1 min").arg(static_cast<int>(*seconds / 60 + 0.5))
                                           : tr("about %1").arg(durationText(*seconds));
    text += QStringLiteral(" · ") + time;
  }
  if (runner_.isPaused() && waiting > 0) text += QStringLiteral(" · ") + tr("paused");
  footer_->setText(text);
  footer_->setVisible(model_.rowCount() > 0);
}

int QueuePanel::row() const {
  return list_->selectionModel()->hasSelection() ? list_->currentIndex().row() : -1;
}

void QueuePanel::moveTo(int row) {
  if (model_.moveTo(this->row(), row)) list_->scrollTo(list_->currentIndex());
}

void QueuePanel::togglePause() {
  runner_.setPaused(!runner_.isPaused());
}
void QueuePanel::moveUp() {
  moveTo(row() - 1);
}
void QueuePanel::moveDown() {
  moveTo(row() + 1);
}
void QueuePanel::moveToTop() {
  moveTo(0);
}

// Handed over first: a window that closes meanwhile must not lose it. Should another program have taken the run, the
// queue's failure says so.
void QueuePanel::edit() {
  const runs::QueueEntry* entry = model_.entry(row());
  if (!entry || !edit_->isEnabled()) return;
  const runs::QueueEntry wanted = *entry;  // whoever receives it may change the list
  const QString origin = model_.index(row()).data().toString();
  Q_EMIT experimentWanted(wanted.run.experiment, origin, QString::fromStdString(wanted.run.name));
  feed_.remove(wanted.id);
}

void QueuePanel::retry() {
  if (const runs::QueueEntry* entry = model_.entry(row())) feed_.retry(entry->id);
}

void QueuePanel::removeEntry() {
  if (const runs::QueueEntry* entry = model_.entry(row())) feed_.remove(entry->id);
}

}  // namespace ganvas::ui
