#pragma once

#include <string>

#include "session/inspector.h"

namespace ganvas::cli {

/// What an inspection found, for people: some lines.
std::string setReportText(const session::Inspection& inspection);
/// The same, and all of it, as JSON.
std::string setReportJson(const session::Inspection& inspection);

}  // namespace ganvas::cli
