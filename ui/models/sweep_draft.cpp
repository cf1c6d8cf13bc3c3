#include "models/sweep_draft.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "config/network_plan.h"
#include "config/sweep_networks.h"
#include "config/usual_set.h"
#include "models/experiment_draft.h"

namespace ganvas::ui {

namespace {

constexpr const char* kGenerator = "generator_optimiser.";
constexpr const char* kDiscriminator = "discriminator_optimiser.";

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::SweepDraft", text);
}

QString sentence(const Error& error) {
  QString text = QString::fromStdString(error.problem());
  text[0] = text[0].toUpper();
  text += QLatin1Char('.');
  if (!error.advice().empty()) text += QLatin1Char(' ') + QString::fromStdString(error.advice());
  if (!text.endsWith(QLatin1Char('.')) && !text.endsWith(QLatin1Char('?'))) text += QLatin1Char('.');
  return text;
}

// The values of one key; false, with the problem said, where a text is none.
bool readValues(const SweptKey& key, std::vector<config::Value>& values, QString& problem) {
  const config::Parameter& parameter = *config::sweptParameters(key.key, {}).front();
  for (const QString& text : splitValues(key.values)) {
    config::Value value;
    if (!readValue(parameter, text, value, problem)) return false;
    values.push_back(std::move(value));
  }
  if (!values.empty()) return true;
  problem = tr("%1 needs a value. Separate values by commas.").arg(sweptLabel(key.key));
  return false;
}

bool readSeeds(const QString& text, std::vector<std::int64_t>& seeds, QString& problem) {
  for (const QString& one : splitValues(text)) {
    config::Value value;
    if (!readValue(*config::findParameter("seed"), one, value, problem)) return false;
    seeds.push_back(std::get<std::int64_t>(value));
  }
  return true;
}

// Values of each key → rows of one value per key. False where the keys have unequally many.
bool turnIntoRows(const SweepDraft& draft, config::Sweep& sweep, SweepReading& reading) {
  std::vector<std::vector<config::Value>> rows(sweep.values.empty() ? 0 : sweep.values.front().size());
  for (std::size_t key = 0; key < sweep.values.size(); ++key) {
    if (sweep.values[key].size() != rows.size()) {
      reading.faultyKey = static_cast<int>(key);
      reading.problem = tr("%1 has %2 values, %3 has %4. One by one, all need equally many.")
                            .arg(sweptLabel(draft.keys[key].key))
                            .arg(sweep.values[key].size())
                            .arg(sweptLabel(draft.keys.front().key))
                            .arg(rows.size());
      return false;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].push_back(sweep.values[key][i]);
  }
  sweep.values = std::move(rows);
  return true;
}

// Reported figures belong to the very rows that the document has.
void dropForeignFigures(const config::Sweep& origin, config::Sweep& sweep) {
  if (sweep.mode == origin.mode && sweep.keys == origin.keys && sweep.values == origin.values) return;
  sweep.reported.clear();
  sweep.reportedNote.clear();
}

bool isText(const config::Parameter& parameter) {
  return parameter.key.starts_with("about.");
}

QString stepsText(std::int64_t steps) {
  return tr("%1 steps").arg(QLocale().toString(static_cast<qlonglong>(steps)));
}

QString epochsText(double epochs) {
  return tr("%1 epochs").arg(QLocale().toString(epochs, 'g', 6));
}

// 0 where it is not known.
std::int64_t stepsOf(const config::Experiment& experiment) {
  if (experiment.schedule.steps > 0) return experiment.schedule.steps;
  const auto pictures = config::usualSet(experiment.data).pictures;
  return pictures ? config::totalSteps(experiment, *pictures) : 0;
}

}  // namespace

SweepReading read(const SweepDraft& draft) {
  SweepReading reading;
  config::Sweep& sweep = reading.sweep = draft.origin;
  sweep.mode = draft.mode;
  sweep.keys.clear();
  sweep.values.clear();
  sweep.seeds.clear();
  for (const SweptKey& key : draft.keys) {
    sweep.keys.push_back(key.key);
    if (readValues(key, sweep.values.emplace_back(), reading.problem)) continue;
    reading.faultyKey = static_cast<int>(sweep.keys.size()) - 1;
    return reading;
  }
  if (!readSeeds(draft.seeds, sweep.seeds, reading.problem)) return reading;
  if (sweep.keys.empty() && sweep.seeds.size() < 2) {
    reading.problem = tr("Add a parameter and give its values, or give two seeds or more.");
    return reading;
  }
  if (sweep.keys.empty()) sweep.mode = config::SweepMode::Grid;  // nothing but seeds
  if (sweep.mode == config::SweepMode::List && !turnIntoRows(draft, sweep, reading)) return reading;
  dropForeignFigures(draft.origin, sweep);
  try {
    config::leaveOutSwept(sweep);
    std::vector<config::SweepRun> runs = config::sweepRuns(sweep, draft.base);
    config::checkNetworks(runs);
    reading.runs = std::move(runs);
  } catch (const Error& error) {
    reading.problem = sentence(error);
  }
  return reading;
}

SweepDraft draftOf(const config::Sweep& sweep, const config::Experiment& base) {
  SweepDraft draft{sweep, base, sweep.mode, {}, {}};
  for (std::size_t key = 0; key < sweep.keys.size(); ++key) {
    const config::Parameter& parameter = *config::sweptParameters(sweep.keys[key], {}).front();
    QStringList texts;
    const auto add = [&](const config::Value& value) {
      config::Experiment scratch;
      parameter.set(scratch, value);
      texts << valueText(parameter, scratch).replace(QLatin1Char('\n'), QStringLiteral("; "));
    };
    if (sweep.mode == config::SweepMode::Grid) {
      for (const config::Value& value : sweep.values[key]) add(value);
    } else {
      for (const auto& row : sweep.values) add(row[key]);
    }
    draft.keys.push_back({sweep.keys[key], joinValues(texts)});
  }
  QStringList seeds;
  for (const std::int64_t seed : sweep.seeds) seeds << QString::number(seed);
  draft.seeds = joinValues(seeds);
  return draft;
}

QStringList splitValues(const QString& text) {
  QStringList parts;
  QString part;
  bool quoted = false, wasQuoted = false;
  const auto end = [&] {
    if (!wasQuoted) part = part.trimmed();
    if (wasQuoted || !part.isEmpty()) parts << part;
    part.clear();
    wasQuoted = false;
  };
  for (const QChar c : text) {
    if (c == QLatin1Char('"')) {
      if (!quoted) part.clear();
      quoted = !quoted;
      wasQuoted = true;
    } else if (c == QLatin1Char(',') && !quoted) {
      end();
    } else if (quoted || !wasQuoted) {
      part += c;
    }
  }
  end();
  return parts;
}

QString joinValues(const QStringList& values) {
  QStringList parts;
  for (const QString& value : values) {
    const bool plain = !value.contains(QLatin1Char(',')) && !value.isEmpty() && value == value.trimmed();
    parts << (plain ? value : QLatin1Char('"') + value + QLatin1Char('"'));
  }
  return parts.join(QStringLiteral(", "));
}

QString sweptLabel(const std::string& key) {
  const auto parameters = config::sweptParameters(key, {});
  QStringList labels;
  for (const config::Parameter* parameter : parameters) labels << QString::fromStdString(parameter->label);
  const QString generator = tr("Generator "), discriminator = tr("Discriminator ");
  const bool both = labels.size() == 2 && labels[0].startsWith(generator) && labels[1].startsWith(discriminator) &&
                    labels[0].mid(generator.size()) == labels[1].mid(discriminator.size());
  return both ? tr("Both networks’ %1").arg(labels[0].mid(generator.size())) : labels.join(QStringLiteral(" + "));
}

std::vector<std::string> sweepableKeys() {
  std::vector<std::string> keys;
  for (const config::Parameter& parameter : config::parameters()) {
    if (isText(parameter)) continue;
    if (parameter.key.starts_with(kGenerator)) {
      keys.push_back(parameter.key + " + " + kDiscriminator +
                     parameter.key.substr(std::string_view(kGenerator).size()));
    }
    keys.push_back(parameter.key);
  }
  return keys;
}

QStringList spreadValues(double from, double to, int count, bool logarithmic, bool whole) {
  QStringList values;
  if (logarithmic && !(from > 0 && to > 0)) return values;
  for (int i = 0; i < count; ++i) {
    const double share = count < 2 ? 0 : static_cast<double>(i) / (count - 1);
    const double value = logarithmic ? from * std::pow(to / from, share) : from + (to - from) * share;
    const double rounded = whole ? std::round(value) : QString::number(value, 'g', 6).toDouble();
    const QString text =
        whole ? QString::number(rounded, 'f', 0) : QString::fromStdString(config::valueText(config::Value(rounded)));
    if (!values.contains(text)) values << text;
  }
  return values;
}

QString lengthText(const config::Experiment& experiment) {
  const std::int64_t steps = stepsOf(experiment);
  return steps > 0 ? stepsText(steps) : epochsText(experiment.schedule.epochs);
}

QString totalLengthText(const std::vector<config::SweepRun>& runs) {
  double steps = 0, epochs = 0;
  bool known = true;
  for (const config::SweepRun& run : runs) {
    const std::int64_t own = stepsOf(run.experiment);
    known = known && own > 0;
    steps += static_cast<double>(own);
    epochs += run.experiment.schedule.epochs;
  }
  if (!known) return tr("about %1 in all").arg(epochsText(epochs));
  return tr("about %1 in all").arg(stepsText(static_cast<std::int64_t>(std::min(steps, 0x1.0p53))));
}

}  // namespace ganvas::ui
