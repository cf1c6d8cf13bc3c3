#include "studio/inspection_source.h"

#include "data/open_source.h"

namespace ganvas::studio {

std::unique_ptr<BatchSource> openForInspection(const config::Experiment& experiment, const std::stop_token& stop,
                                               const OpeningProgress& progress) {
  progress("opening the set", 0);
  return data::openSource(experiment.data, stop);
}

}  // namespace ganvas::studio
