#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "bridge/history_feed.h"

namespace ganvas::ui {

/// Keeps the panels up to date with one run: asks the history feed at most four times a second and never twice at
/// once; what the user does to a plot is answered as fast as the history can be read. The run that trains here says
/// when to look (advance); one that another process trains, or that cannot be read, is looked at once a second.
class RunWatcher : public QObject {
  Q_OBJECT

 public:
  explicit RunWatcher(QObject* parent = nullptr);

  /// Watches another run (an empty path: none) and reads it from the beginning.
  void show(const std::filesystem::path& run);
  const std::filesystem::path& run() const { return query_.run; }

  /// What the panels need from now on. Urgent: the user moves, ask at once.
  void setNeeds(CurveNeeds needs, bool urgent = false);
  /// The history may have grown: look soon.
  void advance();

 Q_SIGNALS:
  /// Another run: what was shown is out of date.
  void cleared();
  void snapshot(const ganvas::ui::RunSnapshot& snapshot);

 private:
  void ask();
  void askUrgently();
  void onAnswer(const RunSnapshot& snapshot);

  HistoryFeed feed_;
  RunQuery query_;
  QTimer soon_;   ///< the next question may be asked
  QTimer later_;  ///< a run of another process may have come further
  QElapsedTimer sinceAsked_;
  bool underWay_ = false;  ///< a question is not answered yet
  bool again_ = false;     ///< ask once more after the answer …
  bool urgent_ = false;    ///< … and at once
};

}  // namespace ganvas::ui
