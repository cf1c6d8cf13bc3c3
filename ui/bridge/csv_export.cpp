#include "bridge/csv_export.h"

#include <QMetaObject>
#include <exception>

namespace ganvas::ui {

void CsvExport::start(const std::filesystem::path& run, const runs::CsvQuery& query,
                      const std::filesystem::path& file) {
  if (running_) return;
  running_ = true;
  stopped_ = false;
  worker_.post([this, run, query, file] { write(run, query, file); });
}

// On the worker's thread.
void CsvExport::write(const std::filesystem::path& run, const runs::CsvQuery& query,
                      const std::filesystem::path& file) {
  qint64 rows = -1;
  QString problem;
  try {
    const runs::HistoryReader history(run / "history.db");
    rows = runs::writeCsv(history, query, file, [this, told = -1](double share) mutable {
      const int percent = static_cast<int>(100 * share);
      if (percent != told) {
        told = percent;
        QMetaObject::invokeMethod(
            this, [this, percent] { Q_EMIT progressed(percent); }, Qt::QueuedConnection);
      }
      return !stopped_;
    });
  } catch (const std::exception& error) {
    problem = QString::fromUtf8(error.what());
  }
  QMetaObject::invokeMethod(
      this, [this, rows, problem] { finish(rows, problem); }, Qt::QueuedConnection);
}

void CsvExport::finish(qint64 rows, const QString& problem) {
  running_ = false;
  Q_EMIT finished(rows, problem);
}

}  // namespace ganvas::ui
