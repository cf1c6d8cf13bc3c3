#pragma once

#include <QObject>
#include <atomic>
#include <filesystem>

#include "bridge/latest_worker.h"
#include "runs/csv.h"

namespace ganvas::ui {

/// Writes curves as a table, on a thread of its own.
class CsvExport : public QObject {
  Q_OBJECT

 public:
  explicit CsvExport(QObject* parent = nullptr) : QObject(parent) {}
  ~CsvExport() override { stop(); }

  bool running() const { return running_; }
  /// Returns at once. Nothing happens while another one is written.
  void start(const std::filesystem::path& run, const runs::CsvQuery& query, const std::filesystem::path& file);
  void stop() { stopped_ = true; }

 Q_SIGNALS:
  void progressed(int percent);
  /// `rows` is −1 when it was stopped; `problem` says why it failed, or is empty.
  void finished(qint64 rows, const QString& problem);

 private:
  void write(const std::filesystem::path& run, const runs::CsvQuery& query, const std::filesystem::path& file);
  void finish(qint64 rows, const QString& problem);

  bool running_ = false;  ///< used on the UI's thread only
  std::atomic<bool> stopped_ = false;
  LatestWorker worker_;
};

}  // namespace ganvas::ui
