#pragma once

#include <QWidget>
#include <vector>

#include "bridge/queue_feed.h"
#include "bridge/queue_runner.h"
#include "models/queue_model.h"

class QAction;
class QLabel;
class QListView;
class QToolBar;

namespace ganvas::ui {

/// The queue, for a dock: its runs in their order, and what can be done with them.
class QueuePanel : public QWidget {
  Q_OBJECT

 public:
  /// Feed and runner must outlive it.
  QueuePanel(QueueFeed& feed, QueueRunner& runner, QWidget* parent = nullptr);

  /// The known runs, newest first: how long the queue will take is judged by them.
  void setRuns(const std::vector<runs::RunSummary>& runs);
  /// For a menu: pauses the queue, or lets it go on.
  QAction* pauseAction() const { return pause_; }

 Q_SIGNALS:
  /// The user takes an entry back in order to change it; it leaves the queue. `origin` is what it was called there,
  /// `name` what the user called it; empty where it was to have its recipe's name.
  void experimentWanted(const ganvas::config::Experiment& experiment, const QString& origin, const QString& name);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void makeActions();
  QAction* action(const QString& name, const QString& text, const QString& tip, const QKeySequence& keys,
                  void (QueuePanel::*slot)());
  void build();
  void setIcons();
  void onListed(const QueueListing& listing);
  void updateState();
  void updateFooter();
  int row() const;
  void moveTo(int row);

  void togglePause();
  void moveUp();
  void moveDown();
  void moveToTop();
  void edit();
  void retry();
  void removeEntry();

  QueueFeed& feed_;
  QueueRunner& runner_;
  QueueModel model_;
  std::vector<runs::QueueEntry> entries_;
  std::vector<runs::RunSummary> runs_;

  QToolBar* tools_ = nullptr;
  QListView* list_ = nullptr;
  QLabel *empty_ = nullptr, *footer_ = nullptr;
  QAction *pause_ = nullptr, *up_ = nullptr, *down_ = nullptr, *top_ = nullptr, *edit_ = nullptr, *retry_ = nullptr,
          *remove_ = nullptr;
};

}  // namespace ganvas::ui
