#pragma once

#include <QObject>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "bridge/latest_jobs.h"
#include "bridge/run_jobs.h"
#include "bridge/serial_jobs.h"

class QMessageBox;
class QWidget;

namespace ganvas::ui {

/// Deleting runs: asks, with the space they take; moves them to the desktop's trash; where that fails, asks once
/// more before it deletes them for good.
class DeleteRuns : public QObject {
  Q_OBJECT

 public:
  explicit DeleteRuns(QWidget* window);

  /// `name` is that of the only run; not used for several.
  void ask(const std::vector<std::filesystem::path>& runs, const QString& name);

 Q_SIGNALS:
  /// Some runs are gone.
  void removed();
  void failed(const ganvas::session::Failure& failure);
  void notice(const QString& text);

 private:
  QMessageBox* question(const char* objectName, const QString& text, const QString& more, const QString& button,
                        const std::function<void()>& yes);
  void askWith(const std::vector<std::filesystem::path>& runs, const QString& name, std::int64_t bytes);
  void remove(const std::vector<std::filesystem::path>& runs, bool forGood);
  void onRemoval(const Removal& removal, bool forGood);

  QWidget* window_;
  LatestJobs looks_;  ///< the sizes to ask with
  SerialJobs jobs_;
};

}  // namespace ganvas::ui
