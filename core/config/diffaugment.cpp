#include "config/diffaugment.h"

namespace ganvas::config {

namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

std::optional<DiffAugment> parseDiffAugment(std::string_view text) {
  DiffAugment kinds;
  if (trimmed(text).empty()) return kinds;
  while (true) {
    const std::size_t comma = text.find(',');
    const std::string_view name = trimmed(text.substr(0, comma));
    if (name == "colour") {
      kinds.colour = true;
    } else if (name == "translation") {
      kinds.translation = true;
    } else if (name == "cutout") {
      kinds.cutout = true;
    } else {
      return {};
    }
    if (comma == std::string_view::npos) return kinds;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace ganvas::config
