#pragma once

#include <QString>

#include "config/experiment.h"

namespace ganvas::ui {

/// Why the networks' layers do not fit each other or the pictures, in a sentence for the user, or an empty text.
/// Opens no file: where the pictures' size is known only from the files, those that the generator makes stand for
/// them, so that a misfit with the files themselves is found when the run prepares.
QString networkProblem(const config::Experiment& experiment);

}  // namespace ganvas::ui
