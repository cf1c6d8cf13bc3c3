#include "bridge/picture_saver.h"

#include <QImageWriter>
#include <QMetaObject>
#include <QSaveFile>
#include <utility>

namespace ganvas::ui {

namespace {

/// Why the picture could not be written, or nothing. Called on the saver's thread.
QString write(const QImage& picture, const QString& path) {
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return file.errorString();
  QImageWriter writer(&file, "png");
  if (!writer.write(picture)) return file.error() == QFileDevice::NoError ? writer.errorString() : file.errorString();
  return file.commit() ? QString() : file.errorString();
}

QString write(const QByteArray& contents, const QString& path) {
  QSaveFile file(path);
  const bool written = file.open(QIODevice::WriteOnly) && file.write(contents) == contents.size() && file.commit();
  return written ? QString() : file.errorString();
}

}  // namespace

PictureSaver::PictureSaver(QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(1);
}

PictureSaver::~PictureSaver() {
  pool_.waitForDone();
}

void PictureSaver::save(const QImage& picture, const QString& path) {
  start([picture, path] { return write(picture, path); }, path);
}

void PictureSaver::save(const QByteArray& contents, const QString& path) {
  start([contents, path] { return write(contents, path); }, path);
}

void PictureSaver::start(std::function<QString()> write, const QString& path) {
  pool_.start([this, write = std::move(write), path] {
    const QString fault = write();
    const auto report = [this, path, fault] {
      if (fault.isEmpty()) return Q_EMIT saved(path);
      Q_EMIT failed(
          tr("%1 was not written: %2. Choose another folder, or check free space and permissions.").arg(path, fault));
    };
    QMetaObject::invokeMethod(this, report, Qt::QueuedConnection);
  });
}

}  // namespace ganvas::ui
