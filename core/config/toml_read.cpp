// The TOML reader: toml++ parses, the parameter table says what each key may hold.
#include <algorithm>

#include "base/error.h"
#include "config/parameter.h"
#include "config/toml.h"
#include "config/toml_document.h"

namespace ganvas::config {

namespace {

struct Entry {
  std::size_t line;
  std::string key;
  const toml::node* node;
};

bool isSection(std::string_view key) {
  const std::string prefix = std::string(key) + ".";
  const auto& table = parameters();
  return std::any_of(table.begin(), table.end(), [&](const Parameter& p) { return p.key.starts_with(prefix); });
}

// Every key in the order of the file, so that the first mistake is reported first.
std::vector<Entry> entries(const toml::table& root) {
  std::vector<Entry> result;
  const auto add = [&result](const std::string& prefix, const toml::key& key, const toml::node& node) {
    result.push_back({key.source().begin.line, prefix + std::string(key.str()), &node});
  };
  for (const auto& [key, node] : root) {
    if (const toml::table* section = node.as_table(); section && isSection(key.str())) {
      for (const auto& [inner, value] : *section) add(std::string(key.str()) + ".", inner, value);
    } else {
      add("", key, node);
    }
  }
  std::stable_sort(result.begin(), result.end(), [](const Entry& a, const Entry& b) { return a.line < b.line; });
  return result;
}

Value lines(const Parameter& parameter, const toml::array& array, const std::string& file) {
  std::vector<std::string> result;
  for (const toml::node& node : array) {
    const auto text = node.value_exact<std::string>();
    if (!text) {
      throw Error(parameter.key + " holds a value of type " + typeName(node), placeOf(file, node.source().begin.line),
                  "It must be a list of texts, each in double quotes");
    }
    result.push_back(*text);
  }
  return result;
}

// A TOML value as a Value; checkValue() then knows whether the parameter takes that type.
Value valueOf(const Parameter& parameter, const Entry& entry, const std::string& file) {
  if (const auto whole = entry.node->value_exact<std::int64_t>()) return *whole;
  if (const auto real = entry.node->value_exact<double>()) return *real;
  if (const auto text = entry.node->value_exact<std::string>()) return *text;
  if (const toml::array* array = entry.node->as_array()) return lines(parameter, *array, file);
  const std::string bounds = parameter.boundsText();
  throw Error(parameter.key + " holds a value of type " + typeName(*entry.node), placeOf(file, entry.line),
              bounds.empty() ? "It must be a text in double quotes" : "It must be " + bounds);
}

[[noreturn]] void failUnknown(const Entry& entry, const std::string& file) {
  const std::string nearest = nearestKey(entry.key);
  std::string advice = nearest.empty() ? "" : "Did you mean " + nearest + "?";
  if (nearest.empty() && isSection(entry.key)) advice = "Write it as a section: [" + entry.key + "]";
  throw Error("unknown key " + entry.key.substr(0, 100), placeOf(file, entry.line), advice);
}

}  // namespace

Experiment readToml(std::string_view text, const std::string& file) {
  const toml::table root = parseToml(text, file);
  if (const toml::node* sweep = root.get("sweep"); sweep && sweep->is_table()) {
    throw Error("this is a sweep, not a recipe", file, "Run it with: ganvas-cli sweep FILE");
  }
  Experiment experiment;
  for (const Entry& entry : entries(root)) {
    if (entry.key == "format") continue;
    const Parameter* parameter = findParameter(entry.key);
    if (!parameter) failUnknown(entry, file);
    Value value = valueOf(*parameter, entry, file);
    checkValue(*parameter, value, placeOf(file, entry.line));
    parameter->set(experiment, std::move(value));
  }
  return experiment;
}

Experiment readTomlFile(const std::filesystem::path& file) {
  return readToml(readTomlText(file), file.string());
}

}  // namespace ganvas::config
