#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "runs/sqlite.h"

namespace ganvas::runs {

/// history.db, opened or made for its one writer: format checked, journal chosen by the file system. Throws Error when
/// the file is no history or of a newer format; it is then left as it is.
Database openHistoryForWriting(const std::filesystem::path& file);

/// Opened for reading beside a living writer, after one that was killed, or in a directory that cannot be written.
Database openHistoryForReading(const std::filesystem::path& file);

/// Leaves one plain file behind, without -wal and -shm, when no reader has it open. Never throws.
void settleHistory(const Database& database) noexcept;

/// Steps as the file has them, checked. Throws Error when no run can have that many.
std::int64_t checkedSteps(const Database& database, std::int64_t steps);

/// "2026-11-22T15:30:00Z".
std::string utcNow();

}  // namespace ganvas::runs
