#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "runs/history.h"

namespace ganvas::runs {

/// What of a history goes into a table.
struct CsvQuery {
  std::vector<std::string> series = {};
  std::int64_t first = 1, last = 0;  ///< steps, 1-based, inclusive; last 0: to the end
  double epochsPerStep = 0;          ///< 0: unknown, the column stays empty
};

/// Writes one line per step with the columns step, epoch, seconds and one per series (RFC 4180, '.' as decimal point,
/// the shortest text that reads back as the same float32; NaN and what the run lacks: empty). Streams in blocks; the
/// file appears whole under its name or not at all. `progress` hears the share done, 0 to 1, and stops the work by
/// returning false. Returns the rows written, −1 when stopped. Throws Error (disk full, no permission …).
std::int64_t writeCsv(const HistoryReader& history, const CsvQuery& query, const std::filesystem::path& file,
                      const std::function<bool(double share)>& progress = {});

}  // namespace ganvas::runs
