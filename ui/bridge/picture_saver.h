#pragma once

#include <QImage>
#include <QObject>
#include <QThreadPool>

namespace ganvas::ui {

/// Writes pictures as PNG files on a thread of its own, each whole or not at all. None is dropped: the destructor
/// waits for those under way.
class PictureSaver : public QObject {
  Q_OBJECT

 public:
  explicit PictureSaver(QObject* parent = nullptr);
  ~PictureSaver() override;

  /// Returns at once. An existing file is replaced.
  void save(const QImage& picture, const QString& path);

 Q_SIGNALS:
  void saved(const QString& path);
  void failed(const QString& problem);

 private:
  QThreadPool pool_;  ///< one thread
};

}  // namespace ganvas::ui
