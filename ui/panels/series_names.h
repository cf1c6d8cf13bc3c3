#pragma once

#include <QString>
#include <string>
#include <vector>

namespace ganvas::ui {

/// A series of a history for people. Unknown ones go by their key.
struct SeriesName {
  QString label, quantity;
};
SeriesName seriesName(const std::string& key);

/// The colour that a series has when no other one in the plot has it: what belongs to real pictures and to the
/// discriminator differs from what belongs to generated ones and to the generator.
int preferredColour(const std::string& key);

/// Which of a history's series can be plotted, known ones first: its clock is an axis.
std::vector<std::string> plottable(const std::vector<std::string>& series);

}  // namespace ganvas::ui
