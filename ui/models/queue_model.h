#pragma once

#include <QAbstractListModel>
#include <optional>
#include <vector>

#include "runs/queue_entry.h"
#include "runs/run_list.h"

namespace ganvas::ui {

/// The queue: what trains now, then what waits. A new listing is merged into the old one, so that a view keeps its
/// selection; the user's moves show at once and are asked for with moveRequested.
class QueueModel : public QAbstractListModel {
  Q_OBJECT

 public:
  /// DisplayRole is the name. Detail: recipe and what differs from it, or what is wrong. Length: "1,500 steps".
  enum Role { DetailRole = Qt::UserRole, LengthRole, StateRole };

  explicit QueueModel(QObject* parent = nullptr);

  /// `recipes[i]` is what the recipe of `entries[i]` holds.
  void setEntries(const std::vector<runs::QueueEntry>& entries, const std::vector<config::Experiment>& recipes);

  const runs::QueueEntry* entry(int row) const;
  int rowOf(const std::string& id) const;  ///< −1 when it is not in the list
  int firstMovable() const;                ///< rows in front of it train now
  int waiting() const;
  /// Moves a row to `row`, kept among the movable ones; false when there is nothing to move.
  bool moveTo(int from, int row);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
  QStringList mimeTypes() const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;
  bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                       const QModelIndex& parent) const override;
  bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                    const QModelIndex& parent) override;

 Q_SIGNALS:
  /// The user moved an entry to that place among the ones that do not train.
  void moveRequested(const std::string& id, std::size_t place);

 private:
  struct Row {
    runs::QueueEntry entry;
    QString name, detail, length;
  };
  static Row makeRow(const runs::QueueEntry& entry, const config::Experiment& recipe);
  static QString linesOf(const Row& row);
  void shift(int from, int to);
  void removeMissing(const std::vector<runs::QueueEntry>& entries);

  std::vector<Row> rows_;
};

/// What differs from the recipe, in one line: "Batch size 64, Seed 3 and 2 more"; empty when nothing does.
QString differences(const config::Experiment& recipe, const config::Experiment& experiment);

/// Seconds that the waiting entries will take, judged by earlier runs of the same recipes; nothing where one of them
/// has never been trained.
std::optional<double> secondsFor(const std::vector<runs::QueueEntry>& entries,
                                 const std::vector<runs::RunSummary>& runs);

}  // namespace ganvas::ui
