#include "config/changes.h"

#include <algorithm>

#include "config/parameter.h"

namespace ganvas::config {

std::vector<std::string> changedKeys(const Experiment& from, const Experiment& to) {
  std::vector<std::string> keys;
  for (const Parameter& parameter : parameters()) {
    if (parameter.get(from) != parameter.get(to)) keys.push_back(parameter.key);
  }
  return keys;
}

std::string shellWord(const std::string& text) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=,+@%^";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'') {
      word += "'\\''";
    } else {
      word += c;
    }
  }
  return word + "'";
}

std::string trainCommand(const std::string& recipe, const Experiment& base, const Experiment& experiment) {
  std::string command = "ganvas-cli train " + shellWord(recipe);
  for (const std::string& key : changedKeys(base, experiment)) {
    command += " --set " + shellWord(key + "=" + valueText(findParameter(key)->get(experiment)));
  }
  return command;
}

}  // namespace ganvas::config
