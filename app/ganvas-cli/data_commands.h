#pragma once

#include "commands.h"

namespace ganvas::cli {

// Each adds one command of `ganvas-cli data`.
void addDataList(CLI::App& data, Action& action);
void addDataFetch(CLI::App& data, Action& action);
void addDataInfo(CLI::App& data, Action& action);
void addDataPrepare(CLI::App& data, Action& action);
void addDataPreview(CLI::App& data, Action& action);

}  // namespace ganvas::cli
