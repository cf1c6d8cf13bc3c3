// The one declaration of every parameter, in the order of the TOML file: the parts are in parameter_table_*.cpp.
#include <algorithm>

#include "config/parameter_rows.h"

namespace ganvas::config {

namespace {

Table makeTable() {
  Table table;
  addSeed(table);
  addAbout(table);
  addData(table);
  addPreparation(table);
  addAugmentation(table);
  addNetworks(table);
  addObjective(table);
  addDiffusion(table);
  addOptimisers(table);
  addSchedule(table);
  addEvaluation(table);
  addCheckpoints(table);
  addCompute(table);
  addStart(table);
  return table;
}

}  // namespace

const std::vector<Parameter>& parameters() {
  static const Table table = makeTable();
  return table;
}

const Parameter* findParameter(std::string_view key) {
  const auto& table = parameters();
  const auto found = std::find_if(table.begin(), table.end(), [key](const Parameter& p) { return p.key == key; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace ganvas::config
