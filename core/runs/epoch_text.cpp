#include "runs/epoch_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "config/parameter.h"

namespace ganvas::runs {

namespace {

using Line = std::vector<std::string>;

bool hasReported(const EpochRow& row) {
  return std::any_of(row.reportedCells.begin(), row.reportedCells.end(),
                     [](const auto& cell) { return cell.has_value(); });
}

bool repeatsSeeds(const EpochTable& table) {
  return std::any_of(table.models.begin(), table.models.end(),
                     [](const EpochModel& model) { return model.runs.size() > 1; });
}

std::string fixed(double value) {
  if (!std::isfinite(value)) return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
  char text[64];
  std::snprintf(text, sizeof text, std::fabs(value) < 1e7 ? "%.6f" : "%.6e", value);
  return text;
}

// A label is a user's text: it must not end its cell, or the table.
std::string oneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text;
}

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : oneLine(text)) result += c == '|' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return result;
}

// The table as people read it: a header, then a line for each series and for what is reported.
std::vector<Line> lines(const EpochTable& table) {
  std::vector<Line> result{{"Model", "Epoch"}};
  for (const double epoch : table.epochs) result.front().push_back(epochText(epoch));
  for (const EpochModel& model : table.models) {
    std::string label = model.label;
    if (model.runs.size() > 1) label += " (" + std::to_string(model.runs.size()) + " seeds)";
    for (const EpochRow& row : model.rows) {
      Line line{label, seriesTitle(row.series)};
      for (const auto& cell : row.cells) line.push_back(cell ? cellText(*cell) : "");
      result.push_back(std::move(line));
      label.clear();
      if (!hasReported(row)) continue;
      Line reported{"", "reported"};
      for (const auto& cell : row.reportedCells) reported.push_back(cell ? reportedText(*cell) : "");
      result.push_back(std::move(reported));
    }
  }
  return result;
}

// Characters, not bytes.
std::size_t widthOf(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<std::size_t> widths(const std::vector<Line>& table) {
  std::vector<std::size_t> result(table.front().size(), 3);
  for (const Line& line : table) {
    for (std::size_t i = 0; i < line.size(); ++i) result[i] = std::max(result[i], widthOf(line[i]));
  }
  return result;
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::string blanks(width - std::min(width, widthOf(text)), ' ');
  return right ? blanks + text : text + blanks;
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + '"';
}

std::string exact(double value) {
  if (!std::isfinite(value)) return fixed(value);
  char text[64];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

std::string csvLine(const EpochModel& model, const EpochRow& row, bool deviations) {
  std::string text = quoted(model.label) + "," + quoted(row.series) + ",measured," + std::to_string(model.runs.size());
  for (const auto& cell : row.cells) text += "," + (cell ? exact(cell->mean) : "");
  for (std::size_t i = 0; deviations && i < row.cells.size(); ++i) {
    text += "," + (row.cells[i] && row.cells[i]->deviation ? exact(*row.cells[i]->deviation) : "");
  }
  for (std::size_t i = 0; deviations && i < row.cells.size(); ++i) {
    text += "," + (row.cells[i] ? std::to_string(row.cells[i]->runs) : "");
  }
  return text + "\n";
}

std::string csvReported(const EpochModel& model, const EpochRow& row, bool deviations) {
  std::string text = quoted(model.label) + "," + quoted(row.series) + ",reported,";
  for (const auto& cell : row.reportedCells) text += "," + (cell ? exact(*cell) : "");
  return text + std::string(deviations ? 2 * row.cells.size() : 0, ',') + "\n";
}

}  // namespace

std::string seriesTitle(const std::string& series) {
  return series == "d_loss" ? "D loss" : series == "g_loss" ? "G loss" : series;
}

std::string cellText(const EpochCell& cell) {
  return fixed(cell.mean) + (cell.deviation ? " ± " + fixed(*cell.deviation) : "");
}

std::string reportedText(double value) {
  return fixed(value);
}

std::string epochText(double epoch) {
  return config::valueText(config::Value(epoch));
}

std::string epochTableText(const EpochTable& table) {
  std::vector<Line> all = lines(table);
  for (Line& line : all) line.front() = oneLine(line.front());
  const std::vector<std::size_t> wide = widths(all);
  std::string text;
  for (const Line& line : all) {
    std::string row;
    for (std::size_t i = 0; i < line.size(); ++i) row += (i == 0 ? "" : "  ") + padded(line[i], wide[i], i > 1);
    text += row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string epochTableMarkdown(const EpochTable& table) {
  std::vector<Line> all = lines(table);
  for (Line& line : all) {
    for (std::string& cell : line) cell = escaped(cell);
  }
  const std::vector<std::size_t> wide = widths(all);
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    text += "|";
    for (std::size_t j = 0; j < wide.size(); ++j) text += " " + padded(all[i][j], wide[j], j > 1) + " |";
    text += "\n";
    if (i > 0) continue;
    text += "|";
    for (std::size_t j = 0; j < wide.size(); ++j) {
      text += j > 1 ? " " + std::string(wide[j] - 1, '-') + ": |" : " :" + std::string(wide[j] - 1, '-') + " |";
    }
    text += "\n";
  }
  return text;
}

std::string epochTableCsv(const EpochTable& table) {
  const bool deviations = repeatsSeeds(table);
  std::string text = "model,series,kind,runs";
  for (const double epoch : table.epochs) text += "," + epochText(epoch);
  for (std::size_t i = 0; deviations && i < table.epochs.size(); ++i) text += "," + epochText(table.epochs[i]) + " std";
  for (std::size_t i = 0; deviations && i < table.epochs.size(); ++i)
    text += "," + epochText(table.epochs[i]) + " runs";
  text += "\n";
  for (const EpochModel& model : table.models) {
    for (const EpochRow& row : model.rows) {
      text += csvLine(model, row, deviations);
      if (hasReported(row)) text += csvReported(model, row, deviations);
    }
  }
  return text;
}

}  // namespace ganvas::runs
