#include "config/toml_document.h"

#include <sstream>

#include "base/error.h"
#include "base/files.h"
#include "config/toml.h"
#include "config/toml_guard.h"

namespace ganvas::config {

namespace {

constexpr std::size_t kLargestFile = 1 << 20;

void checkFormat(const toml::table& root, const std::string& file) {
  const toml::node* node = root.get("format");
  if (!node) return;
  const std::string where = placeOf(file, node->source().begin.line);
  const auto format = node->value_exact<std::int64_t>();
  if (!format || *format < 1) throw Error("format is not a number of a format", where, "It must be format = 1");
  if (*format > kTomlFormat) {
    throw Error("format " + std::to_string(*format) + " is newer than the " + std::to_string(kTomlFormat) +
                    " that this program knows",
                where, "Update Ganvas to read it");
  }
}

}  // namespace

std::string readTomlText(const std::filesystem::path& file) {
  return readWholeFile(file, kLargestFile);
}

toml::table parseToml(std::string_view text, const std::string& file) {
  if (text.size() > kLargestFile) {
    throw Error("the text is larger than " + std::to_string(kLargestFile) + " bytes", file,
                "Check that it is the file you meant");
  }
  refuseHostileKeys(text, file);
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& error) {
    throw Error("this is not valid TOML: " + std::string(error.description()), placeOf(file, error.source().begin.line),
                "Mend that line; texts stand in double quotes");
  }
  checkFormat(root, file);
  return root;
}

std::string placeOf(const std::string& file, std::size_t line) {
  return line == 0 ? file : file + ":" + std::to_string(line);
}

std::string typeName(const toml::node& node) {
  std::ostringstream text;
  text << node.type();
  return text.str();
}

}  // namespace ganvas::config
