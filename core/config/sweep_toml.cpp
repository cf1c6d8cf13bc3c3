// A sweep as TOML: everything stands in one section, [sweep].
#include <algorithm>
#include <array>

#include "base/error.h"
#include "config/edit_distance.h"
#include "config/sweep.h"
#include "config/toml.h"
#include "config/toml_document.h"

namespace ganvas::config {

namespace {

constexpr std::array kKeys{"name", "description", "source", "assumed", "base",     "set",    "mode",
                           "keys", "values",      "rows",   "seeds",   "reported", "epochs", "reported_note"};

/// One node of the file, with what is needed to say what is wrong with it.
struct Place {
  const toml::node* node;
  std::string key, file;

  [[noreturn]] void fail(const char* wanted) const {
    throw Error("sweep." + key + " holds a value of type " + typeName(*node), where(),
                std::string("It must be ") + wanted);
  }
  std::string where() const { return placeOf(file, node->source().begin.line); }
  const toml::array& array(const char* wanted) const {
    if (const toml::array* array = node->as_array()) return *array;
    fail(wanted);
  }
  Place inner(const toml::node& element) const { return {&element, key, file}; }
};

std::string textOf(const Place& place) {
  if (const auto text = place.node->value_exact<std::string>()) return *text;
  place.fail("a text in double quotes");
}

std::vector<std::string> textsOf(const Place& place) {
  std::vector<std::string> texts;
  for (const toml::node& node : place.array("a list of texts")) texts.push_back(textOf(place.inner(node)));
  return texts;
}

Value valueOf(const Place& place) {
  if (const auto whole = place.node->value_exact<std::int64_t>()) return *whole;
  if (const auto real = place.node->value_exact<double>()) return *real;
  if (const auto text = place.node->value_exact<std::string>()) return *text;
  if (place.node->is_array()) return textsOf(place);
  place.fail("made of numbers, texts and lists of texts");
}

std::vector<std::vector<Value>> valuesOf(const Place& place) {
  std::vector<std::vector<Value>> values;
  for (const toml::node& node : place.array("a list of lists of values")) {
    auto& row = values.emplace_back();
    for (const toml::node& value : place.inner(node).array("a list of lists of values")) {
      row.push_back(valueOf(place.inner(value)));
    }
  }
  return values;
}

std::vector<std::int64_t> seedsOf(const Place& place) {
  std::vector<std::int64_t> seeds;
  for (const toml::node& node : place.array("a list of whole numbers")) {
    const auto seed = node.value_exact<std::int64_t>();
    if (!seed) place.inner(node).fail("a list of whole numbers");
    seeds.push_back(*seed);
  }
  return seeds;
}

std::vector<double> epochsOf(const Place& place) {
  std::vector<double> epochs;
  for (const toml::node& node : place.array("a list of numbers")) {
    const auto epoch = node.is_number() ? node.value<double>() : std::nullopt;  // none: too large for a double
    if (!epoch) place.inner(node).fail("a list of numbers up to 1000000");
    epochs.push_back(*epoch);
  }
  return epochs;
}

std::vector<std::vector<std::string>> reportedOf(const Place& place) {
  std::vector<std::vector<std::string>> reported;
  for (const toml::node& node : place.array("a list of lists of texts")) reported.push_back(textsOf(place.inner(node)));
  return reported;
}

SweepMode modeOf(const Place& place) {
  const std::string mode = textOf(place);
  if (mode == "grid") return SweepMode::Grid;
  if (mode == "list") return SweepMode::List;
  throw Error("sweep.mode is \"" + mode.substr(0, 80) + "\"", place.where(), "It must be one of: grid, list");
}

void set(Sweep& sweep, const Place& place) {
  const std::string& key = place.key;
  if (key == "name") sweep.name = textOf(place);
  if (key == "description") sweep.description = textOf(place);
  if (key == "source") sweep.source = textOf(place);
  if (key == "assumed") sweep.assumed = textOf(place);
  if (key == "base") sweep.base = textOf(place);
  if (key == "set") sweep.set = textsOf(place);
  if (key == "mode") sweep.mode = modeOf(place);
  if (key == "keys") sweep.keys = textsOf(place);
  if (key == "values" || key == "rows") sweep.values = valuesOf(place);
  if (key == "seeds") sweep.seeds = seedsOf(place);
  if (key == "reported") sweep.reported = reportedOf(place);
  if (key == "epochs") sweep.epochs = epochsOf(place);
  if (key == "reported_note") sweep.reportedNote = textOf(place);
}

[[noreturn]] void failUnknown(const std::string& key, const std::string& where) {
  const std::string nearest = nearestName(key, kKeys);
  throw Error("unknown key sweep." + key.substr(0, 100), where, nearest.empty() ? "" : "Did you mean " + nearest + "?");
}

const toml::table& sectionOf(const toml::table& root, const std::string& file) {
  for (const auto& [key, node] : root) {
    if (key.str() == "format" || (key.str() == "sweep" && node.is_table())) continue;
    throw Error("unknown key " + std::string(key.str().substr(0, 100)), placeOf(file, key.source().begin.line),
                root.contains("sweep") ? "All keys of a sweep stand in its section [sweep]"
                                       : "A sweep has a section [sweep]; a recipe is trained with: ganvas-cli train");
  }
  if (const toml::table* section = root["sweep"].as_table()) return *section;
  throw Error("the file has no section [sweep]", file, "Check that it is the file you meant");
}

// Whole numbers stand for reals too: as the parameter keeps them.
void normalise(Sweep& sweep, const std::string& file) {
  const bool grid = sweep.mode == SweepMode::Grid;
  for (std::size_t i = 0; i < sweep.values.size(); ++i) {
    for (std::size_t j = 0; j < sweep.values[i].size(); ++j) {
      const std::size_t key = grid ? i : j;
      if (key >= sweep.keys.size()) continue;
      const auto parameters = sweptParameters(sweep.keys[key], file);
      const auto* whole = std::get_if<std::int64_t>(&sweep.values[i][j]);
      if (whole && parameters.front()->kind == ParameterKind::Real) sweep.values[i][j] = static_cast<double>(*whole);
    }
  }
}

// What is wrong with the sweep as a whole is said with the line of its keys.
std::string lineOf(const toml::table& section, const char* key, const std::string& file) {
  const toml::node* node = section.get(key);
  return placeOf(file, (node ? node->source() : section.source()).begin.line);
}

template <class List, class Text>
std::string listText(const List& list, Text text, const char* between = ", ") {
  std::string result;
  for (const auto& element : list) result += (result.empty() ? "" : between) + text(element);
  return "[" + result + "]";
}

std::string textsText(const std::vector<std::string>& texts) {
  return listText(texts, [](const std::string& text) { return tomlValue(text); });
}

std::string rowsText(const std::vector<std::vector<Value>>& values) {
  return listText(
      values,
      [](const auto& row) { return "\n  " + listText(row, [](const Value& value) { return tomlValue(value); }); }, ",");
}

}  // namespace

Sweep readSweep(std::string_view text, const std::string& file) {
  const toml::table root = parseToml(text, file);
  const toml::table& section = sectionOf(root, file);
  Sweep sweep;
  std::vector<std::pair<std::size_t, Place>> places;
  for (const auto& [key, node] : section) {
    places.push_back({key.source().begin.line, {&node, std::string(key.str()), file}});
  }
  std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [line, place] : places) {
    if (std::find(kKeys.begin(), kKeys.end(), place.key) == kKeys.end()) failUnknown(place.key, placeOf(file, line));
    set(sweep, place);
  }
  const char* const other = sweep.mode == SweepMode::Grid ? "rows" : "values";
  if (section.contains(other)) {
    throw Error(std::string("sweep.") + other + " does not go with this mode", lineOf(section, other, file),
                std::string("Use ") + (sweep.mode == SweepMode::Grid ? "values" : "rows") + ", or change the mode");
  }
  normalise(sweep, lineOf(section, "keys", file));
  checkSweep(sweep, [&](const char* key) { return lineOf(section, section.contains(key) ? key : "keys", file); });
  return sweep;
}

std::string writeSweep(const Sweep& sweep) {
  std::string text = "format = " + std::to_string(kTomlFormat) + "\n\n[sweep]\n";
  const auto line = [&](const char* key, const std::string& value) { text += std::string(key) + " = " + value + "\n"; };
  const auto number = [](auto value) { return valueText(Value(value)); };
  const bool grid = sweep.mode == SweepMode::Grid;
  line("name", tomlValue(sweep.name));
  line("description", tomlValue(sweep.description));
  line("source", tomlValue(sweep.source));
  line("assumed", tomlValue(sweep.assumed));
  line("base", tomlValue(sweep.base));
  line("set", textsText(sweep.set));
  line("mode", grid ? "\"grid\"" : "\"list\"");
  line("keys", textsText(sweep.keys));
  line(grid ? "values" : "rows", rowsText(sweep.values));
  line("seeds", listText(sweep.seeds, number));
  line("epochs", listText(sweep.epochs, number));
  if (!sweep.reported.empty()) line("reported", listText(sweep.reported, textsText, ",\n  "));
  line("reported_note", tomlValue(sweep.reportedNote));
  return text;
}

}  // namespace ganvas::config
