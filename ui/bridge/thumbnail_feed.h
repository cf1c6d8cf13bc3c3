#pragma once

#include <QCache>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QString>
#include <deque>
#include <mutex>

#include "bridge/latest_worker.h"

namespace ganvas::ui {

/// A small square cut from a grid of samples.
struct ThumbnailRequest {
  QString run;                ///< the picture's place: a newer file takes an older one's
  QString file;               ///< the grid
  int rows = 0, columns = 0;  ///< of the grid, as the run recorded them
  int pixels = 56;            ///< edge of the square, device pixels
  bool operator==(const ThumbnailRequest&) const = default;
};

/// Thumbnails of runs for the lines that are on the screen: read on a thread of its own, the last asked first, and kept
/// as small pictures, a few hundred at most. A line that scrolled away before its turn is forgotten.
class ThumbnailFeed : public QObject {
  Q_OBJECT

 public:
  explicit ThumbnailFeed(QObject* parent = nullptr);

  /// The thumbnail, or while it is read the run's previous one, or nothing; `ready` follows. For the UI thread.
  QPixmap thumbnail(const ThumbnailRequest& request);

 Q_SIGNALS:
  void ready(const QString& run);

 private:
  struct Kept {
    ThumbnailRequest request;
    QPixmap picture;  ///< null: the file cannot be read
  };

  void readWaiting();
  void keep(const ThumbnailRequest& request, const QImage& image);

  QCache<QString, Kept> kept_;                 ///< by run
  QHash<QString, ThumbnailRequest> underWay_;  ///< asked for, by run
  std::mutex mutex_;                           ///< guards waiting_
  std::deque<ThumbnailRequest> waiting_;
  LatestWorker worker_;
};

/// The middle of a readable size of a grid: two pictures by two where they are small, one where they are large. Null
/// when the file is no picture or too large for one.
QImage readThumbnail(const ThumbnailRequest& request);

}  // namespace ganvas::ui
