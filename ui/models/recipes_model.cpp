#include "models/recipes_model.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>
#include <limits>

namespace ganvas::ui {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::RecipesModel", text);
}

QString text(const std::string& utf8) {
  return QString::fromStdString(utf8);
}

QString document(const runs::RecipeFacts& facts) {
  if (facts.isMine()) return tr("My recipes");
  const QString name = text(config::documentOf(facts.recipe.experiment.about.source));
  return name.isEmpty() ? tr("Other") : name;
}

std::optional<double> wholeRun(const runs::RecipeFacts& facts) {
  return facts.time ? runs::expectedSeconds(facts.offered, *facts.time) : std::nullopt;
}

QString timeText(const runs::RecipeFacts& facts) {
  if (!facts.time) return facts.reason.empty() ? tr("time not measured") : QString();
  const auto whole = wholeRun(facts);
  return whole ? tr("about %1 here").arg(lengthText(*whole)) : tr("%1 a step here").arg(stepText(facts.time->seconds));
}

QString factsText(const runs::RecipeFacts& facts) {
  if (facts.isBroken()) return tr("cannot be read");
  if (!facts.reason.empty()) return tr("its networks do not fit");
  return tr("%1 · %2 parameters")
      .arg(dataSetText(facts.recipe.experiment.data),
           shortCount(facts.generatorParameters + facts.discriminatorParameters));
}

/// Without the path, which the name tells.
QString reasonText(const runs::RecipeFacts& facts) {
  const QString file = text(facts.recipe.file.string()) + QLatin1Char(':');
  const QString reason = text(facts.reason);
  return reason.startsWith(file) ? tr("Line %1").arg(reason.mid(file.size())) : reason;
}

QString searchText(const runs::RecipeFacts& facts) {
  const config::Experiment& experiment = facts.recipe.experiment;
  QStringList all{text(facts.recipe.name),         text(experiment.about.description), text(experiment.about.source),
                  text(experiment.objective.loss), dataSetText(experiment.data),       document(facts)};
  for (const auto* layers : {&experiment.generator.layers, &experiment.discriminator.layers}) {
    for (const std::string& line : *layers) all << text(line);
  }
  return all.join(QLatin1Char('\n'));
}

}  // namespace

QString dataSetText(const config::Data& data) {
  if (data.source == "fashion-mnist") return QStringLiteral("Fashion-MNIST");
  if (data.source == "cifar10") return QStringLiteral("CIFAR-10");
  if (data.source == "idx") return tr("IDX files");
  if (data.source == "folder") return tr("a folder of pictures");
  if (data.source == "synthetic") return tr("computed pictures");
  return text(data.source);
}

QString shortCount(std::int64_t count) {  // with no-break spaces
  const auto value = static_cast<double>(count);
  if (count >= 1'000'000'000) return tr("%1 G").arg(QLocale().toString(value / 1e9, 'g', 3));
  if (count >= 1'000'000) return tr("%1 M").arg(QLocale().toString(value / 1e6, 'g', 3));
  if (count >= 1'000) return tr("%1 k").arg(QLocale().toString(value / 1e3, 'g', 3));
  return QLocale().toString(qlonglong{count});
}

QString stepText(double seconds) {
  if (seconds < 0.1) return tr("%1 ms").arg(QLocale().toString(seconds * 1000, 'g', 2));
  return tr("%1 s").arg(QLocale().toString(seconds, 'g', 3));
}

QString lengthText(double seconds) {
  constexpr double kMinute = 60, kHour = 3600, kDay = 24 * kHour;
  if (seconds < 2 * kMinute) return tr("%1 s").arg(std::max(1LL, std::llround(seconds)));
  if (seconds < 2 * kHour) return tr("%1 min").arg(std::llround(seconds / kMinute));
  if (seconds < 2 * kDay) return tr("%1 h").arg(QLocale().toString(seconds / kHour, 'f', seconds < 10 * kHour ? 1 : 0));
  return tr("%1 days").arg(QLocale().toString(seconds / kDay, 'f', seconds < 10 * kDay ? 1 : 0));
}

void RecipesModel::setFacts(const std::vector<runs::RecipeFacts>& facts) {
  const bool same = std::equal(facts.begin(), facts.end(), facts_.begin(), facts_.end(),
                               [](const auto& a, const auto& b) { return a.recipe.name == b.recipe.name; });
  if (!same) {
    beginResetModel();
    facts_ = facts;
    endResetModel();
    return;
  }
  facts_ = facts;
  if (!facts_.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int RecipesModel::rowOf(const QString& name) const {
  const auto found =
      std::find_if(facts_.begin(), facts_.end(), [&](const auto& facts) { return text(facts.recipe.name) == name; });
  return found == facts_.end() ? -1 : static_cast<int>(found - facts_.begin());
}

QStringList RecipesModel::documents() const {
  QStringList all;
  for (const runs::RecipeFacts& facts : facts_) all << document(facts);
  all.sort(Qt::CaseInsensitive);
  all.removeDuplicates();
  return all;
}

int RecipesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(facts_.size());
}

QVariant RecipesModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const runs::RecipeFacts& one = facts(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return text(one.recipe.name);
    case Qt::AccessibleDescriptionRole:
      return factsText(one) + QStringLiteral(", ") + timeText(one);
    case DescriptionRole:
      return one.isBroken() ? reasonText(one) : text(one.recipe.experiment.about.description);
    case DocumentRole:
      return document(one);
    case FactsRole:
      return factsText(one);
    case TimeRole:
      return timeText(one);
    case SecondsRole:
      return wholeRun(one).value_or(std::numeric_limits<double>::quiet_NaN());
    case BrokenRole:
      return !one.reason.empty();
    case SearchRole:
      return searchText(one);
    case ThumbnailRole:
      return one.isMine() ? QString() : QStringLiteral(":/thumbnails/%1.png").arg(text(one.recipe.name));
    default:
      return {};
  }
}

}  // namespace ganvas::ui
