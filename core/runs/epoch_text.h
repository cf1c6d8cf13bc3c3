#pragma once

#include <string>

#include "runs/epoch_table.h"

namespace ganvas::runs {

/// "D loss" for d_loss, "G loss" for g_loss; others as they are.
std::string seriesTitle(const std::string& series);
/// Six digits behind the point, as the document prints them: "-0.339677", "nan"; where seeds are repeated with their
/// deviation: "-0.339677 ± 0.012000".
std::string cellText(const EpochCell& cell);
std::string reportedText(double value);
/// "1", "0.5".
std::string epochText(double epoch);

/// Aligned for a terminal, or as Markdown in the document's layout: Model, Epoch, a column for each epoch; a row for
/// each series, with what is reported below it.
std::string epochTableText(const EpochTable& table);
std::string epochTableMarkdown(const EpochTable& table);
/// RFC 4180: model, series, kind ("measured" or "reported"), runs (that the row is made of), a column for each epoch,
/// and where seeds are repeated one for the deviation at each ("5 std"). Numbers read back exactly; empty: not got
/// there.
std::string epochTableCsv(const EpochTable& table);

}  // namespace ganvas::runs
