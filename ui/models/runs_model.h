#pragma once

#include <QAbstractListModel>
#include <QString>
#include <unordered_map>
#include <vector>

#include "runs/run_list.h"

namespace ganvas::ui {

/// The runs of a directory, newest first: one row each, with what its line shows in roles. Names can be edited.
class RunsModel : public QAbstractListModel {
  Q_OBJECT

 public:
  /// Qt::DisplayRole and Qt::EditRole are the name.
  enum Role {
    StateRole = Qt::UserRole + 1,  ///< QString: "training", "paused", …, for people
    StateKindRole,                 ///< int, a StateKind
    RecipeRole,                    ///< QString
    StepRole,                      ///< qlonglong, steps made
    TotalStepsRole,                ///< qlonglong, 0 while unknown
    ProgressRole,                  ///< double, 0 … 1
    LossesRole,                    ///< QString: "D 0.61  G 1.42", or empty
    LossRole,                      ///< double: the generator's newest loss, NaN where there is none
    TagsRole,                      ///< QStringList
    NoteRole,                      ///< QString
    StartedRole,                   ///< QString: "HH:mm:ss" today, "d MMM HH:mm" before
    BytesRole,                     ///< qlonglong, −1 while unknown
    PathRole,                      ///< QString, the directory
    SampleRole,                    ///< QString, the file of the newest grid, or empty
    SampleRowsRole,                ///< int, of that grid
    SampleColumnsRole,             ///< int
    SweepRole                      ///< QString: the id of the sweep that it belongs to, or empty
  };
  enum StateKind { Created, Training, Paused, Interrupted, Stopped, Finished, Failed, Unreadable, StateKindCount };
  static QString stateLabel(StateKind kind);

  explicit RunsModel(QObject* parent = nullptr);

  void setRuns(const std::vector<runs::RunSummary>& runs);
  /// What is known first-hand of the run that trains in this process; an empty path for none.
  void setOwnRun(const std::filesystem::path& run, const QString& state, std::int64_t step);
  const std::filesystem::path& ownRun() const { return own_; }
  /// New notes of a run, before the list is read again.
  void setNotes(const std::filesystem::path& run, const runs::RunNotes& notes);

  int rowOf(const std::filesystem::path& run) const;  ///< −1 when it is not in the list
  const runs::RunSummary* run(int row) const;         ///< nullptr outside the list
  const runs::RunSummary* run(const std::filesystem::path& path) const;
  const std::vector<runs::RunSummary>& runs() const { return runs_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 Q_SIGNALS:
  /// The user typed another name for a run. The model shows it once its notes say so.
  void renameWanted(const std::filesystem::path& run, const QString& name);

 private:
  void removeMissing(const std::vector<runs::RunSummary>& runs);
  void dropRows(int first, int last);
  void putRows(int row, const runs::RunSummary* first, const runs::RunSummary* end);
  void moveUp(int from, int to);
  void countRows(int from);
  bool isOwn(const runs::RunSummary& run) const { return !own_.empty() && run.path == own_; }
  StateKind kindOf(const runs::RunSummary& run) const;
  std::int64_t stepOf(const runs::RunSummary& run) const { return isOwn(run) ? ownStep_ : run.history.step; }
  QVariant lineData(const runs::RunSummary& run, int role) const;
  QString toolTip(const runs::RunSummary& run) const;

  std::vector<runs::RunSummary> runs_;
  std::unordered_map<std::string, int> rows_;  ///< by path
  std::filesystem::path own_;
  QString ownState_;
  std::int64_t ownStep_ = 0;
};

/// Why a run cannot be resumed, in words, or empty.
QString whyNotResumable(const runs::RunSummary& run);

/// Why a run cannot be trained for more steps, in words, or empty.
QString whyNotExtendable(const runs::RunSummary& run);

/// How many steps a run has certainly made.
std::int64_t stepsMade(const runs::RunSummary& run);

/// The name for people. A directory's name that is no UTF-8 has U+FFFD where it is not.
QString displayName(const runs::RunSummary& run);

}  // namespace ganvas::ui
