#include "config/parameter.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.h"
#include "config/edit_distance.h"
#include "config/utf8.h"

namespace ganvas::config {

namespace {

std::string realText(double real) {
  if (!std::isfinite(real)) return std::isnan(real) ? "nan" : real > 0 ? "inf" : "-inf";
  char buffer[512];
  const double size = std::fabs(real);
  const bool plain = size == 0 || (size >= 1e-5 && size < 1e15);
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  std::string text(buffer, std::to_chars(buffer, buffer + sizeof buffer, real, format).ptr);
  const std::size_t exponent = text.find('e');
  if (exponent != std::string::npos && text[exponent + 2] == '0') text.erase(exponent + 2, 1);  // 1e-08: as 1e-8
  return text;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty() || &part != &parts.front()) text += between;
    text += part;
  }
  return text;
}

std::string shown(const Value& value) {
  constexpr std::size_t kShown = 80;
  std::string text = valueText(value);
  if (text.size() > kShown) text = std::string(utf8Prefix(text, kShown)) + "…";
  return std::holds_alternative<std::string>(value) ? "\"" + text + "\"" : text;
}

std::string advice(const Parameter& parameter) {
  const std::string bounds = parameter.boundsText();
  return bounds.empty() ? "" : "It must be " + bounds;
}

[[noreturn]] void failType(const Parameter& parameter, const std::string& given, const std::string& where) {
  static const char* const kKinds[] = {"a whole number", "a number", "a text", "a text", "a path", "a list of texts"};
  throw Error(parameter.key + " takes " + kKinds[static_cast<int>(parameter.kind)] + ", not " + given, where,
              advice(parameter));
}

bool rightType(const Parameter& parameter, const Value& value) {
  switch (parameter.kind) {
    case ParameterKind::Integer:
      return std::holds_alternative<std::int64_t>(value);
    case ParameterKind::Real:
      return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
    case ParameterKind::Choice:
    case ParameterKind::Text:
    case ParameterKind::Path:
      return std::holds_alternative<std::string>(value);
    case ParameterKind::Lines:
      return std::holds_alternative<std::vector<std::string>>(value);
  }
  return false;
}

// For whole numbers too, compared as such: as doubles, 2^53 + 1 would pass for 2^53.
template <class Number>
bool inBounds(const Parameter& parameter, Number number) {
  const auto minimum = static_cast<Number>(parameter.minimum);
  if (parameter.minimumExcluded ? !(number > minimum) : !(number >= minimum)) return false;
  return number <= static_cast<Number>(parameter.maximum);  // nan fails the line above
}

bool fits(const Parameter& parameter, const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    if (!inBounds(parameter, *whole)) return false;
  } else if (const auto* real = std::get_if<double>(&value)) {
    if (!inBounds(parameter, *real)) return false;
  } else if (parameter.kind == ParameterKind::Choice) {
    const auto& choices = parameter.choices;
    if (std::find(choices.begin(), choices.end(), std::get<std::string>(value)) == choices.end()) return false;
  }
  return !parameter.fits || parameter.fits(value);
}

bool isText(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return isUtf8(*text);
  if (const auto* lines = std::get_if<std::vector<std::string>>(&value)) {
    return std::all_of(lines->begin(), lines->end(), [](const std::string& line) { return isUtf8(line); });
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

template <class Number>
Number parseNumber(const Parameter& parameter, std::string_view text, const std::string& where) {
  const std::string_view digits = trimmed(text);
  const char* end = digits.data() + digits.size();
  Number number{};
  const auto [stop, failure] = std::from_chars(digits.data(), end, number);
  if (stop == end && failure == std::errc::result_out_of_range) {
    throw Error(parameter.key + " is " + std::string(digits.substr(0, 80)) + ", out of bounds", where,
                advice(parameter));
  }
  if (failure != std::errc() || stop != end) failType(parameter, shown(Value(std::string(text))), where);
  return number;
}

std::vector<std::string> splitLines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\n;"), text.size());
    if (const std::string_view line = trimmed(text.substr(0, end)); !line.empty()) lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

std::string Parameter::boundsText() const {
  if (!form.empty()) return form;
  if (kind == ParameterKind::Choice) return "one of: " + joined(choices, ", ");
  if (kind != ParameterKind::Integer && kind != ParameterKind::Real) return "";
  const auto side = [this](double bound) {
    return kind == ParameterKind::Integer ? std::to_string(static_cast<std::int64_t>(bound)) : realText(bound);
  };
  const std::string range =
      minimumExcluded ? side(minimum) + " < x ≤ " + side(maximum) : side(minimum) + " … " + side(maximum);
  return unit.empty() ? range : range + " " + unit;
}

std::string nearestKey(std::string_view key) {
  std::vector<std::string> keys;
  for (const Parameter& parameter : parameters()) keys.push_back(parameter.key);
  if (std::string nearest = nearestName(key, keys); !nearest.empty()) return nearest;
  const std::string ending = "." + std::string(key.substr(0, 100));
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const auto& known) { return known.ends_with(ending); });
  return found == keys.end() ? "" : *found;
}

std::string valueText(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return realText(*real);
  if (const auto* lines = std::get_if<std::vector<std::string>>(&value)) return joined(*lines, "\n");
  return std::get<std::string>(value);
}

Value parseValue(const Parameter& parameter, std::string_view text, const std::string& where) {
  Value value;
  switch (parameter.kind) {
    case ParameterKind::Integer:
      value = parseNumber<std::int64_t>(parameter, text, where);
      break;
    case ParameterKind::Real:
      value = parseNumber<double>(parameter, text, where);
      break;
    case ParameterKind::Lines:
      value = splitLines(text);
      break;
    case ParameterKind::Choice:
      value = std::string(trimmed(text));
      break;
    case ParameterKind::Text:
    case ParameterKind::Path:
      value = std::string(text);
      break;
  }
  checkValue(parameter, value, where);
  return value;
}

void checkValue(const Parameter& parameter, const Value& value, const std::string& where) {
  if (!isText(value)) throw Error(parameter.key + " is not valid UTF-8 text", where, "Type it anew");
  if (!rightType(parameter, value)) failType(parameter, shown(value), where);
  if (!fits(parameter, value)) throw Error(parameter.key + " is " + shown(value), where, advice(parameter));
}

void setFromText(Experiment& experiment, std::string_view assignment, const std::string& where) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos) {
    throw Error("expected key=value, found " + shown(Value(std::string(assignment))), where,
                "For example schedule.batch_size=64");
  }
  const std::string_view key = trimmed(assignment.substr(0, equals));
  const Parameter* parameter = findParameter(key);
  if (!parameter) {
    const std::string nearest = nearestKey(key);
    throw Error("unknown key " + shown(Value(std::string(key))), where,
                nearest.empty() ? "" : "Did you mean " + nearest + "?");
  }
  parameter->set(experiment, parseValue(*parameter, assignment.substr(equals + 1), where));
}

}  // namespace ganvas::config
