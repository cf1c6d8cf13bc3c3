#include "bridge/epoch_table_feed.h"

#include <QMetaObject>
#include <exception>

#include "runs/epoch_columns.h"

namespace ganvas::ui {

void EpochTableFeed::ask(const runs::EpochQuery& query, bool same) {
  if (!same) ++asked_;
  worker_.post([this, query, id = asked_.load()] {
    try {
      runs::EpochQuery full = query;
      if (full.epochs.empty()) full.epochs = runs::suitableEpochs(full.runs);
      runs::EpochTable table = runs::readEpochTable(full, [&] { return asked_ == id; });
      if (asked_ != id) return;
      QMetaObject::invokeMethod(
          this,
          [this, id, table = std::move(table)] {
            if (asked_ == id) Q_EMIT answered(table);
          },
          Qt::QueuedConnection);
    } catch (const std::exception&) {
      // Out of memory or the like: the table stays as it was, and is read again later.
    }
  });
}

}  // namespace ganvas::ui
