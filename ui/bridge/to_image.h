#pragma once

#include <QImage>

#include "base/image_batch.h"

namespace ganvas::ui {

/// A picture of the core as Qt's (pixels are copied); null for an empty or inconsistent one.
QImage toImage(const Picture& picture);

}  // namespace ganvas::ui
