// The TOML writer: walks the parameter table, one section after another.
#include <array>
#include <string>

#include "config/parameter.h"
#include "config/toml.h"
#include "config/toml_document.h"

namespace ganvas::config {

namespace {

// A basic string: everything but quotes, backslashes and control characters stands as it is.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\t':
        result += "\\t";
        break;
      case '\r':
        result += "\\r";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
          result += c;
        } else {
          constexpr std::string_view kDigits = "0123456789ABCDEF";
          result += "\\u00";
          result += kDigits[static_cast<unsigned char>(c) >> 4];
          result += kDigits[static_cast<unsigned char>(c) & 15];
        }
    }
  }
  return result + '"';
}

}  // namespace

std::string tomlValue(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
  const auto* lines = std::get_if<std::vector<std::string>>(&value);
  if (!lines) return valueText(value);
  if (lines->empty()) return "[]";
  std::string result = "[\n";
  for (const std::string& line : *lines) result += "  " + quoted(line) + ",\n";
  return result + "]";
}

std::string writeToml(const Experiment& experiment) {
  std::string text = "format = " + std::to_string(kTomlFormat) + "\n";
  std::string section;
  for (const Parameter& parameter : parameters()) {
    const std::size_t dot = parameter.key.find('.');
    const std::string name = dot == std::string::npos ? parameter.key : parameter.key.substr(dot + 1);
    const std::string itsSection = dot == std::string::npos ? "" : parameter.key.substr(0, dot);
    if (itsSection != section) {
      section = itsSection;
      text += "\n[" + section + "]\n";
    }
    text += name + " = " + tomlValue(parameter.get(experiment)) + "\n";
  }
  return text;
}

}  // namespace ganvas::config
