#include "panels/save_recipe.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <exception>
#include <system_error>

#include "base/files.h"
#include "config/toml.h"

namespace ganvas::ui {

namespace {

constexpr int kLongest = 64;

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::SaveRecipeDialog", text);
}

}  // namespace

QString recipeNameProblem(const QString& name) {
  if (name.isEmpty()) return tr("Give the recipe a name.");
  if (name.size() > kLongest) return tr("The name has %1 characters. It may have %2.").arg(name.size()).arg(kLongest);
  static const QRegularExpression form(QStringLiteral("\\A[a-z0-9][a-z0-9-]*\\z"));
  if (form.match(name).hasMatch()) return {};
  return tr("A recipe’s name is made of small letters a–z, digits and hyphens, like “my-dcgan-2”.");
}

QString asRecipeName(const QString& text) {
  QString name = text.toLower();
  name.replace(QRegularExpression(QStringLiteral("[^a-z0-9]+")), QStringLiteral("-"));
  while (name.startsWith(QLatin1Char('-'))) name.remove(0, 1);
  name.truncate(kLongest);
  while (name.endsWith(QLatin1Char('-'))) name.chop(1);
  return name;
}

SaveOutcome saveRecipe(const config::Experiment& experiment, bool overwrite) {
  SaveOutcome outcome;
  try {
    const std::filesystem::path folder = userConfigDirectory() / "recipes";
    std::filesystem::create_directories(folder);
    outcome.file = folder / (experiment.about.name + ".toml");
    std::error_code unknown;
    outcome.exists = !overwrite && std::filesystem::symlink_status(outcome.file, unknown).type() !=
                                       std::filesystem::file_type::not_found;
    if (!outcome.exists) writeFileAtomically(outcome.file, config::writeToml(experiment));
  } catch (const std::exception& error) {
    outcome.error = QString::fromStdString(error.what());
  }
  return outcome;
}

}  // namespace ganvas::ui
