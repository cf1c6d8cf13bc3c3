#pragma once

#include <QString>
#include <cstdint>
#include <string>

namespace ganvas::ui {

/// A value that a document reports of a curve.
struct PlotReported {
  std::string key;  ///< of the curve
  double value = 0;
  std::int64_t step = 0;  ///< that it was read at; 0: the document does not say
  QString text;           ///< for people: "Discriminator loss 0.11 at epoch 200"
  bool operator==(const PlotReported&) const = default;
};

}  // namespace ganvas::ui
