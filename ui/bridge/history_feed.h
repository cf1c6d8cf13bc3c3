#pragma once

#include <QObject>
#include <memory>

#include "bridge/latest_worker.h"
#include "bridge/run_snapshot.h"

namespace ganvas::ui {

/// Reads run histories on one thread of its own. It makes no difference whether the run trains in this process, in
/// another one or nowhere.
class HistoryFeed : public QObject {
  Q_OBJECT

 public:
  explicit HistoryFeed(QObject* parent = nullptr);
  ~HistoryFeed() override;

  /// Returns at once. A question that still waits is dropped: the latest wins.
  void ask(RunQuery query);

 Q_SIGNALS:
  void answered(const ganvas::ui::RunSnapshot& snapshot);

 private:
  struct Reader;
  std::unique_ptr<Reader> reader_;  ///< used on the worker's thread only
  LatestWorker worker_;
};

}  // namespace ganvas::ui
