#pragma once

#include <QWidget>
#include <filesystem>
#include <vector>

#include "bridge/thumbnail_feed.h"
#include "models/runs_filter.h"
#include "models/runs_model.h"

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QMenu;
class QStackedWidget;

namespace ganvas::ui {

/// The runs of the runs directory: searched, filtered and sorted. One of them is shown by the other panels; several may
/// be selected, to be deleted, tagged or pruned together.
class RunsPanel : public QWidget {
  Q_OBJECT

 public:
  /// `actions` are offered in the context menu too, and work while the list has the focus.
  RunsPanel(RunsModel& model, const QList<QAction*>& actions, QWidget* parent = nullptr);

  /// More for the context menu; a null pointer is a separator.
  void addRunActions(const QList<QAction*>& actions);

  /// The run that is shown, or an empty path.
  std::filesystem::path selected() const;
  /// All that are selected, from the top; the shown one among them.
  std::vector<std::filesystem::path> selectedRuns() const;
  /// Selects a run, now or as soon as the list has it. Does not emit runSelected. A run that the filters hide stays
  /// hidden.
  void select(const std::filesystem::path& run);
  /// Lets the user type another name for the shown run.
  void editName();

 Q_SIGNALS:
  /// The user chose another run.
  void runSelected(const std::filesystem::path& run);
  /// Other runs are selected, or the same in another way.
  void selectionChanged();

 private:
  void build();
  QWidget* buildFilters();
  QMenu* buildOrders();
  QWidget* buildEmpty();
  void connectList();
  template <typename Change>
  void refilter(const Change& change);
  void updateRecipes();
  void updateEmpty();
  void selectRow(int row);
  void selectWanted();
  void onSelection();
  void onRowsRemoved();

  RunsModel& model_;
  RunsFilter filter_;
  ThumbnailFeed thumbnails_;
  QLineEdit* search_ = nullptr;
  QComboBox *recipe_ = nullptr, *state_ = nullptr;
  QStackedWidget* stack_ = nullptr;
  QListView* list_ = nullptr;
  QLabel* empty_ = nullptr;
  std::filesystem::path wanted_;  ///< to select once it is in the list
  std::filesystem::path shown_;   ///< what runSelected or select() said last
  bool quiet_ = false;            ///< the selection changes by itself, not by the user
};

}  // namespace ganvas::ui
