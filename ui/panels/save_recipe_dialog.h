#pragma once

#include <QDialog>
#include <QStringList>
#include <filesystem>

#include "bridge/latest_worker.h"
#include "config/experiment.h"

class QLineEdit;
class QPushButton;

namespace ganvas::ui {

class ErrorNote;
struct SaveOutcome;

/// Asks for a name and writes the experiment as a recipe of the user's. A name that is taken is asked about, what goes
/// wrong is said in place, and the dialog stays open for another try.
class SaveRecipeDialog : public QDialog {
  Q_OBJECT

 public:
  /// `known`: the names of the recipes that there are, built in or the user's.
  SaveRecipeDialog(config::Experiment experiment, QStringList known, QWidget* parent = nullptr);

  void reject() override;

 Q_SIGNALS:
  /// The experiment, with its new name, and its file.
  void saved(const ganvas::config::Experiment& experiment, const std::filesystem::path& path);

 private:
  void build();
  void check();
  void trySave();
  void save(bool overwrite);
  void askToReplace();
  void onOutcome(const SaveOutcome& outcome);

  config::Experiment experiment_;
  QStringList known_;
  QLineEdit* name_ = nullptr;
  ErrorNote* error_ = nullptr;
  QPushButton* save_ = nullptr;
  LatestWorker worker_;
};

}  // namespace ganvas::ui
