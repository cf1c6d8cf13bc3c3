#include "config/reported_marks.h"

#include <algorithm>

#include "config/embedded_recipes.h"
#include "config/sweep.h"
#include "config/toml.h"

namespace ganvas::config {

namespace {

bool isMnists(const Experiment& experiment) {
  return experiment.about.name.starts_with("mnist-");
}

Data compared(const Experiment& experiment) {
  Data data = experiment.data;
  if (isMnists(experiment)) data.source = "idx";
  if (isMnists(experiment) || data.source == "cifar10") data.path.clear();
  return data;
}

std::string difference(const Experiment& recipe, const Experiment& run) {
  if (!(recipe.objective == run.objective) || !(recipe.diffusion == run.diffusion)) return "its objective differs";
  const bool networks = recipe.generator == run.generator && recipe.discriminator == run.discriminator;
  if (!networks) return "its networks differ";
  if (!(compared(recipe) == compared(run))) return "its data differ";
  if (!(recipe.preparation == run.preparation)) return "its preparation differs";
  if (!(recipe.augmentation == run.augmentation)) return "its augmentation differs";
  return "";
}

// The runs of the embedded sweeps of that recipe which have these figures.
std::vector<Experiment> rowsWithFigures(const Experiment& run, const Experiment& recipe) {
  std::vector<Experiment> rows;
  for (const EmbeddedRecipe& embedded : embeddedSweeps()) {
    const Sweep sweep = readSweep(embedded.text, std::string(embedded.name));
    if (sweep.base != run.about.name) continue;
    for (const SweepRun& row : sweepRuns(sweep, recipe)) {
      if (row.experiment.about.reported == run.about.reported) rows.push_back(row.experiment);
    }
  }
  return rows;
}

}  // namespace

std::string whyNoMarks(const Experiment& run) {
  if (isMnists(run) && run.data.source != "idx") {
    return "No marks: the figures are MNIST’s, and this run’s data are not.";
  }
  const auto& all = embeddedRecipes();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == run.about.name; });
  if (found == all.end()) return "No marks: there is no recipe of this name to compare with.";
  std::vector<Experiment> documents = {readToml(found->text, std::string(found->name))};
  if (!run.about.sweep.empty()) documents = rowsWithFigures(run, documents.front());
  std::string why = "it is none of the document’s";
  for (const Experiment& document : documents) {
    why = difference(document, run);
    if (why.empty()) return why;
  }
  return "No marks: the run is not what the document trained (" + why + ").";
}

}  // namespace ganvas::config
