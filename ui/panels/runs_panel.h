#pragma once

#include <QWidget>
#include <filesystem>

#include "models/runs_model.h"

class QAction;
class QTableView;

namespace ganvas::ui {

/// The runs of the runs directory; one is selected, and the other panels show it.
class RunsPanel : public QWidget {
  Q_OBJECT

 public:
  /// `actions` are offered in the context menu too.
  RunsPanel(RunsModel& model, const QList<QAction*>& actions, QWidget* parent = nullptr);

  /// The selected run, or an empty path.
  std::filesystem::path selected() const;
  /// Selects a run, now or as soon as the list has it. Does not emit runSelected.
  void select(const std::filesystem::path& run);

 Q_SIGNALS:
  /// The user chose another run.
  void runSelected(const std::filesystem::path& run);

 private:
  void build(const QList<QAction*>& actions);
  void selectWanted();
  void onSelection();

  RunsModel& model_;
  QTableView* table_ = nullptr;
  std::filesystem::path wanted_;  ///< to select once it is in the list
  bool ownSelection_ = false;
};

}  // namespace ganvas::ui
