#include "studio/describe.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/error.h"
#include "data/open_source.h"

namespace ganvas::studio {

namespace {

using Row = std::array<std::string, 4>;

/// 1234567 as "1,234,567".
std::string grouped(std::int64_t number) {
  std::string text = std::to_string(number);
  for (auto i = static_cast<std::ptrdiff_t>(text.size()) - 3; i > 0; i -= 3)
    text.insert(static_cast<std::size_t>(i), 1, ',');
  return text;
}

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

}  // namespace

config::Shape pictureShape(const config::Experiment& experiment) {
  const config::Data& data = experiment.data;
  if (data.source == "synthetic") return config::Shape::picture(data.height, data.width, data.channels);
  if (data.source == "cifar10") return config::Shape::picture(32, 32, 3);
  try {
    const auto source = data::openSource(data);
    const SetInfo& info = source->info();
    return config::Shape::picture(info.height, info.width, info.channels);
  } catch (const Error&) {
    return config::Shape::picture(28, 28, 1);
  }
}

std::string describeNetwork(const config::NetworkPlan& plan) {
  std::vector<Row> rows;
  rows.push_back({"layer", "output", "parameters", "multiply-adds"});
  rows.push_back({"input", plan.input.text(), "", ""});
  for (const config::LayerPlan& layer : plan.layers) {
    rows.push_back({layer.line, layer.output.text(), grouped(layer.parameters), grouped(layer.multiplyAdds)});
  }
  rows.push_back({"total", "", grouped(plan.parameters()), grouped(plan.multiplyAdds())});
  return plan.name + "\n" + formatTable(rows);
}

std::string describeExperiment(const config::Experiment& experiment) {
  const config::Shape picture = pictureShape(experiment);
  const config::ExperimentPlan plan = config::planExperiment(experiment, picture, 10);
  std::string text = experiment.about.name + ": " + experiment.about.description + "\n";
  text += "pictures of " + picture.text();
  if (config::hasDiscriminator(experiment)) text += ", latent " + std::to_string(experiment.generator.latent);
  text += "; multiply-adds are per picture, forward\n\n" + describeNetwork(plan.generator);
  if (config::hasDiscriminator(experiment)) text += "\n" + describeNetwork(plan.discriminator);
  return text;
}

}  // namespace ganvas::studio
