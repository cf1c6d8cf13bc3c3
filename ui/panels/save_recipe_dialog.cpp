#include "panels/save_recipe_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

#include "panels/error_note.h"
#include "panels/save_recipe.h"

namespace ganvas::ui {

SaveRecipeDialog::SaveRecipeDialog(config::Experiment experiment, QStringList known, QWidget* parent)
    : QDialog(parent), experiment_(std::move(experiment)), known_(std::move(known)) {
  setObjectName(QStringLiteral("saveRecipeDialog"));
  setWindowTitle(tr("Save as my recipe"));
  build();
  // A name that is free, so that Enter alone does not ask about replacing.
  const QString stem = asRecipeName(QString::fromStdString(experiment_.about.name));
  QString name = stem;
  for (int i = 2; name.isEmpty() || known_.contains(name); ++i) {
    name = (stem.isEmpty() ? QStringLiteral("recipe") : stem) + QStringLiteral("-%1").arg(i);
  }
  name_->setText(name);
  name_->selectAll();
  check();
}

void SaveRecipeDialog::build() {
  auto* label = new QLabel(tr("&Name of the recipe"), this);
  name_ = new QLineEdit(this);
  name_->setObjectName(QStringLiteral("recipeName"));
  name_->setAccessibleName(tr("Name of the recipe"));
  name_->setMaxLength(200);
  name_->setMinimumWidth(name_->fontMetrics().averageCharWidth() * 40);
  label->setBuddy(name_);
  error_ = new ErrorNote(QStringLiteral("recipeNameError"), this);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  save_ = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
  save_->setObjectName(QStringLiteral("saveRecipeNow"));
  save_->setDefault(true);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(label);
  layout->addWidget(name_);
  layout->addWidget(error_);
  layout->addStretch(1);
  layout->addWidget(buttons);
  connect(name_, &QLineEdit::textChanged, this, &SaveRecipeDialog::check);
  connect(save_, &QPushButton::clicked, this, &SaveRecipeDialog::trySave);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void SaveRecipeDialog::check() {
  const QString problem = recipeNameProblem(name_->text());
  error_->say(problem);
  save_->setEnabled(problem.isEmpty());
}

void SaveRecipeDialog::trySave() {
  if (known_.contains(name_->text())) return askToReplace();
  save(false);
}

void SaveRecipeDialog::askToReplace() {
  auto* question =
      new QMessageBox(QMessageBox::Question, tr("Replace the recipe?"),
                      tr("There is a recipe “%1” already.").arg(name_->text()), QMessageBox::NoButton, this);
  question->setObjectName(QStringLiteral("replaceQuestion"));
  question->setInformativeText(
      tr("Yours takes its place. A recipe that came with the program comes back when you delete your file."));
  question->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* replace = question->addButton(tr("&Replace"), QMessageBox::AcceptRole);
  QPushButton* keep = question->addButton(tr("&Keep it"), QMessageBox::RejectRole);
  replace->setObjectName(QStringLiteral("replaceRecipe"));
  question->setDefaultButton(keep);
  question->setEscapeButton(keep);
  connect(replace, &QPushButton::clicked, this, [this] { save(true); });
  question->open();
}

void SaveRecipeDialog::save(bool overwrite) {
  save_->setEnabled(false);
  name_->setReadOnly(true);
  experiment_.about.name = name_->text().toStdString();
  worker_.post([this, experiment = experiment_, overwrite] {
    const SaveOutcome outcome = saveRecipe(experiment, overwrite);
    QMetaObject::invokeMethod(
        this, [this, outcome] { onOutcome(outcome); }, Qt::QueuedConnection);
  });
}

// Not while it is being written: who cancels expects that nothing was.
void SaveRecipeDialog::reject() {
  if (!name_->isReadOnly()) QDialog::reject();
}

void SaveRecipeDialog::onOutcome(const SaveOutcome& outcome) {
  save_->setEnabled(true);
  name_->setReadOnly(false);
  if (outcome.exists) return askToReplace();
  if (!outcome.error.isEmpty()) return error_->say(outcome.error);
  Q_EMIT saved(experiment_, outcome.file);
  accept();
}

}  // namespace ganvas::ui
