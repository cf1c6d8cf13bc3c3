#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <vector>

#include "session/inspector.h"

namespace ganvas::ui {

/// How many pictures have about each of the usual aspects, from tall to wide.
struct AspectCounts {
  QStringList names;  ///< "2:3", width to height
  std::vector<std::int64_t> counts;
};
AspectCounts countAspects(const std::vector<session::SetStatistics::SourceSize>& sizes);

/// "From 120 × 90 to 1,024 × 768 pixels, most often 640 × 480." Or that all are alike.
QString sizesText(const session::Inspection& inspection);

}  // namespace ganvas::ui
