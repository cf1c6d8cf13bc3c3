#pragma once

#include "config/parameter.h"

namespace ganvas::ui {

/// The next larger (`up`) or smaller value that a key press goes to. Whole numbers move by one below 100 and by a
/// tenth of their leading power of ten above (128 → 130, 2000 → 2100); reals go along 1, 2, 5, 10 …; decays near 1
/// approach it likewise (0.9 → 0.95 → 0.98 → 0.99). A value at the end of the parameter's bounds stays.
config::Value stepped(const config::Parameter& parameter, const config::Value& value, bool up);

}  // namespace ganvas::ui
