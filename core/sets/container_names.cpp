#include "sets/container_names.h"

#include <algorithm>
#include <array>

namespace ganvas::sets {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace

bool isPictureName(std::string_view name) {
  constexpr std::array<std::string_view, 9> kEnds{".png", ".jpg",  ".jpeg", ".jpe", ".jfif",
                                                  ".bmp", ".webp", ".tif",  ".tiff"};
  const std::string_view base = baseName(name);
  const std::string_view end = base.substr(withoutEnding(base).size());
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view known) { return same(end, known); });
}

bool isHiddenName(std::string_view name) {
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('/'), name.size());
    const std::string_view part = name.substr(0, end);
    if (part.starts_with('.') || part == "__MACOSX") return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

std::string_view baseName(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

std::string_view withoutEnding(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  const std::size_t base = name.size() - baseName(name).size();
  return dot == std::string_view::npos || dot <= base ? name : name.substr(0, dot);
}

}  // namespace ganvas::sets
