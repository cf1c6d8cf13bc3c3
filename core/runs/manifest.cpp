#include <toml++/toml.h>

#include <optional>
#include <sstream>

#include "base/error.h"
#include "base/files.h"
#include "config/toml_guard.h"
#include "runs/run_files.h"
#include "runs/toml_text.h"

namespace ganvas::runs {

namespace {

constexpr int kFormat = 1;
constexpr std::uintmax_t kLargest = 1 << 20;  // bytes
constexpr std::size_t kLargestClasses = kLargest / 2;

template <typename Value>
Value valueOf(const toml::table& table, const char* key, const std::string& file) {
  const toml::node* const node = table.get(key);
  if (node == nullptr) return {};
  const std::optional<Value> value = node->value_exact<Value>();
  if (!value) {
    throw Error(std::string("\"") + key + "\" is not what a manifest has there",
                file + ":" + std::to_string(node->source().begin.line), "The file is damaged; put back a copy of it");
  }
  return *value;
}

[[noreturn]] void failClasses(const toml::node& node, const std::string& file) {
  throw Error("\"classes\" is not what a manifest has there", file + ":" + std::to_string(node.source().begin.line),
              "The file is damaged; put back a copy of it");
}

std::vector<std::string> classesOf(const toml::table& table, const std::string& file) {
  std::vector<std::string> classes;
  const toml::node* const node = table.get("classes");
  if (node == nullptr) return classes;
  if (!node->is_array()) failClasses(*node, file);
  for (const toml::node& name : *node->as_array()) {
    if (!name.is_string()) failClasses(name, file);
    classes.push_back(name.as_string()->get());
  }
  return classes;
}

int formatOf(const toml::table& table, const std::string& file) {
  const auto format = valueOf<std::int64_t>(table, "format", file);
  if (format < 1) throw Error("the manifest has no format number", file, "The file is damaged; put back a copy of it");
  if (format > kFormat) {
    throw Error("the run has format " + std::to_string(format) + ", this version of Ganvas knows format " +
                    std::to_string(kFormat) + " at most",
                file, "Use a newer Ganvas");
  }
  return static_cast<int>(format);
}

Manifest manifestOf(const toml::table& table, const std::string& file) {
  Manifest manifest;
  manifest.format = formatOf(table, file);
  manifest.name = valueOf<std::string>(table, "name", file);
  manifest.recipe = valueOf<std::string>(table, "recipe", file);
  manifest.created = valueOf<std::string>(table, "created", file);
  manifest.version = valueOf<std::string>(table, "version", file);
  manifest.torch = valueOf<std::string>(table, "torch", file);
  manifest.device = valueOf<std::string>(table, "device", file);
  manifest.fingerprint = valueOf<std::string>(table, "fingerprint", file);
  manifest.dataName = valueOf<std::string>(table, "data_name", file);
  manifest.pictures = valueOf<std::int64_t>(table, "pictures", file);
  manifest.seed = valueOf<std::int64_t>(table, "seed", file);
  manifest.classes = classesOf(table, file);
  manifest.conditional = valueOf<bool>(table, "conditional", file);
  manifest.sweep = valueOf<std::string>(table, "sweep", file);
  return manifest;
}

/// The line of the classes; empty where there are none, or so many that the manifest could not be read again.
std::string classesText(const std::vector<std::string>& classes) {
  std::string text;
  for (const std::string& name : classes) {
    text += (text.empty() ? "classes = [" : ", ") + tomlString(name);
    if (text.size() > kLargestClasses) return {};
  }
  return text.empty() ? text : text + "]\n";
}

}  // namespace

std::string manifestText(const Manifest& manifest) {
  std::ostringstream out;
  out << "format = " << kFormat << "\n"
      << "name = " << tomlString(manifest.name) << "\n"
      << "recipe = " << tomlString(manifest.recipe) << "\n"
      << "created = " << tomlString(manifest.created) << "\n"
      << "version = " << tomlString(manifest.version) << "\n"
      << "torch = " << tomlString(manifest.torch) << "\n"
      << "device = " << tomlString(manifest.device) << "\n"
      << "fingerprint = " << tomlString(manifest.fingerprint) << "\n"
      << "data_name = " << tomlString(manifest.dataName) << "\n"
      << "pictures = " << manifest.pictures << "\n"
      << "seed = " << manifest.seed << "\n"
      << "conditional = " << (manifest.conditional ? "true" : "false") << "\n"
      << classesText(manifest.classes);
  if (!manifest.sweep.empty()) out << "sweep = " << tomlString(manifest.sweep) << "\n";
  return out.str();
}

Manifest readManifest(const std::filesystem::path& run) {
  const std::filesystem::path path = run / "manifest.toml";
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    throw Error(looksLikeRun(run) ? "the run was only half made: it has no manifest" : "this is no run directory",
                run.string(), looksLikeRun(run) ? "Delete it" : "");
  }
  const std::string text = readWholeFile(path, kLargest);
  config::refuseHostileKeys(text, path.string());
  try {
    return manifestOf(toml::parse(text, path.string()), path.string());
  } catch (const toml::parse_error& failure) {
    throw Error("the manifest cannot be read: " + std::string(failure.description()),
                path.string() + ":" + std::to_string(failure.source().begin.line),
                "The file is damaged; put back a copy of it");
  }
}

}  // namespace ganvas::runs
