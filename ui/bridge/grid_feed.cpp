#include "bridge/grid_feed.h"

#include <QCache>
#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QMetaObject>
#include <utility>

#include "bridge/sheet_file.h"
#include "bridge/text.h"
#include "runs/sample_file.h"

namespace ganvas::ui {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::GridFeed", text);
}

struct Decoded {
  QImage sheet;
  QString problem;
};

Decoded decode(const QString& path, const QString& shown) {
  SheetFile sheet = readSheet(path);
  if (sheet.tooLarge) {
    return {{},
            tr("%1 is too large to show: %2 × %3 pixels.").arg(shown).arg(sheet.size.width()).arg(sheet.size.height())};
  }
  if (!sheet.image.isNull()) return {std::move(sheet.image), {}};
  return {{}, tr("%1 cannot be read: it is cut short or no PNG file. The other steps are not affected.").arg(shown)};
}

}  // namespace

struct GridFeed::Reader {
  QCache<QString, QImage> cache;
  std::atomic<int>& filesRead;

  Decoded read(const std::filesystem::path& run, const std::string& file) {
    const QString shown = QString::fromStdString(file);
    if (!runs::staysInside(file)) return {{}, tr("The history names a file outside the run’s folder: %1").arg(shown)};
    const QFileInfo info(fileName(run / file));
    if (!info.exists()) {
      return {{}, tr("%1 is missing: it may have been deleted. The other steps are not affected.").arg(shown)};
    }
    if (!info.isFile()) return {{}, tr("%1 is no file that can be read.").arg(shown)};  // opening a pipe would wait
    const QString key =
        QStringLiteral("%1|%2|%3").arg(info.filePath()).arg(info.lastModified().toMSecsSinceEpoch()).arg(info.size());
    if (const QImage* known = cache.object(key)) return {*known, {}};
    ++filesRead;
    Decoded decoded = decode(info.filePath(), shown);
    if (!decoded.sheet.isNull()) cache.insert(key, new QImage(decoded.sheet), decoded.sheet.sizeInBytes());
    return decoded;
  }
};

GridFeed::GridFeed(QObject* parent, qsizetype cacheBytes)
    : QObject(parent), reader_(new Reader{QCache<QString, QImage>(cacheBytes), filesRead_}) {}

GridFeed::~GridFeed() {
  ++asked_;  // no more reading ahead
}

void GridFeed::ask(GridRequest request) {
  const std::uint64_t mine = ++asked_;
  worker_.post([this, mine, request = std::move(request)] {
    Decoded decoded = reader_->read(request.run, request.grid.file);
    GridAnswer answer{request.grid, request.ticket, std::move(decoded.sheet), std::move(decoded.problem)};
    QMetaObject::invokeMethod(
        this, [this, answer = std::move(answer)] { Q_EMIT answered(answer); }, Qt::QueuedConnection);
    for (const std::string& file : request.soon) {
      if (asked_ != mine) return;
      reader_->read(request.run, file);
    }
  });
}

}  // namespace ganvas::ui
