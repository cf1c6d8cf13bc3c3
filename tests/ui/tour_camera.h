#pragma once

#include <QDir>
#include <QImage>
#include <QString>
#include <functional>

#include "panels/settings.h"
#include "window/theme.h"

class QWidget;

namespace ganvas::ui::test {

/// Takes pictures of a window with the dialogs and menus above it, as NAME[-dark][-large].png: in both palettes, at
/// 1280×800 and 2560×1440. Of a part of it, a widget or a dialog, also as NAME-part[-dark].png.
class Camera {
 public:
  Camera(QWidget& window, const QDir& folder) : window_(window), folder_(folder) {}

  /// `prepare` runs before each picture, with the window in its size: what moves with it is done there.
  void take(const QString& name, QWidget* part = nullptr, const std::function<void()>& prepare = {});

 private:
  QRect place(const QWidget& above) const;
  QImage picture() const;
  void save(const QImage& image, const QString& name) const;

  QWidget& window_;
  QDir folder_;
  Theme theme_;
};

}  // namespace ganvas::ui::test
