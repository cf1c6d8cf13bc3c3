#pragma once

#include <functional>
#include <string>

#include "base/error.h"

namespace ganvas::testing {

/// The message of the Error that `action` throws; empty when it throws none.
inline std::string errorOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace ganvas::testing
