#include "config/sweep.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <random>
#include <set>

#include "base/error.h"
#include "config/recipes.h"
#include "config/reported.h"

namespace ganvas::config {

namespace {

constexpr std::int64_t kLargest = std::int64_t{1} << 53;
constexpr std::size_t kLongestInLabel = 24;  // bytes of a text value; longer ones go by number

std::string trimmed(std::string text) {
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

// The key of "schedule.epochs=50".
std::string setKey(const std::string& assignment) {
  return trimmed(assignment.substr(0, assignment.find('=')));
}

std::string shortName(const std::string& key) {
  return key.substr(key.rfind('.') + 1);
}

// "learning_rate" for the learning rates of both networks; the whole keys where several would be called alike.
std::string nameOf(const std::vector<const Parameter*>& parameters) {
  std::string name = shortName(parameters.front()->key);
  for (const Parameter* parameter : parameters) {
    if (shortName(parameter->key) != name) name += "+" + shortName(parameter->key);
  }
  return name;
}

std::vector<std::string> shortNames(const Sweep& sweep) {
  std::vector<std::string> names;
  for (const std::string& key : sweep.keys) names.push_back(nameOf(sweptParameters(key, sweep.name)));
  const std::vector<std::string> all = names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::count(all.begin(), all.end(), all[i]) > 1) names[i] = sweep.keys[i];
  }
  return names;
}

// The values of one key, each once, in the order in which they come.
std::vector<Value> valuesOf(const Sweep& sweep, std::size_t key) {
  if (sweep.mode == SweepMode::Grid) return sweep.values[key];
  std::vector<Value> values;
  for (const auto& row : sweep.values) {
    if (std::find(values.begin(), values.end(), row[key]) == values.end()) values.push_back(row[key]);
  }
  return values;
}

std::string labelOf(const std::string& name, const Value& value, const std::vector<Value>& all) {
  std::string text = valueText(value);
  const bool isLong = text.size() > kLongestInLabel || std::holds_alternative<std::vector<std::string>>(value);
  if (isLong) text = "#" + std::to_string(std::find(all.begin(), all.end(), value) - all.begin() + 1);
  if (text.empty()) text = "(none)";
  return name + " " + text;
}

// What each combination consists of: one value per key.
std::vector<std::vector<Value>> combinations(const Sweep& sweep) {
  if (sweep.mode == SweepMode::List) return sweep.values;
  std::vector<std::vector<Value>> rows = {{}};
  for (const std::vector<Value>& values : sweep.values) {
    std::vector<std::vector<Value>> longer;
    for (const auto& row : rows) {
      for (const Value& value : values) {
        longer.push_back(row);
        longer.back().push_back(value);
      }
    }
    rows = std::move(longer);
  }
  return rows;
}

void checkKeys(const Sweep& sweep, const SweepPlaces& place) {
  const std::string where = place("keys");
  std::set<std::string> seen;
  for (const std::string& key : sweep.keys) {
    for (const Parameter* parameter : sweptParameters(key, where)) {
      if (!seen.insert(parameter->key).second) throw Error(parameter->key + " is swept twice", where, "Name it once");
    }
  }
  for (const std::string& assignment : sweep.set) {
    const std::string key = setKey(assignment);
    if (seen.contains(key) || (key == "seed" && !sweep.seeds.empty())) {
      throw Error(key + " is both set and swept", place("set"), "Leave one of them out");
    }
  }
  if (seen.contains("seed") && !sweep.seeds.empty()) {
    throw Error("the seed is both a key and in the list of seeds", place("seeds"),
                "Use `seeds` alone to repeat each run");
  }
}

void checkShape(const Sweep& sweep, const std::string& where) {
  if (sweep.keys.empty() && sweep.seeds.empty()) {
    throw Error("the sweep has neither keys nor seeds", where, "Give keys and values, or seeds");
  }
  const bool grid = sweep.mode == SweepMode::Grid;
  if (grid && sweep.values.size() != sweep.keys.size()) {
    throw Error("there are values for " + std::to_string(sweep.values.size()) + " keys, but " +
                    std::to_string(sweep.keys.size()) + " keys",
                where, "A grid has one list of values for each key");
  }
  for (std::size_t i = 0; i < sweep.values.size(); ++i) {
    if (grid && sweep.values[i].empty()) throw Error(sweep.keys[i] + " has no values", where, "Give one at least");
    if (grid || sweep.values[i].size() == sweep.keys.size()) continue;
    throw Error("row " + std::to_string(i + 1) + " has " + std::to_string(sweep.values[i].size()) + " values for " +
                    std::to_string(sweep.keys.size()) + " keys",
                where, "Each row has one value for each key");
  }
  if (sweepSize(sweep) == 0) throw Error("the sweep has no runs", where, "Give keys and values, or seeds");
}

void checkValues(const Sweep& sweep, const std::string& where) {
  const bool grid = sweep.mode == SweepMode::Grid;
  for (std::size_t i = 0; i < sweep.values.size(); ++i) {
    const std::vector<Value>& row = sweep.values[i];
    for (std::size_t j = 0; j < row.size(); ++j) {
      const std::string place = where + (grid ? "" : ", row " + std::to_string(i + 1));
      for (const Parameter* parameter : sweptParameters(sweep.keys[grid ? i : j], where)) {
        checkValue(*parameter, row[j], place);
      }
      if (grid && std::find(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(j), row[j]) !=
                      row.begin() + static_cast<std::ptrdiff_t>(j)) {
        throw Error(sweep.keys[i] + " has the value " + valueText(row[j]).substr(0, 80) + " twice", where,
                    "Give each value once");
      }
    }
    if (!grid && std::find(sweep.values.begin(), sweep.values.begin() + static_cast<std::ptrdiff_t>(i), row) !=
                     sweep.values.begin() + static_cast<std::ptrdiff_t>(i)) {
      throw Error("row " + std::to_string(i + 1) + " has been given before", where,
                  "Give each row once; `seeds` repeats all of them");
    }
  }
}

void checkSeedsAndEpochs(const Sweep& sweep, const SweepPlaces& place) {
  const Parameter& seed = *findParameter("seed");
  std::set<std::int64_t> seen;
  for (const std::int64_t value : sweep.seeds) {
    checkValue(seed, value, place("seeds"));
    if (!seen.insert(value).second) {
      throw Error("seed " + std::to_string(value) + " is given twice", place("seeds"), "Give each seed once");
    }
  }
  for (std::size_t i = 0; i < sweep.epochs.size(); ++i) {
    if (!(sweep.epochs[i] > (i == 0 ? 0 : sweep.epochs[i - 1]) && sweep.epochs[i] <= 1e6)) {
      throw Error("the table's epochs are not ascending numbers above 0", place("epochs"),
                  "For example 1, 5, 10, 50, 100, 200");
    }
  }
}

void checkReported(const Sweep& sweep, const std::string& where) {
  if (sweep.reported.empty()) return;
  if (sweep.mode == SweepMode::Grid || sweep.reported.size() != sweep.values.size()) {
    throw Error("there are reported figures for " + std::to_string(sweep.reported.size()) + " rows", where,
                "Only a list has them: one list of lines for each row");
  }
  for (const auto& lines : sweep.reported) {
    About about;
    about.reported = lines;
    try {
      reportedFigures(about);
    } catch (const Error& error) {
      throw Error(error.problem(), where, error.advice());
    }
  }
}

void checkKeysMatter(const Sweep& sweep, const std::vector<SweepRun>& runs) {
  for (const std::string& key : sweep.keys) {
    for (const Parameter* parameter : sweptParameters(key, sweep.name)) {
      const auto matters = [&](const SweepRun& run) { return parameter->appliesTo(run.experiment); };
      if (std::any_of(runs.begin(), runs.end(), matters)) continue;
      throw Error(parameter->key + " does not matter to any of these runs", sweep.name,
                  "Leave it out, or change what it belongs to (its help says what)");
    }
  }
}

Experiment combine(const Sweep& sweep, const Experiment& base, const std::vector<Value>& row) {
  Experiment experiment = base;
  for (std::size_t i = 0; i < row.size(); ++i) {
    for (const Parameter* parameter : sweptParameters(sweep.keys[i], sweep.name)) {
      parameter->set(experiment, row[i]);
    }
  }
  return experiment;
}

void addSeeds(const Sweep& sweep, const SweepRun& run, std::vector<SweepRun>& runs) {
  if (sweep.seeds.empty()) return runs.push_back(run);
  for (const std::int64_t seed : sweep.seeds) {
    SweepRun seeded = run;
    seeded.experiment.seed = seed;
    if (sweep.seeds.size() > 1) {
      seeded.label += (seeded.label.empty() ? "seed " : ", seed ") + std::to_string(seed);
    }
    runs.push_back(std::move(seeded));
  }
}

std::string text(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) joined += (joined.empty() ? "" : ", ") + part;
  return joined;
}

}  // namespace

std::vector<const Parameter*> sweptParameters(const std::string& key, const std::string& where) {
  std::vector<const Parameter*> found;
  for (std::size_t begin = 0; begin <= key.size();) {
    const std::size_t end = std::min(key.find('+', begin), key.size());
    const std::string one = trimmed(key.substr(begin, end - begin));
    const Parameter* parameter = findParameter(one);
    if (!parameter) {
      const std::string nearest = nearestKey(one);
      throw Error("unknown key " + one.substr(0, 100), where, nearest.empty() ? "" : "Did you mean " + nearest + "?");
    }
    if (one.starts_with("about.")) throw Error(one + " makes no difference to a run", where, "Choose another key");
    found.push_back(parameter);
    begin = end + 1;
  }
  return found;
}

std::int64_t sweepSize(const Sweep& sweep) {
  std::int64_t size = sweep.seeds.empty() ? 1 : static_cast<std::int64_t>(sweep.seeds.size());
  if (sweep.mode == SweepMode::List) return size * static_cast<std::int64_t>(sweep.values.size());
  for (const auto& values : sweep.values) {
    const auto count = static_cast<std::int64_t>(values.size());
    if (count > 0 && size > kLargest / count) return kLargest;
    size *= count;
  }
  return size;
}

Experiment sweepBase(const Sweep& sweep) {
  Experiment base = loadRecipe(sweep.base);
  for (const std::string& assignment : sweep.set) setFromText(base, assignment, sweep.name + ", set");
  return base;
}

void checkSweep(const Sweep& sweep, const SweepPlaces& place) {
  checkKeys(sweep, place);
  const std::string where = place(sweep.mode == SweepMode::Grid ? "values" : "rows");
  checkShape(sweep, where);
  if (const std::int64_t size = sweepSize(sweep); size > static_cast<std::int64_t>(kMostSweepRuns)) {
    throw Error("the sweep has " + std::to_string(size) + (size == kLargest ? " and more runs" : " runs"), where,
                "The queue holds " + std::to_string(kMostSweepRuns) + ": give fewer values or seeds");
  }
  checkValues(sweep, where);
  checkSeedsAndEpochs(sweep, place);
  checkReported(sweep, place("reported"));
}

void checkSweep(const Sweep& sweep, const std::string& where) {
  checkSweep(sweep, [&](const char*) { return where; });
}

void leaveOutSwept(Sweep& sweep) {
  std::set<std::string> swept;
  for (const std::string& key : sweep.keys) {
    for (const Parameter* parameter : sweptParameters(key, sweep.name)) swept.insert(parameter->key);
  }
  if (!sweep.seeds.empty()) swept.insert("seed");
  std::erase_if(sweep.set, [&](const std::string& assignment) { return swept.contains(setKey(assignment)); });
}

std::vector<SweepRun> sweepRuns(const Sweep& sweep, const Experiment& base, const std::string& id) {
  checkSweep(sweep, sweep.name);
  const std::vector<std::string> names = shortNames(sweep);
  std::vector<std::vector<Value>> values;
  for (std::size_t key = 0; key < sweep.keys.size(); ++key) values.push_back(valuesOf(sweep, key));
  std::vector<SweepRun> runs;
  const auto rows = combinations(sweep);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    SweepRun run{"", combine(sweep, base, rows[i])};
    std::vector<std::string> parts;
    for (std::size_t key = 0; key < names.size(); ++key) {
      parts.push_back(labelOf(names[key], rows[i][key], values[key]));
    }
    run.label = text(parts);
    run.experiment.about.sweep = id.empty() ? sweep.name : id;
    run.experiment.about.reported = sweep.reported.empty() ? std::vector<std::string>() : sweep.reported[i];
    run.experiment.about.reportedNote = sweep.reportedNote;
    addSeeds(sweep, run, runs);
  }
  checkKeysMatter(sweep, runs);
  return runs;
}

std::vector<SweepRun> sweepRuns(const Sweep& sweep) {
  return sweepRuns(sweep, sweepBase(sweep));
}

std::string newSweepId(const std::string& name) {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  localtime_r(&now, &parts);
  char time[32];
  const std::size_t length = std::strftime(time, sizeof time, "-%Y%m%d-%H%M%S", &parts);
  // A script may start the same sweep twice within a second.
  constexpr std::string_view kHex = "0123456789abcdef";
  std::random_device random;
  std::string end = "-0000";
  for (auto c = end.begin() + 1; c != end.end(); ++c) *c = kHex[random() % kHex.size()];
  return name + std::string(time, length) + end;
}

namespace {

// Takes `form` off the end of `id`, where "d" stands for a digit and "h" for a hexadecimal one; whether it was there.
bool takeEnd(std::string_view& id, std::string_view form) {
  if (id.size() <= form.size()) return false;
  const std::string_view end = id.substr(id.size() - form.size());
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool digit = end[i] >= '0' && end[i] <= '9';
    const bool fits = form[i] == 'd'   ? digit
                      : form[i] == 'h' ? digit || (end[i] >= 'a' && end[i] <= 'f')
                                       : end[i] == form[i];
    if (!fits) return false;
  }
  id.remove_suffix(form.size());
  return true;
}

}  // namespace

std::string sweepNameOf(const std::string& id) {
  constexpr std::string_view kTime = "-dddddddd-dddddd", kRandom = "-hhhh";
  std::string_view name = id;
  if (takeEnd(name, kTime)) return std::string(name);
  if (takeEnd(name, kRandom) && takeEnd(name, kTime)) return std::string(name);
  return id;
}

}  // namespace ganvas::config
