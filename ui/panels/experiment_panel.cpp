#include "panels/experiment_panel.h"

#include <QAction>
#include <QSettings>
#include <QVBoxLayout>
#include <utility>

#include "base/error.h"
#include "base/files.h"
#include "bridge/text.h"
#include "config/changes.h"
#include "panels/data_check.h"
#include "panels/parameter_list.h"
#include "panels/recipe_bar.h"
#include "panels/save_recipe_dialog.h"
#include "panels/train_bar.h"

namespace ganvas::ui {

namespace {

QString rememberedFolder(const std::string& source) {
  return QSettings().value(QStringLiteral("dataFolders/") + QString::fromStdString(source)).toString();
}

QString runsFolder(const Settings& settings) {
  if (!settings.runsDir.isEmpty()) return settings.runsDir;
  try {
    return fileName(defaultRunsDirectory());
  } catch (const Error&) {
    return {};  // a user without a home directory
  }
}

}  // namespace

ExperimentPanel::ExperimentPanel(QAction* train, QAction* enqueue, QWidget* parent)
    : QWidget(parent), facts_(new SetFactsFeed(this)) {
  build(train, enqueue);
  showNow();
}

// A line that loses the focus while the panel goes away must find nobody to tell.
ExperimentPanel::~ExperimentPanel() {
  for (QWidget* part : {static_cast<QWidget*>(recipe_), static_cast<QWidget*>(list_), static_cast<QWidget*>(bar_)}) {
    disconnect(part, nullptr, this, nullptr);
  }
}

void ExperimentPanel::build(QAction* train, QAction* enqueue) {
  recipe_ = new RecipeBar(this);
  list_ = new ParameterList(this);
  bar_ = new TrainBar(train, enqueue, this);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->setSpacing(8);
  layout->addWidget(recipe_);
  layout->addWidget(list_, 1);
  layout->addWidget(bar_);
  connect(recipe_, &RecipeBar::chosen, this, [this](int index) {
    choices_.choose(index);
    showChoice();
  });
  connect(recipe_, &RecipeBar::saveWanted, this, [this] { saveRecipe(this); });
  connect(recipe_, &RecipeBar::browseWanted, this, &ExperimentPanel::browseWanted);
  connect(list_, &ParameterList::edited, this, &ExperimentPanel::edit);
  connect(list_, &ParameterList::finished, this, &ExperimentPanel::finish);
  connect(list_, &ParameterList::revertWanted, this, [this](const config::Parameter& parameter) {
    edit(parameter, valueText(parameter, base()));
    finish(parameter);
  });
  connect(list_, &ParameterList::showWanted, this, &ExperimentPanel::showRows);
  connect(list_, &ParameterList::rowsMade, this, &ExperimentPanel::orderTabs);
  connect(facts_, &SetFactsFeed::answered, this, &ExperimentPanel::takeFacts);
  connect(bar_, &TrainBar::nameEdited, this, &ExperimentPanel::changed);
  connect(bar_, &TrainBar::revertAllWanted, this, [this] {
    draft().revertAll();
    showNow();
  });
}

// Sections make their rows when they are opened, but the focus follows the reading order.
void ExperimentPanel::orderTabs() {
  const QList<QWidget*> stops = recipe_->tabStops() + list_->tabStops() + bar_->tabStops();
  for (qsizetype i = 1; i < stops.size(); ++i) setTabOrder(stops[i - 1], stops[i]);
}

void ExperimentPanel::setRecipes(const std::vector<config::Recipe>& recipes,
                                 const std::vector<config::BrokenRecipe>& broken, const QString& wanted) {
  choices_.setRecipes(recipes, broken, wanted, offer());
  showChoice();
  if (!heldData_ || !choices_.chosen()) return;
  const config::Data data = *heldData_;
  setData(data);
}

void ExperimentPanel::setSettings(const Settings& settings) {
  const Settings before = std::exchange(settings_, settings);
  choices_.offerAnew([&](const auto& recipe) { return before.applied(recipe); },
                     [&](const auto& recipe) { return settings.applied(recipe); });
  list_->setStartFolders(settings.dataDir, runsFolder(settings));
  showNow();
}

void ExperimentPanel::setExperiment(const config::Experiment& experiment, const QString& origin,
                                    const std::optional<QString>& name) {
  heldData_.reset();  // it was for a recipe
  choices_.addCopy(origin, experiment);
  if (name) bar_->setRunName(*name);
  showChoice();
}

void ExperimentPanel::chooseRecipe(const QString& name) {
  if (!choices_.choose(name)) return;
  showChoice();
}

void ExperimentPanel::setData(const config::Data& data) {
  heldData_.reset();
  if (!choices_.chosen()) {
    heldData_ = data;
    return;
  }
  config::Experiment other;
  other.data = data;
  for (const char* key : {"data.source", "data.path", "data.split", "data.labels", "data.boxes"}) {
    const config::Parameter& parameter = *config::findParameter(key);
    draft().setValue(parameter, parameter.get(other));
  }
  lookedFor_.reset();
  showNow();
}

ExperimentChoices::Offer ExperimentPanel::offer() const {
  return [settings = settings_](const config::Experiment& recipe) {
    config::Experiment experiment = settings.applied(recipe);
    config::Data& data = experiment.data;
    if (data.path.empty() && needsFolder(data)) data.path = rememberedFolder(data.source).toStdString();
    return experiment;
  };
}

ExperimentDraft& ExperimentPanel::draft() {
  return choices_.chosen() ? choices_.chosen()->draft : none_;
}

const ExperimentDraft& ExperimentPanel::draft() const {
  return choices_.chosen() ? choices_.chosen()->draft : none_;
}

void ExperimentPanel::edit(const config::Parameter& parameter, const QString& text) {
  const std::string source = draft().experiment().data.source;
  draft().setText(parameter, text);
  if (parameter.key == "data.source") followSource(source);
  if (parameter.key == "data.path") {  // half a path is not looked for: finish() looks
    lookedFor_ = draft().experiment().data;
    missing_.clear();
  }
  touch();
}

// A folder that was remembered for one data set is not another's.
void ExperimentPanel::followSource(const std::string& before) {
  const config::Data& data = draft().experiment().data;
  const bool own = !data.path.empty() && data.path != rememberedFolder(before).toStdString();
  if (own || data.source == before) return;
  const QString folder = needsFolder(data) ? rememberedFolder(data.source) : QString();
  draft().setText(*config::findParameter("data.path"), folder);
}

void ExperimentPanel::finish(const config::Parameter& parameter) {
  if (parameter.key.starts_with("data.")) {
    lookedFor_.reset();                // the files may have come since
    if (asked_) facts_->ask(*asked_);  // what is known holds until the answer
    verdict_.reset();
    rememberFolder();
  }
  showNow();
}

void ExperimentPanel::rememberFolder() const {
  const config::Data& data = draft().experiment().data;
  if (data.path.empty() || !base().data.path.empty() || !missing().isEmpty()) return;
  QSettings().setValue(QStringLiteral("dataFolders/") + QString::fromStdString(data.source),
                       QString::fromStdString(data.path));
}

void ExperimentPanel::saveRecipe(QWidget* above) {
  QStringList names;
  for (const auto& choice : choices_.all()) {
    if (!choice.isCopy && choice.reason.isEmpty()) names << choice.name;
  }
  config::Experiment own = experiment();
  if (!draft().changes().empty()) {  // the document has trained something else
    own.about.reported.clear();
    own.about.reportedNote.clear();
  }
  auto* dialog = new SaveRecipeDialog(own, names, above);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &SaveRecipeDialog::saved, this,
          [this](const config::Experiment& experiment, const std::filesystem::path& path) {
            choices_.addSaved(QString::fromStdString(experiment.about.name), experiment, offer());
            showChoice();
            Q_EMIT recipeSaved(path);
          });
  dialog->open();
}

config::Experiment ExperimentPanel::experiment() const {
  return draft().experiment();
}

QString ExperimentPanel::runName() const {
  return bar_->runName();
}

QString ExperimentPanel::problem() const {
  return verdict().problem;
}

QString ExperimentPanel::recipeName() const {
  const auto* chosen = choices_.chosen();
  if (!chosen) return {};
  return chosen->isCopy ? QString::fromStdString(base().about.name) : chosen->name;
}

const config::Experiment& ExperimentPanel::base() const {
  return draft().base();
}

QString ExperimentPanel::trainCommand() const {
  const auto* recipe = choices_.recipe(recipeName());
  if (!recipe) recipe = choices_.recipe(QStringLiteral("quickstart"));
  if (!recipe) return {};
  return QString::fromStdString(
      config::trainCommand(recipe->name.toStdString(), recipe->draft.base(), draft().experiment()));
}

void ExperimentPanel::touch() {
  verdict_.reset();
  if (underWay_) return;
  underWay_ = true;
  QMetaObject::invokeMethod(
      this,
      [this] {
        if (underWay_) showNow();
      },
      Qt::QueuedConnection);
}

void ExperimentPanel::showChoice() {
  recipe_->show(choices_);
  showNow();
}

void ExperimentPanel::showNow() {
  underWay_ = false;
  verdict_.reset();
  const auto* chosen = choices_.chosen();
  list_->setEnabled(chosen && chosen->reason.isEmpty());
  showRows();
  bar_->show(static_cast<int>(draft().changes().size()), problem());
  bar_->setStandardName(QString::fromStdString(draft().experiment().about.name));
  recipe_->setWhyNotSave(whyNotSave());
  Q_EMIT changed();
}

QString ExperimentPanel::whyNotSave() const {
  const auto* chosen = choices_.chosen();
  if (!chosen || !chosen->reason.isEmpty()) return problem();
  const config::Parameter* wrong = draft().firstProblem();
  return wrong ? draft().problem(*wrong) : QString();
}

void ExperimentPanel::setSectionAction(const QString& section, QAction* action) {
  list_->setSectionAction(section, action);
  orderTabs();
}

void ExperimentPanel::showRows() {
  const auto* chosen = choices_.chosen();
  list_->show(draft(), chosen && chosen->isCopy ? chosen->name : tr("Recipe"), verdict().networks);
}

const ExperimentPanel::Verdict& ExperimentPanel::verdict() const {
  if (!verdict_) {
    const bool looking = askForFacts();
    const NetworkCheck networks = checkNetworks(draft().experiment(), knownFacts());
    verdict_ = {judge(networks, looking), networks};
  }
  return *verdict_;
}

QString ExperimentPanel::judge(const NetworkCheck& networks, bool looking) const {
  const auto* chosen = choices_.chosen();
  if (!chosen) return tr("Reading the recipes…");
  if (!chosen->reason.isEmpty()) return tr("This recipe file cannot be read.");
  if (const config::Parameter* wrong = draft().firstProblem()) return draft().problem(*wrong);
  const QString why = missing();
  if (!why.isEmpty()) return why;
  return looking && networks.problem().isEmpty() ? tr("The data set is being looked at…") : networks.problem();
}

bool ExperimentPanel::askForFacts() const {
  const config::Data& data = draft().experiment().data;
  const config::SetFacts usual = config::usualSet(data);
  std::optional<sets::SetPlace> place;
  if (!data.path.empty() && !(usual.picture && usual.classes)) {
    place = {data.source, filePath(expandHome(QString::fromStdString(data.path))), data.split, data.labels, data.boxes};
  }
  if (place != asked_) {
    asked_ = place;
    answer_.reset();
    if (place) facts_->ask(*place);
  }
  return asked_ && !answer_;
}

void ExperimentPanel::takeFacts(const sets::SetPlace& place, const SetAnswer& answer) {
  if (asked_ != place || answer_ == answer) return;
  answer_ = answer;
  showNow();
}

config::SetFacts ExperimentPanel::knownFacts() const {
  config::SetFacts set = config::usualSet(draft().experiment().data);
  if (!answer_) return set;
  if (!set.picture) set.picture = answer_->facts.picture;
  if (!set.classes) set.classes = answer_->facts.classes;
  return set;
}

QString ExperimentPanel::unreadable() const {
  verdict();  // asks where need be
  return answer_ ? answer_->problem : QString();
}

// The files are looked for again only when other ones are wanted: not with each letter typed.
QString ExperimentPanel::missing() const {
  const config::Data& data = draft().experiment().data;
  if (lookedFor_ != data) {
    lookedFor_ = data;
    missing_ = missingData(data);
  }
  return missing_;
}

}  // namespace ganvas::ui
