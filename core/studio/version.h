#pragma once

namespace ganvas::studio {

/// This program's version: "0.1.0".
const char* programVersion();

}  // namespace ganvas::studio
