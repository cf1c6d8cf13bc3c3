#include "data_commands.h"

#include <CLI/CLI.hpp>

namespace ganvas::cli {

void addData(CLI::App& app, Action& action) {
  CLI::App* data = app.add_subcommand("data", "Data sets: what there is, fetching them, looking into them");
  data->require_subcommand(1);
  addDataList(*data, action);
  addDataInfo(*data, action);
  addDataFetch(*data, action);
  addDataPrepare(*data, action);
  addDataPreview(*data, action);
}

}  // namespace ganvas::cli
