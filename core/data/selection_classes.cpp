#include "data/selection_classes.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "config/edit_distance.h"

namespace ganvas::data {

namespace {

constexpr std::size_t kNamed = 10;        // classes that an error lists
constexpr std::size_t kLongestName = 64;  // that is looked at for likeness
const char* const kKey = "preparation.classes";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> entriesOf(std::string_view list) {
  std::vector<std::string_view> entries;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t comma = std::min(list.find(',', start), list.size());
    const std::string_view entry = trimmed(list.substr(start, comma - start));
    if (!entry.empty()) entries.push_back(entry);
    start = comma + 1;
  }
  return entries;
}

std::optional<std::size_t> findClass(std::string_view entry, const std::vector<std::string>& names) {
  const auto named = std::find(names.begin(), names.end(), entry);
  if (named != names.end()) return static_cast<std::size_t>(named - names.begin());
  std::size_t number = 0;
  const auto [end, failure] = std::from_chars(entry.data(), entry.data() + entry.size(), number);
  const bool whole = failure == std::errc() && end == entry.data() + entry.size();
  return whole && number < names.size() ? std::optional(number) : std::nullopt;
}

[[noreturn]] void failUnknown(std::string_view entry, const std::vector<std::string>& names) {
  std::vector<std::pair<std::size_t, std::size_t>> order;  // distance, class
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string_view name = std::string_view(names[i]).substr(0, kLongestName);
    order.emplace_back(config::editDistance(entry.substr(0, kLongestName), name), i);
  }
  std::sort(order.begin(), order.end());
  std::string text = "There are: ";
  for (std::size_t i = 0; i < order.size() && i < kNamed; ++i) text += (i == 0 ? "" : ", ") + names[order[i].second];
  if (names.size() > kNamed) text += " and " + std::to_string(names.size() - kNamed) + " more";
  throw Error("the set has no class '" + std::string(entry) + "'", kKey,
              text + "; or use numbers, 0 to " + std::to_string(names.size() - 1));
}

}  // namespace

std::vector<std::int32_t> chosenClasses(const std::string& list, const std::vector<std::string>& classNames) {
  const std::vector<std::string_view> entries = entriesOf(list);
  std::vector<std::int32_t> chosen;
  if (entries.empty()) {
    chosen.resize(classNames.size());
    std::iota(chosen.begin(), chosen.end(), 0);
    return chosen;
  }
  if (classNames.empty()) {
    throw Error("the set's pictures have no labels, so no class can be chosen", kKey, "Leave the classes empty");
  }
  for (const std::string_view entry : entries) {
    const std::optional<std::size_t> found = findClass(entry, classNames);
    if (!found) failUnknown(entry, classNames);
    chosen.push_back(static_cast<std::int32_t>(*found));
  }
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  return chosen;
}

}  // namespace ganvas::data
