#include "studio/describe.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/error.h"
#include "base/synthetic_source.h"
#include "config/parameter.h"
#include "config/reported.h"
#include "config/reported_marks.h"
#include "config/usual_set.h"
#include "data/open_source.h"
#include "data/selection_classes.h"
#include "studio/loading_text.h"

namespace ganvas::studio {

namespace {

using Row = std::array<std::string, 4>;

/// Characters of UTF-8 text: shapes are written with ×.
std::size_t displayWidth(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string formatTable(const std::vector<Row>& rows) {
  std::array<std::size_t, 4> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], displayWidth(row[i]));
  }
  std::string text;
  for (const Row& row : rows) {
    std::string line = "  ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - displayWidth(row[i]), ' ');
      line += i == 0 ? row[i] + padding : "  " + padding + row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

/// "label      text", or nothing where there is no text.
std::string entry(const std::string& label, const std::string& text) {
  constexpr std::size_t kWidth = 15;
  return text.empty() ? "" : label + std::string(kWidth - label.size(), ' ') + text + "\n";
}

std::string number(double value) {
  return config::valueText(value);
}

std::string dataText(const config::Experiment& experiment, const SetShape& set) {
  return experiment.data.source + ", pictures of " + set.picture.text() + ", " + std::to_string(set.classes) +
         (set.classes == 1 ? " class" : " classes") + (set.opened ? "" : " (the files are not there: assumed)");
}

/// The parameters of a section that matter and are not at their defaults: "loss energy, margin 2".
std::string sectionText(const config::Experiment& experiment, const std::string& section) {
  std::string text;
  for (const config::Parameter& parameter : config::parameters()) {
    if (!parameter.key.starts_with(section + ".") || !parameter.appliesTo(experiment)) continue;
    const config::Value value = parameter.get(experiment);
    const bool always = parameter.key == "objective.loss" || parameter.key.ends_with(".kind") ||
                        parameter.key.ends_with(".learning_rate") || section == "diffusion";
    if (!always && value == parameter.defaultValue()) continue;
    text += (text.empty() ? "" : ", ") + parameter.key.substr(section.size() + 1) + " " + config::valueText(value);
  }
  return text;
}

std::string rateText(const config::Schedule& schedule) {
  const std::string horizon =
      schedule.horizon > 0 ? std::to_string(schedule.horizon) + " steps" : std::string("the whole run");
  std::string text = "learning rates constant";
  if (schedule.rate == "cosine" || schedule.rate == "linear") {
    text = "learning rates × 1 to × " + number(schedule.finalFactor) +
           (schedule.rate == "cosine" ? " along a cosine over " : " along a line over ") + horizon;
  } else if (schedule.rate != "constant") {
    text = "learning rates × " + number(schedule.decayFactor) + " each " + number(schedule.decayEvery) +
           (schedule.decayEvery == 1 ? " epoch" : " epochs") + (schedule.rate == "step" ? ", at once" : ", bit by bit");
  }
  if (schedule.warmupSteps > 0) text += ", after a warm-up of " + std::to_string(schedule.warmupSteps) + " steps";
  return text;
}

std::string scheduleText(const config::Schedule& schedule) {
  const std::string length =
      schedule.steps > 0 ? groupedNumber(schedule.steps) + " steps" : number(schedule.epochs) + " epochs";
  return "batch " + std::to_string(schedule.batchSize) + ", " + length + ", " + rateText(schedule);
}

std::string reportedText(const config::Experiment& experiment) {
  const config::About& about = experiment.about;
  const std::string whyNoMarks = config::whyNoMarks(experiment);
  std::string text;
  bool marks = false;
  for (const config::ReportedFigure& figure : config::reportedFigures(about)) {
    std::string line = figure.name + " " + number(figure.value);
    if (figure.epoch) line += " at epoch " + number(*figure.epoch);
    if (figure.mark && whyNoMarks.empty()) line += " *";
    marks = marks || figure.mark;
    text += entry(text.empty() ? "reported" : "", line);
  }
  if (marks) {
    text += entry("", whyNoMarks.empty() ? "* defined as Ganvas defines it: a mark behind the curves" : whyNoMarks);
  }
  return text + entry(text.empty() ? "reported" : "", about.reportedNote);
}

}  // namespace

namespace {

/// Nothing where the files are not there, or not good.
std::optional<SetInfo> infoOf(const config::Data& data) {
  try {
    return data::lookAtSource(data);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// How many classes are left of a set's.
std::int64_t classesOf(const config::Experiment& experiment, const std::vector<std::string>& names) {
  return static_cast<std::int64_t>(data::chosenClasses(experiment.preparation.classes, names).size());
}

}  // namespace

SetShape setShape(const config::Experiment& experiment) {
  const config::Data& data = experiment.data;
  if (data.source == "synthetic") {
    const std::vector<std::string> names =
        SyntheticSource({1, 1, 1, static_cast<int>(data.classes), 1, 0}).info().classNames;
    return {config::Shape::picture(data.height, data.width, data.channels), classesOf(experiment, names), true};
  }
  if (const auto info = infoOf(data)) {
    return {config::Shape::picture(info->height, info->width, info->channels), classesOf(experiment, info->classNames),
            true};
  }
  const config::SetFacts set = config::assumedSet(data);
  return {*set.picture, *set.classes, false};
}

std::string describeNetwork(const config::NetworkPlan& plan) {
  std::vector<Row> rows;
  rows.push_back({"layer", "output", "parameters", "multiply-adds"});
  rows.push_back({"input", plan.input.text(), "", ""});
  for (const config::LayerPlan& layer : plan.layers) {
    rows.push_back(
        {layer.line, layer.output.text(), groupedNumber(layer.parameters), groupedNumber(layer.multiplyAdds)});
  }
  rows.push_back({"total", "", groupedNumber(plan.parameters()), groupedNumber(plan.multiplyAdds())});
  return plan.name + "\n" + formatTable(rows);
}

std::string describeExperiment(const config::Experiment& experiment) {
  const SetShape set = setShape(experiment);
  const config::ExperimentPlan plan = config::planExperiment(experiment, set.picture, set.classes);
  const bool adversarial = config::hasDiscriminator(experiment);
  std::string text = experiment.about.name + ": " + experiment.about.description + "\n";
  text += entry("source", experiment.about.source);
  text += entry("assumed", experiment.about.assumed);
  text += entry("data", dataText(experiment, set));
  text += entry("preparation", sectionText(experiment, "preparation"));
  text += entry("augmentation", sectionText(experiment, "augmentation"));
  text += entry("objective", sectionText(experiment, "objective"));
  if (experiment.objective.loss == "denoising") text += entry("diffusion", sectionText(experiment, "diffusion"));
  text += entry("generator", sectionText(experiment, "generator_optimiser"));
  if (adversarial) text += entry("discriminator", sectionText(experiment, "discriminator_optimiser"));
  text += entry("schedule", scheduleText(experiment.schedule));
  text += reportedText(experiment);
  text += "\nMultiply-adds are per picture, forward.\n\n" + describeNetwork(plan.generator);
  return adversarial ? text + "\n" + describeNetwork(plan.discriminator) : text;
}

}  // namespace ganvas::studio
