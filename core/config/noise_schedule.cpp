#include "config/noise_schedule.h"

#include <algorithm>
#include <cstddef>

#include "base/error.h"
#include "config/parameter.h"

namespace ganvas::config {

std::vector<double> keptVariance(const Diffusion& diffusion) {
  std::vector<double> kept(static_cast<std::size_t>(std::max<std::int64_t>(diffusion.steps, 0)));
  const double last = static_cast<double>(std::max<std::int64_t>(diffusion.steps - 1, 1));
  double product = 1;
  for (std::size_t t = 0; t < kept.size(); ++t) {
    const double share = static_cast<double>(t) / last;
    product *= 1 - (diffusion.betaFirst + (diffusion.betaLast - diffusion.betaFirst) * share);
    kept[t] = product;
  }
  return kept;
}

void checkNoise(const Diffusion& diffusion) {
  constexpr double kLeast = 1e-12;
  const std::vector<double> kept = keptVariance(diffusion);
  if (kept.empty() || kept.back() >= kLeast) return;
  throw Error(
      "the noise of " + std::to_string(diffusion.steps) + " steps with β from " + valueText(diffusion.betaFirst) +
          " to " + valueText(diffusion.betaLast) + " leaves nothing of a picture",
      "diffusion.beta_last",
      "Lower diffusion.beta_first and diffusion.beta_last, or diffusion.steps: 0.0001, 0.02 and 1000 are usual");
}

}  // namespace ganvas::config
