#pragma once

#include <optional>
#include <string_view>

namespace ganvas::config {

/// Which kinds of change DiffAugment makes (Zhao et al. 2020).
struct DiffAugment {
  bool colour = false;       ///< brightness, saturation, contrast
  bool translation = false;  ///< up to an eighth of the side
  bool cutout = false;       ///< a square of half the side
  bool any() const { return colour || translation || cutout; }
  bool operator==(const DiffAugment&) const = default;
};

/// Parses augmentation.diffaugment: names separated by commas, in any order; spaces do not matter. Nothing for an
/// unknown name.
std::optional<DiffAugment> parseDiffAugment(std::string_view text);

}  // namespace ganvas::config
