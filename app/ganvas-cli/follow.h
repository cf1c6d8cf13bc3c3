#pragma once

#include "session/session.h"

namespace ganvas::cli {

/// Shows progress until the run ends.
session::Status follow(const session::Session& session);

/// Tells how a run ended, with its failure; the exit code.
int conclude(const session::Status& status, bool interrupted);

}  // namespace ganvas::cli
