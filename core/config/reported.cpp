#include "config/reported.h"

#include <charconv>
#include <cmath>
#include <sstream>

#include "base/error.h"
#include "config/utf8.h"

namespace ganvas::config {

namespace {

std::optional<double> number(const std::string& text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<ReportedFigure> parse(const std::string& line) {
  std::istringstream words(line);
  ReportedFigure figure;
  std::string word;
  if (!(words >> figure.name >> word)) return std::nullopt;
  const auto value = number(word);
  if (!value) return std::nullopt;
  figure.value = *value;
  while (words >> word) {
    if (word == "mark") {
      figure.mark = true;
    } else if (std::string text; word == "epoch" && !figure.epoch && words >> text) {
      figure.epoch = number(text);
      if (!figure.epoch || *figure.epoch < 0) return std::nullopt;
    } else {
      return std::nullopt;
    }
  }
  return figure;
}

}  // namespace

std::vector<ReportedFigure> reportedFigures(const About& about) {
  std::vector<ReportedFigure> figures;
  for (const std::string& line : about.reported) {
    const auto figure = parse(line);
    if (!figure) {
      throw Error("cannot read the reported figure \"" + std::string(utf8Prefix(line, 60)) + "\"", "about.reported",
                  "The form is: NAME VALUE [epoch E] [mark]");
    }
    figures.push_back(*figure);
  }
  return figures;
}

}  // namespace ganvas::config
