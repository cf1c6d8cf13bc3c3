#include "studio/inspection_source.h"

#include <utility>

#include "data/open_source.h"
#include "data/preparation.h"
#include "studio/loading_text.h"

namespace ganvas::studio {

std::unique_ptr<BatchSource> openForInspection(const config::Experiment& experiment, const std::stop_token& stop,
                                               const OpeningProgress& progress) {
  progress("opening the set", 0);
  const data::PrepareProgress prepared = [&](const std::string& activity, std::int64_t done, std::int64_t total) {
    progress(activity, total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0);
  };
  const data::SourceProgress decoded = [&](std::int64_t done, std::int64_t total) {
    prepared("preparing " + groupedNumber(total) + " pictures", done, total);
  };
  return data::prepareSource(data::openSource(experiment.data, stop, decoded), experiment.preparation,
                             static_cast<std::uint64_t>(experiment.seed), nullptr, stop, prepared);
}

}  // namespace ganvas::studio
