#include "bridge/sheet_file.h"

#include <QFileInfo>
#include <QImageReader>

namespace ganvas::ui {

namespace {
constexpr qint64 kMostPixels = qint64{1} << 25;  // 128 MiB as Qt holds colours
}

SheetFile readSheet(const QString& file) {
  if (!QFileInfo(file).isFile()) return {};  // opening a named pipe would wait for its writer
  QImageReader reader(file, "png");
  reader.setAutoDetectImageFormat(false);
  SheetFile sheet;
  sheet.size = reader.size();
  sheet.tooLarge = sheet.size.isValid() && qint64{sheet.size.width()} * sheet.size.height() > kMostPixels;
  if (!sheet.tooLarge) sheet.image = reader.read();
  return sheet;
}

}  // namespace ganvas::ui
