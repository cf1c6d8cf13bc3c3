#pragma once

#include <cstdint>
#include <string>

#include "base/error.h"

namespace ganvas::cli {

/// What the user typed is wrong: exit code 2.
class UsageError : public Error {
 public:
  using Error::Error;
  explicit UsageError(const Error& error) : Error(error.problem(), error.where(), error.advice()) {}
};

/// Does what `make` does, with its Errors turned into UsageErrors.
template <typename Make>
auto asUsage(const Make& make) {
  try {
    return make();
  } catch (const Error& error) {
    throw UsageError(error);
  }
}

/// "ganvas-cli: where: what", and the advice on a line of its own, on stderr.
void report(const Error& error);
/// "ganvas-cli: warning: …" on stderr.
void warn(const std::string& text);

/// "1.5 GiB", "12 KiB" or "700 bytes".
std::string sizeText(std::int64_t bytes);

}  // namespace ganvas::cli
