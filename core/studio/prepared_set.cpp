#include "studio/prepared_set.h"

#include <utility>

#include "data/open_source.h"
#include "studio/loading_text.h"
#include "studio/outlier_choice.h"
#include "studio/outlier_filter.h"

namespace ganvas::studio {

std::unique_ptr<BatchSource> openPreparedSet(const config::Experiment& experiment, const std::stop_token& stop,
                                             const data::PrepareProgress& progress) {
  const config::Preparation& preparation = experiment.preparation;
  const auto seed = static_cast<std::uint64_t>(experiment.seed);
  if (progress) progress("opening the data set", 0, 0);
  const data::SourceProgress decoded = [&](std::int64_t done, std::int64_t total) {
    if (progress) progress("preparing " + groupedNumber(total) + " pictures", done, total);
  };
  std::unique_ptr<BatchSource> source = data::openSource(experiment.data, stop, decoded);
  if (!filtersOutliers(preparation)) {
    return data::prepareSource(std::move(source), preparation, seed, nullptr, stop, progress);
  }
  source = data::prepareSource(std::move(source), data::beforeOutliers(preparation), seed, nullptr, stop, progress);
  const OutlierErrors errors = outlierErrors(*source, experiment, stop, progress);
  const data::Outliers outliers{keptPictures(errors, preparation)};
  return data::prepareSource(std::move(source), data::fromOutliersOn(preparation), seed, &outliers, stop, progress);
}

}  // namespace ganvas::studio
