#include "runs/queue_entry.h"

#include <toml++/toml.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "base/error.h"
#include "base/files.h"
#include "config/toml.h"
#include "config/toml_guard.h"
#include "config/utf8.h"
#include "runs/run_files.h"

namespace ganvas::runs {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kFormat = 1;
constexpr std::uintmax_t kLargest = 1 << 20;  // bytes
constexpr const char* kDamaged = "The file is damaged: remove the entry and queue the run again";

void checkText(const std::string& text, const char* what) {
  if (!config::isUtf8(text)) throw Error(std::string(what) + " is not UTF-8", "queue", "Choose another one");
}

// Runs of this directory by their names alone: the whole directory may be moved, or mounted elsewhere.
std::string pathText(const fs::path& run, const fs::path& runsDir) {
  const fs::path whole = normalPath(run);
  return whole.parent_path() == normalPath(runsDir) ? whole.filename().string() : whole.string();
}

template <typename Value>
std::optional<Value> valueOf(const toml::table& table, const char* key, const std::string& file) {
  const toml::node* const node = table.get(key);
  if (node == nullptr) return {};
  const std::optional<Value> value = node->value_exact<Value>();
  if (value) return value;
  throw Error(std::string("\"") + key + "\" is not what a queued run has there",
              file + ":" + std::to_string(node->source().begin.line), kDamaged);
}

void checkFormat(const toml::table& table, const std::string& file) {
  const std::int64_t format = valueOf<std::int64_t>(table, "format", file).value_or(0);
  if (format < 1) throw Error("the queued run has no format number", file, kDamaged);
  if (format > kFormat) {
    throw Error("the queued run has format " + std::to_string(format) + ", this version of Ganvas knows format " +
                    std::to_string(kFormat) + " at most",
                file, "Use a newer Ganvas");
  }
}

QueuedRun runOf(const toml::table& table, const std::string& file, const fs::path& runsDir) {
  checkFormat(table, file);
  QueuedRun run;
  const std::string kind = valueOf<std::string>(table, "kind", file).value_or("");
  run.name = valueOf<std::string>(table, "name", file).value_or("");
  run.failure = valueOf<std::string>(table, "failure", file).value_or("");
  const auto experiment = valueOf<std::string>(table, "experiment", file);
  if (experiment) run.experiment = config::readToml(*experiment, file + " (experiment)");
  if (kind == "start" && experiment) return run;
  if (kind != "resume") throw Error("it is not said what to train", file, kDamaged);
  const std::string path = valueOf<std::string>(table, "run", file).value_or("");
  if (path.empty()) throw Error("it is not said which run to resume", file, kDamaged);
  run.resume = normalPath(normalPath(runsDir) / path);  // an absolute path replaces what is before it
  run.steps = valueOf<std::int64_t>(table, "steps", file);
  run.epochs = valueOf<double>(table, "epochs", file);
  if ((run.steps && *run.steps < 1) || (run.epochs && !(*run.epochs > 0))) {
    throw Error("the new length of the run is not positive", file, kDamaged);
  }
  return run;
}

}  // namespace

std::string queueFileText(const QueuedRun& run, const fs::path& runsDir) {
  checkText(run.name, "the name of the run");
  toml::table table{{"format", kFormat}, {"kind", run.isResume() ? "resume" : "start"}};
  if (!run.name.empty()) table.insert("name", run.name);
  if (!run.failure.empty()) table.insert("failure", config::isUtf8(run.failure) ? run.failure : "unknown reason");
  if (run.isResume()) {
    const std::string path = pathText(run.resume, runsDir);
    checkText(path, "the path of the run");
    table.insert("run", path);
    if (run.steps) table.insert("steps", *run.steps);
    if (run.epochs) table.insert("epochs", *run.epochs);
  }
  if (!run.isResume() || run.experiment != config::Experiment{}) {
    table.insert("experiment", config::writeToml(run.experiment));
  }
  std::ostringstream out;
  // Escapes throughout: a literal string cannot hold every text.
  out << toml::toml_formatter(table, toml::toml_formatter::default_flags & ~toml::format_flags::allow_literal_strings &
                                         ~toml::format_flags::allow_multi_line_strings)
      << '\n';
  if (out.str().size() <= kLargest) return out.str();
  throw Error("the experiment is too large to be queued", "queue", "Shorten its texts and layers");
}

QueuedRun readQueueFile(const fs::path& file, const fs::path& runsDir) {
  const std::string text = readWholeFile(file, kLargest);
  config::refuseHostileKeys(text, file.string());
  try {
    return runOf(toml::parse(text, file.string()), file.string(), runsDir);
  } catch (const toml::parse_error& failure) {
    throw Error("the queued run cannot be read: " + std::string(failure.description()),
                file.string() + ":" + std::to_string(failure.source().begin.line), kDamaged);
  }
}

const char* queueStateName(QueueState state) {
  switch (state) {
    case QueueState::Waiting:
      return "waiting";
    case QueueState::Taken:
      return "taken";
    case QueueState::Failed:
      return "failed";
    case QueueState::Damaged:
      return "damaged";
  }
  return "";
}

std::string toJson(const std::vector<QueueEntry>& entries, bool paused) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const QueueEntry& entry : entries) {
    Json one{{"id", entry.id},
             {"state", queueStateName(entry.state)},
             {"name", entry.run.name},
             {"recipe", entry.run.experiment.about.name},
             {"resume", entry.run.resume.string()},
             {"problem", entry.problem},
             {"host", entry.host}};
    one["steps"] = entry.run.steps ? Json(*entry.run.steps) : Json(nullptr);
    one["epochs"] = entry.run.epochs ? Json(*entry.run.epochs) : Json(nullptr);
    list.push_back(std::move(one));
  }
  const Json all{{"paused", paused}, {"entries", std::move(list)}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace ganvas::runs
