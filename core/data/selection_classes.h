#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ganvas::data {

/// The labels that preparation.classes names, ascending and each once; all of them where the list is blank. An entry is
/// a class's name or, where no class is called so, its number. Throws Error naming an entry that is no class, and those
/// that there are, the most similar first; or when the set has none.
std::vector<std::int32_t> chosenClasses(const std::string& list, const std::vector<std::string>& classNames);

}  // namespace ganvas::data
