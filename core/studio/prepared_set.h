#pragma once

#include <memory>
#include <stop_token>

#include "base/batch_source.h"
#include "config/experiment.h"
#include "data/preparation.h"

namespace ganvas::studio {

/// Opens the set that an experiment trains on: its data (data::openSource), prepared as its preparation says
/// (data::prepareSource), the outlier filter trained where it is wanted and not known from before. The same experiment
/// and files give the same set, so a run resumes on the pictures it began with. Throws what these throw, or Error
/// "cancelled" when `stop` is requested.
std::unique_ptr<BatchSource> openPreparedSet(const config::Experiment& experiment, const std::stop_token& stop = {},
                                             const data::PrepareProgress& progress = {});

}  // namespace ganvas::studio
