#include "studio/prepared_set.h"

#include <string>
#include <utility>

#include "data/open_source.h"
#include "data/preparation.h"
#include "studio/outlier_choice.h"

namespace ganvas::studio {

std::unique_ptr<BatchSource> openPreparedSet(const config::Experiment& experiment, const std::stop_token& stop,
                                             const ActivityTold& told) {
  const auto tell = [&](const std::string& activity) {
    if (told) told(activity);
  };
  const data::PrepareProgress progress = [&](const std::string& activity, std::int64_t done, std::int64_t total) {
    tell(activity + ", " + std::to_string(100 * done / total) + " %");
  };
  const config::Preparation& preparation = experiment.preparation;
  const auto seed = static_cast<std::uint64_t>(experiment.seed);
  tell("opening the data set");
  std::unique_ptr<BatchSource> source = data::openSource(experiment.data, stop);
  if (!filtersOutliers(preparation)) {
    return data::prepareSource(std::move(source), preparation, seed, nullptr, stop, progress);
  }
  source = data::prepareSource(std::move(source), data::beforeOutliers(preparation), seed, nullptr, stop, progress);
  const OutlierErrors errors = outlierErrors(*source, experiment, stop, told);
  const data::Outliers outliers{keptPictures(errors, preparation)};
  return data::prepareSource(std::move(source), data::fromOutliersOn(preparation), seed, &outliers, stop, progress);
}

}  // namespace ganvas::studio
