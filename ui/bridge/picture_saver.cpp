#include "bridge/picture_saver.h"

#include <QImageWriter>
#include <QMetaObject>
#include <QSaveFile>

namespace ganvas::ui {

namespace {

/// Why the picture could not be written, or nothing.
QString write(const QImage& picture, const QString& path) {
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return file.errorString();
  QImageWriter writer(&file, "png");
  if (!writer.write(picture)) return file.error() == QFileDevice::NoError ? writer.errorString() : file.errorString();
  return file.commit() ? QString() : file.errorString();
}

}  // namespace

PictureSaver::PictureSaver(QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(1);
}

PictureSaver::~PictureSaver() {
  pool_.waitForDone();
}

void PictureSaver::save(const QImage& picture, const QString& path) {
  pool_.start([this, picture, path] {
    const QString fault = write(picture, path);
    const auto report = [this, path, fault] {
      if (fault.isEmpty()) return Q_EMIT saved(path);
      Q_EMIT failed(
          tr("%1 was not written: %2. Choose another folder, or check free space and permissions.").arg(path, fault));
    };
    QMetaObject::invokeMethod(this, report, Qt::QueuedConnection);
  });
}

}  // namespace ganvas::ui
