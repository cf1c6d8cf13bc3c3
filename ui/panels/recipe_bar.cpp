#include "panels/recipe_bar.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

#include "panels/widgets.h"

namespace ganvas::ui {

RecipeBar::RecipeBar(QWidget* parent)
    : QWidget(parent),
      chooser_(new QComboBox(this)),
      browse_(new QPushButton(tr("Browse…"), this)),
      save_(new QPushButton(tr("Save as…"), this)),
      description_(wrappingLabel(QStringLiteral("recipeDescription"), this)) {
  QLabel* title = heading(tr("Re&cipe"), this);
  title->setBuddy(chooser_);
  chooser_->setObjectName(QStringLiteral("recipeChooser"));
  chooser_->setAccessibleName(tr("Recipe"));
  chooser_->setToolTip(tr("What to begin with: networks, data and settings in one"));
  chooser_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  chooser_->setMinimumContentsLength(10);
  save_->setObjectName(QStringLiteral("saveRecipe"));
  browse_->setObjectName(QStringLiteral("browseRecipes"));
  browse_->setToolTip(tr("Look at all recipes: what they make, where they come from, how long they take"));
  for (QPushButton* button : {browse_, save_}) button->setAutoDefault(false);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setVerticalSpacing(4);
  grid->setColumnStretch(0, 1);
  grid->addWidget(title, 0, 0, 1, 3);
  grid->addWidget(chooser_, 1, 0);
  grid->addWidget(browse_, 1, 1);
  grid->addWidget(save_, 1, 2);
  grid->addWidget(description_, 2, 0, 1, 3);
  connect(chooser_, &QComboBox::currentIndexChanged, this, &RecipeBar::chosen);
  connect(browse_, &QPushButton::clicked, this, &RecipeBar::browseWanted);
  connect(save_, &QPushButton::clicked, this, &RecipeBar::saveWanted);
}

void RecipeBar::show(const ExperimentChoices& choices) {
  fill(choices);
  const auto* chosen = choices.chosen();
  const config::About about = chosen ? chosen->draft.base().about : config::About{};
  const bool broken = chosen && !chosen->reason.isEmpty();
  const QString source = QString::fromStdString(about.source);
  description_->setText(broken ? chosen->reason : QString::fromStdString(about.description));
  description_->setToolTip(source.isEmpty() ? QString() : tr("After: %1").arg(source));
  description_->setVisible(!description_->text().isEmpty());
}

// Anew only where the names are others: this may answer the chooser's own signal.
void RecipeBar::fill(const ExperimentChoices& choices) {
  const QSignalBlocker quiet(chooser_);
  const auto& all = choices.all();
  while (chooser_->count() > static_cast<int>(all.size())) chooser_->removeItem(chooser_->count() - 1);
  for (int i = 0; i < static_cast<int>(all.size()); ++i) {
    const auto& choice = all[static_cast<std::size_t>(i)];
    if (i >= chooser_->count()) chooser_->addItem(choice.name);
    if (chooser_->itemText(i) != choice.name) chooser_->setItemText(i, choice.name);
    chooser_->setItemData(i, choice.reason.isEmpty() ? QVariant() : choice.reason, Qt::ToolTipRole);
  }
  if (chooser_->currentIndex() != choices.chosenIndex()) chooser_->setCurrentIndex(choices.chosenIndex());
}

void RecipeBar::setWhyNotSave(const QString& reason) {
  save_->setEnabled(reason.isEmpty());
  save_->setToolTip(reason.isEmpty() ? tr("Save the experiment as a recipe of mine") : reason);
}

QList<QWidget*> RecipeBar::tabStops() const {
  return {chooser_, browse_, save_};
}

}  // namespace ganvas::ui
