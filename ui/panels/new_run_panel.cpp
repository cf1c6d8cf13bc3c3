#include "panels/new_run_panel.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QVBoxLayout>
#include <limits>

#include "panels/data_check.h"
#include "panels/network_check.h"
#include "panels/primary_button.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

QString folderKey(const std::string& source) {
  return QStringLiteral("dataFolders/") + QString::fromStdString(source);
}

}  // namespace

NewRunPanel::NewRunPanel(QAction* train, QWidget* parent) : QWidget(parent) {
  build(train);
  updateState();
}

void NewRunPanel::build(QAction* train) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  QLabel* title = heading(tr("Re&cipe"), this);
  chooser_ = new QComboBox(this);
  chooser_->setObjectName(QStringLiteral("recipeChooser"));
  chooser_->setAccessibleName(tr("Recipe"));
  chooser_->setToolTip(tr("What to train: networks, data and settings in one"));
  title->setBuddy(chooser_);
  description_ = wrappingLabel(QStringLiteral("recipeDescription"), this);

  folderRow_ = new QWidget(this);
  auto* row = new QGridLayout(folderRow_);
  row->setContentsMargins(0, 0, 0, 0);
  auto* folderLabel = new QLabel(tr("&Data folder"), folderRow_);
  folder_ = new QLineEdit(folderRow_);
  folder_->setObjectName(QStringLiteral("dataFolder"));
  folder_->setAccessibleName(tr("Data folder"));
  folder_->setToolTip(parameterHelp("data.path"));
  folder_->setPlaceholderText(tr("none chosen"));
  folderLabel->setBuddy(folder_);
  choose_ = new QPushButton(tr("Ch&oose…"), folderRow_);
  choose_->setObjectName(QStringLiteral("chooseFolder"));
  choose_->setToolTip(tr("Choose the folder of the data set’s files"));
  row->addWidget(folderLabel, 0, 0, 1, 2);
  row->addWidget(folder_, 1, 0);
  row->addWidget(choose_, 1, 1);

  auto* stepsRow = new QHBoxLayout;
  auto* stepsLabel = new QLabel(tr("&Number of steps"), this);
  steps_ = new QSpinBox(this);
  steps_->setObjectName(QStringLiteral("steps"));
  steps_->setAccessibleName(tr("Number of steps"));
  steps_->setRange(0, std::numeric_limits<int>::max());
  steps_->setGroupSeparatorShown(true);
  steps_->setSingleStep(500);
  steps_->setToolTip(parameterHelp("schedule.steps"));
  stepsLabel->setBuddy(steps_);
  stepsRow->addWidget(stepsLabel);
  stepsRow->addWidget(steps_, 1);

  train_ = new PrimaryButton(this);
  train_->setObjectName(QStringLiteral("trainButton"));
  attach(train_, train);
  train_->setDefault(true);
  reason_ = wrappingLabel(QStringLiteral("trainProblem"), this);

  layout->addWidget(title);
  layout->addWidget(chooser_);
  layout->addWidget(description_);
  layout->addWidget(folderRow_);
  layout->addLayout(stepsRow);
  layout->addSpacing(2);
  layout->addWidget(train_);
  layout->addWidget(reason_);

  connect(chooser_, &QComboBox::currentIndexChanged, this, &NewRunPanel::showRecipe);
  connect(choose_, &QPushButton::clicked, this, &NewRunPanel::chooseFolder);
  connect(folder_, &QLineEdit::editingFinished, this, [this] { setFolder(folder_->text()); });
}

void NewRunPanel::setRecipes(const std::vector<config::Recipe>& recipes,
                             const std::vector<config::BrokenRecipe>& broken, const QString& wanted) {
  const QSignalBlocker quiet(chooser_);
  recipes_ = recipes;
  chooser_->clear();
  for (const auto& recipe : recipes_) chooser_->addItem(QString::fromStdString(recipe.name));
  for (const auto& file : broken) {
    chooser_->addItem(tr("%1 (cannot be read)").arg(QString::fromStdString(file.file.filename().string())));
    chooser_->setItemData(chooser_->count() - 1, QString::fromStdString(file.reason), Qt::ToolTipRole);
  }
  const int index = chooser_->findText(wanted);
  chooser_->setCurrentIndex(index >= 0 ? index : (chooser_->count() > 0 ? 0 : -1));
  showRecipe();
}

const config::Recipe* NewRunPanel::recipe() const {
  const int index = chooser_->currentIndex();
  return index >= 0 && index < static_cast<int>(recipes_.size()) ? &recipes_[static_cast<std::size_t>(index)] : nullptr;
}

void NewRunPanel::showRecipe() {
  const config::Recipe* chosen = recipe();
  const config::Experiment experiment = chosen ? chosen->experiment : config::Experiment{};
  description_->setText(chosen ? QString::fromStdString(experiment.about.description)
                               : chooser_->currentData(Qt::ToolTipRole).toString());
  const QString source = QString::fromStdString(experiment.about.source);
  description_->setToolTip(source.isEmpty() ? QString() : tr("After: %1").arg(source));

  QString folder = QString::fromStdString(experiment.data.path);
  folderRow_->setVisible(chosen && (!folder.isEmpty() || needsFolder(experiment.data)));
  if (folder.isEmpty() && needsFolder(experiment.data)) {
    folder = QSettings().value(folderKey(experiment.data.source)).toString();
  }
  folder_->setText(folder);

  steps_->setSpecialValueText(tr("%1 epochs").arg(QLocale().toString(experiment.schedule.epochs)));
  steps_->setValue(static_cast<int>(std::min<std::int64_t>(experiment.schedule.steps, steps_->maximum())));
  updateState();
  Q_EMIT changed();
}

void NewRunPanel::chooseFolder() {
  auto* dialog = new QFileDialog(this, tr("Folder of the data set’s files"), expandHome(folder_->text().trimmed()));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, &NewRunPanel::setFolder);
  dialog->open();
}

void NewRunPanel::setFolder(const QString& folder) {
  folder_->setText(folder);
  const config::Recipe* chosen = recipe();
  if (chosen && chosen->experiment.data.path.empty() && problem().isEmpty() && !folder.isEmpty()) {
    QSettings().setValue(folderKey(chosen->experiment.data.source), folder);
  }
  updateState();
  Q_EMIT changed();
}

config::Experiment NewRunPanel::experiment() const {
  config::Experiment experiment = recipe() ? recipe()->experiment : config::Experiment{};
  experiment.data.path = folder_->text().trimmed().toStdString();
  experiment.schedule.steps = steps_->value();
  return experiment;
}

QString NewRunPanel::problem() const {
  if (!recipe()) return recipes_.empty() ? tr("Reading the recipes…") : tr("This recipe file cannot be read.");
  const config::Experiment chosen = experiment();
  const QString missing = missingData(chosen.data);
  return missing.isEmpty() ? networkProblem(chosen) : missing;
}

void NewRunPanel::setBusy(bool busy) {
  for (QWidget* widget : {static_cast<QWidget*>(chooser_), folderRow_, static_cast<QWidget*>(steps_)}) {
    widget->setEnabled(!busy);
  }
}

void NewRunPanel::updateState() {
  const QString why = problem();
  reason_->setText(why);
  reason_->setVisible(!why.isEmpty());
}

}  // namespace ganvas::ui
