#pragma once

#include <QImage>
#include <QSize>
#include <QString>

namespace ganvas::ui {

/// A grid of samples as it was read from its file.
struct SheetFile {
  QImage image;           ///< null if it cannot be read …
  QSize size;             ///< … pixels, as far as the file says
  bool tooLarge = false;  ///< … because it has too many of them
};

/// Reads a plain file as PNG, whatever it is called or begins with: runs may come from anywhere, and no other decoder
/// is to see their files. For a worker thread.
SheetFile readSheet(const QString& file);

}  // namespace ganvas::ui
