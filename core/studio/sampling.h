#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace ganvas::studio {

struct SheetShape {
  std::int64_t rows = 0, columns = 0;
  std::int64_t cells() const { return rows * columns; }
};

/// Pictures to be made from a trained run.
struct SampleRequest {
  std::filesystem::path run;
  std::int64_t count = 0;                 ///< pictures, written as 000000.png … in `out`; 0 for none
  std::filesystem::path out;              ///< made if need be
  std::optional<std::uint64_t> seed;      ///< empty: the run's
  std::optional<std::int64_t> step;       ///< of the checkpoint; empty: the newest that can be used
  std::optional<std::int64_t> onlyClass;  ///< from 0; empty: picture i is of class i modulo the number of classes
  std::optional<SheetShape> sheet;        ///< also a contact sheet of the first rows × columns pictures, as sheet.png
};

struct SampleResult {
  std::int64_t step = 0;        ///< of the checkpoint that was used
  std::int64_t pictures = 0;    ///< written one by one
  std::filesystem::path sheet;  ///< empty when none was asked for
};

/// What makeSamples() tells while it works, and how it is ended; each may be empty.
struct SampleHooks {
  std::function<void(const std::string&)> warn;                           ///< a checkpoint that cannot be used
  std::function<void(std::int64_t done, std::int64_t total)> progress{};  ///< pictures
  std::stop_token stop{};
};

/// Makes pictures without the run's data set, in batches, so that memory does not grow with their number. Picture i of
/// a seed is the same however many are made. A checkpoint that cannot be used is passed over.
/// Throws Error: no such run, checkpoint or class, `out` cannot be written …; or "cancelled", when pictures that were
/// written stay.
SampleResult makeSamples(const SampleRequest& request, const SampleHooks& hooks = {});

}  // namespace ganvas::studio
