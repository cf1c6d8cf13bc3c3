#include "models/set_sizes.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

namespace ganvas::ui {

namespace {

struct Aspect {
  const char* name;
  double ratio;
};
constexpr std::array<Aspect, 13> kAspects{{{"1:3", 1.0 / 3},
                                           {"1:2", 0.5},
                                           {"9:16", 0.5625},
                                           {"2:3", 2.0 / 3},
                                           {"3:4", 0.75},
                                           {"4:5", 0.8},
                                           {"1:1", 1},
                                           {"5:4", 1.25},
                                           {"4:3", 4.0 / 3},
                                           {"3:2", 1.5},
                                           {"16:9", 16.0 / 9},
                                           {"2:1", 2},
                                           {"3:1", 3}}};

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::DataPanel", text);
}

QString sizeText(int width, int height) {
  return QStringLiteral("%1 × %2").arg(width).arg(height);
}

}  // namespace

AspectCounts countAspects(const std::vector<session::SetStatistics::SourceSize>& sizes) {
  AspectCounts result;
  for (const Aspect& aspect : kAspects) result.names << QLatin1String(aspect.name);
  result.counts.resize(kAspects.size());
  for (const auto& size : sizes) {
    if (size.width <= 0 || size.height <= 0) continue;
    const double ratio = std::log(static_cast<double>(size.width) / size.height);
    const auto nearest = std::min_element(kAspects.begin(), kAspects.end(), [&](const Aspect& a, const Aspect& b) {
      return std::abs(std::log(a.ratio) - ratio) < std::abs(std::log(b.ratio) - ratio);
    });
    result.counts[static_cast<std::size_t>(nearest - kAspects.begin())] += size.count;
  }
  return result;
}

QString sizesText(const session::Inspection& inspection) {
  const auto& statistics = inspection.statistics;
  if (!statistics || statistics->looked == 0) return {};
  const auto& sizes = statistics->sizes;
  if (sizes.empty())
    return tr("All pictures have the size %1.").arg(sizeText(inspection.info.width, inspection.info.height));
  if (sizes.size() == 1) return tr("All files have the size %1.").arg(sizeText(sizes[0].width, sizes[0].height));
  const auto area = [](const auto& size) { return std::int64_t{size.width} * size.height; };
  const auto [least, most] =
      std::minmax_element(sizes.begin(), sizes.end(), [&](const auto& a, const auto& b) { return area(a) < area(b); });
  return tr("From %1 to %2 pixels in %3 sizes, most often %4.")
      .arg(sizeText(least->width, least->height), sizeText(most->width, most->height),
           QLocale().toString(static_cast<qlonglong>(sizes.size())), sizeText(sizes[0].width, sizes[0].height));
}

}  // namespace ganvas::ui
