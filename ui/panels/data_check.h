#pragma once

#include <QString>

#include "config/experiment.h"

namespace ganvas::ui {

/// Whether a data set's files have to be named by the user: not for computed ones, nor for Fashion-MNIST where the
/// distribution's package is installed.
bool needsFolder(const config::Data& data);

/// The folder or file that a path means: `~` and `~/…` are in the user's home, as in recipes.
QString expandHome(const QString& path);

/// Why the data cannot be there, in a sentence for the user, or an empty text. Looks only for the presence of files
/// (a few stat calls): what they hold is checked when the run prepares.
QString missingData(const config::Data& data);

}  // namespace ganvas::ui
