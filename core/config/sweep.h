#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "config/experiment.h"
#include "config/parameter.h"

namespace ganvas::config {

/// Grid: every combination of the keys' values. List: each row of values is one run.
enum class SweepMode { Grid, List };

/// A set of runs that differ in chosen parameters, as a file of resources/sweeps or of the user's says it.
struct Sweep {
  std::string name;              ///< as a recipe's: a-z, 0-9, '-'
  std::string description;       ///< what it compares, one or two sentences
  std::string source;            ///< the document it follows
  std::string assumed;           ///< what that leaves open
  std::string base;              ///< what the runs have in common: a recipe's name, or a TOML file
  std::vector<std::string> set;  ///< changes of the base: "schedule.epochs=50"
  SweepMode mode = SweepMode::Grid;
  /// What differs: a parameter's key, or several joined by " + " that take the same value.
  std::vector<std::string> keys;
  /// Grid: the values of each key. List: rows of one value per key.
  std::vector<std::vector<Value>> values;
  std::vector<std::int64_t> seeds;  ///< each combination is trained with each; empty: with the base's
  /// List: the document's figures for each row (config/reported.h), or empty.
  std::vector<std::vector<std::string>> reported;
  std::string reportedNote;                               ///< how far they can be compared with measured ones
  std::vector<double> epochs = {1, 5, 10, 50, 100, 200};  ///< columns of its table, ascending

  bool operator==(const Sweep&) const = default;
};

/// One run of a sweep.
struct SweepRun {
  std::string label;  ///< "critic_steps 5, weight_clip 0.01, learning_rate 0.00005": no two runs' are the same
  Experiment experiment;
};

inline constexpr std::size_t kMostSweepRuns = 1000;  ///< as many as the queue holds

/// The parameters of one of a sweep's keys; throws Error naming the nearest key where there is none.
std::vector<const Parameter*> sweptParameters(const std::string& key, const std::string& where);

/// How many runs it has, without making them; clipped at 2^53.
std::int64_t sweepSize(const Sweep& sweep);

/// The experiment that the runs have in common: the base, changed as `set` says. Throws Error.
Experiment sweepBase(const Sweep& sweep);

/// Throws Error when the sweep is at fault in itself: neither keys nor seeds, keys unknown or swept twice, values out
/// of bounds or given twice, rows of another length, more than kMostSweepRuns runs. `where` names it in messages.
void checkSweep(const Sweep& sweep, const std::string& where);

/// Where in its file a key of the sweep stands ("set", "values" …), for messages.
using SweepPlaces = std::function<std::string(const char* key)>;
void checkSweep(const Sweep& sweep, const SweepPlaces& place);

/// Takes out of `set` what differs between the runs: keys, and the seed where there are seeds.
void leaveOutSwept(Sweep& sweep);

/// All runs in order: the last key's values change fastest, seeds faster still. Their about.sweep is `id` (empty: the
/// sweep's name), about.reported their row's figures. Throws Error: what checkSweep() finds, or a key that matters to
/// none of the runs.
std::vector<SweepRun> sweepRuns(const Sweep& sweep, const Experiment& base, const std::string& id = {});
std::vector<SweepRun> sweepRuns(const Sweep& sweep);

/// An id for the runs of one start of a sweep: its name, the local time and four random digits,
/// "mnist-wgan-sweep-20261122-153012-4f2a".
std::string newSweepId(const std::string& name);
/// The name that such an id begins with; the id itself where it has no time behind.
std::string sweepNameOf(const std::string& id);

/// A sweep as TOML, format 1. readSweep(writeSweep(s)) == s. Reading is strict and checks as checkSweep() does; Errors
/// name `file`, line, and the nearest key.
Sweep readSweep(std::string_view text, const std::string& file);
std::string writeSweep(const Sweep& sweep);

}  // namespace ganvas::config
