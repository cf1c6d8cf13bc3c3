#include "panels/series_names.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <iterator>

namespace ganvas::ui {

namespace {

struct Known {
  const char* key;
  const char* label;
  const char* quantity;
  int colour;
};

constexpr std::array<Known, 9> kKnown{{
    {"d_loss", QT_TRANSLATE_NOOP("series", "Discriminator loss"), QT_TRANSLATE_NOOP("series", "loss"), 0},
    {"g_loss", QT_TRANSLATE_NOOP("series", "Generator loss"), QT_TRANSLATE_NOOP("series", "loss"), 1},
    {"d_real", QT_TRANSLATE_NOOP("series", "D(x): real pictures"), QT_TRANSLATE_NOOP("series", "output"), 0},
    {"d_fake", QT_TRANSLATE_NOOP("series", "D(G(z)): generated pictures"), QT_TRANSLATE_NOOP("series", "output"), 1},
    {"d_grad_norm", QT_TRANSLATE_NOOP("series", "Discriminator gradient norm"),
     QT_TRANSLATE_NOOP("series", "gradient norm"), 0},
    {"g_grad_norm", QT_TRANSLATE_NOOP("series", "Generator gradient norm"),
     QT_TRANSLATE_NOOP("series", "gradient norm"), 1},
    {"d_lr", QT_TRANSLATE_NOOP("series", "Discriminator learning rate"), QT_TRANSLATE_NOOP("series", "learning rate"),
     2},
    {"g_lr", QT_TRANSLATE_NOOP("series", "Generator learning rate"), QT_TRANSLATE_NOOP("series", "learning rate"), 3},
    {"pictures_per_second", QT_TRANSLATE_NOOP("series", "Pictures per second"),
     QT_TRANSLATE_NOOP("series", "pictures/s"), 4},
}};

const Known* find(const std::string& key) {
  const auto found = std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& known) { return key == known.key; });
  return found == kKnown.end() ? nullptr : &*found;
}

}  // namespace

SeriesName seriesName(const std::string& key) {
  const Known* known = find(key);
  if (!known) return {QString::fromStdString(key), QString::fromStdString(key)};
  return {QCoreApplication::translate("series", known->label), QCoreApplication::translate("series", known->quantity)};
}

int preferredColour(const std::string& key) {
  const Known* known = find(key);
  return known ? known->colour : 0;
}

std::vector<std::string> plottable(const std::vector<std::string>& series) {
  std::vector<std::string> keys;
  for (const Known& known : kKnown) {
    if (std::find(series.begin(), series.end(), known.key) != series.end()) keys.emplace_back(known.key);
  }
  std::copy_if(series.begin(), series.end(), std::back_inserter(keys),
               [](const std::string& key) { return !find(key) && key != "seconds"; });
  return keys;
}

}  // namespace ganvas::ui
