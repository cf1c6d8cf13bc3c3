#include "bridge/thumbnail_feed.h"

#include <QMetaObject>
#include <algorithm>
#include <utility>

#include "bridge/sheet_file.h"

namespace ganvas::ui {

namespace {

constexpr int kMostKept = 300;
constexpr std::size_t kMostWaiting = 64;  // lines on a tall screen
constexpr int kMargin = 2;                // pixels between the pictures of a grid
constexpr int kLargePicture = 48;         // pixels: one of these says enough

// The first pictures of the grid, without the margin around.
QRect cutOf(const QSize& sheet, const ThumbnailRequest& request) {
  if (request.rows < 1 || request.columns < 1) {
    const int edge = std::min(sheet.width(), sheet.height());
    return {0, 0, edge, edge};
  }
  const QSize cell((sheet.width() - kMargin) / request.columns, (sheet.height() - kMargin) / request.rows);
  const bool several = std::max(cell.width(), cell.height()) < kLargePicture;
  const int down = several ? std::min(2, request.rows) : 1, across = several ? std::min(2, request.columns) : 1;
  return {kMargin, kMargin, across * cell.width() - kMargin, down * cell.height() - kMargin};
}

// Small pictures grow by whole pixels, so that they stay sharp; what is left is made up by smoothing.
QImage fitted(QImage image, int pixels) {
  const int longest = std::max(image.width(), image.height());
  if (longest < 1) return {};
  if (const int factor = (pixels + longest - 1) / longest; factor > 1) image = image.scaled(image.size() * factor);
  return image.scaled(pixels, pixels, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

}  // namespace

QImage readThumbnail(const ThumbnailRequest& request) {
  const QImage sheet = readSheet(request.file).image;
  if (sheet.isNull()) return {};
  return fitted(sheet.copy(cutOf(sheet.size(), request).intersected(sheet.rect())), request.pixels);
}

ThumbnailFeed::ThumbnailFeed(QObject* parent) : QObject(parent), kept_(kMostKept) {}

QPixmap ThumbnailFeed::thumbnail(const ThumbnailRequest& request) {
  const Kept* kept = kept_.object(request.run);
  if (kept && kept->request == request) return kept->picture;
  if (const auto asked = underWay_.constFind(request.run); asked == underWay_.cend() || *asked != request) {
    underWay_[request.run] = request;
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(request);
      if (waiting_.size() > kMostWaiting) {
        const ThumbnailRequest dropped = std::exchange(waiting_.front(), {});
        waiting_.pop_front();
        if (underWay_.value(dropped.run) == dropped) underWay_.remove(dropped.run);
      }
    }
    worker_.post([this] { readWaiting(); });
  }
  return kept ? kept->picture : QPixmap();
}

void ThumbnailFeed::readWaiting() {
  while (true) {
    ThumbnailRequest request;
    {
      const std::lock_guard lock(mutex_);
      if (waiting_.empty()) return;
      request = std::move(waiting_.back());
      waiting_.pop_back();
    }
    QMetaObject::invokeMethod(
        this, [this, request, image = readThumbnail(request)] { keep(request, image); }, Qt::QueuedConnection);
  }
}

void ThumbnailFeed::keep(const ThumbnailRequest& request, const QImage& image) {
  const auto asked = underWay_.constFind(request.run);
  if (asked == underWay_.cend() || *asked != request) return;  // a newer one is on its way
  underWay_.erase(asked);
  kept_.insert(request.run, new Kept{request, QPixmap::fromImage(image)});
  Q_EMIT ready(request.run);
}

}  // namespace ganvas::ui
