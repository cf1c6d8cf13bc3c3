#pragma once

#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "config/sweep.h"

namespace ganvas::ui {

/// A parameter that a sweep changes, or several that take the same value, with the text of its values.
struct SweptKey {
  std::string key;  ///< as in config::Sweep
  QString values;   ///< "0.01, 0.02"; a value with a comma stands in double quotes
};

/// A sweep while the user makes it: texts that may not be values yet.
struct SweepDraft {
  config::Sweep origin;     ///< what it began with: its texts, its table's epochs, its reported figures
  config::Experiment base;  ///< what the runs have in common
  config::SweepMode mode = config::SweepMode::Grid;
  std::vector<SweptKey> keys;  ///< list: run i has the i-th value of each
  QString seeds;               ///< "1, 2, 3"; empty: the base's
};

/// What the texts mean.
struct SweepReading {
  config::Sweep sweep;                 ///< its base's name and `set` are the origin's, but for what is swept
  std::vector<config::SweepRun> runs;  ///< empty where there is a problem
  QString problem;                     ///< a sentence, or empty
  int faultyKey = -1;                  ///< the key whose values are at fault, or −1
};
SweepReading read(const SweepDraft& draft);

/// The draft of a sweep, `base` being its experiment.
SweepDraft draftOf(const config::Sweep& sweep, const config::Experiment& base);

/// "1, 2, \"a, b\"" → its parts, trimmed, without their quotes; and back.
QStringList splitValues(const QString& text);
QString joinValues(const QStringList& values);

/// What a key is called: "Batch size", "Learning rates of both networks" …
QString sweptLabel(const std::string& key);

/// The keys to choose from: every parameter but the texts about a recipe, and one for both networks' optimisers where
/// each has it. In the table's order.
std::vector<std::string> sweepableKeys();

/// `count` values from `from` to `to`, evenly spread, or their logarithms: rounded to six digits, to whole numbers
/// where `whole`; each once. Empty where there are none: logarithms of numbers that are not above 0.
QStringList spreadValues(double from, double to, int count, bool logarithmic, bool whole);

/// How long a run is: "1,500 steps", or "200 epochs" where its steps are not known.
QString lengthText(const config::Experiment& experiment);

/// How long all of them are together, as lengthText() says it: "about 35,100 steps".
QString totalLengthText(const std::vector<config::SweepRun>& runs);

}  // namespace ganvas::ui
