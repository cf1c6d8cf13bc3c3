#pragma once

#include <QByteArray>
#include <QImage>
#include <QObject>
#include <QThreadPool>
#include <functional>

namespace ganvas::ui {

/// Writes picture files on a thread of its own, each whole or not at all. None is dropped: the destructor
/// waits for those under way.
class PictureSaver : public QObject {
  Q_OBJECT

 public:
  explicit PictureSaver(QObject* parent = nullptr);
  ~PictureSaver() override;

  /// Return at once. An existing file is replaced. An image becomes a PNG file; `contents` are a whole file's.
  void save(const QImage& picture, const QString& path);
  void save(const QByteArray& contents, const QString& path);

 Q_SIGNALS:
  void saved(const QString& path);
  void failed(const QString& problem);

 private:
  void start(std::function<QString()> write, const QString& path);

  QThreadPool pool_;  ///< one thread
};

}  // namespace ganvas::ui
