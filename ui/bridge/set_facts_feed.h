#pragma once

#include <QObject>
#include <QString>

#include "bridge/latest_worker.h"
#include "sets/set_facts.h"

namespace ganvas::ui {

/// What a look at a data set's files has told.
struct SetAnswer {
  config::SetFacts facts;
  QString problem;  ///< why they cannot be read, in a sentence; empty: they can
  bool operator==(const SetAnswer&) const = default;
};

/// Looks at the files of data sets on a thread of its own.
class SetFactsFeed : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Returns at once; the latest question wins.
  void ask(const sets::SetPlace& place);

 Q_SIGNALS:
  void answered(const ganvas::sets::SetPlace& place, const ganvas::ui::SetAnswer& answer);

 private:
  LatestWorker worker_;
};

}  // namespace ganvas::ui
