#include "bridge/history_feed.h"

#include <QImageReader>
#include <QMetaObject>
#include <exception>
#include <utility>

#include "bridge/text.h"

namespace ganvas::ui {

/// Keeps the history of the run that was asked for last open.
struct HistoryFeed::Reader {
  std::filesystem::path run;
  std::unique_ptr<runs::HistoryReader> history;

  RunSnapshot answer(const RunQuery& query) {
    RunSnapshot snapshot;
    snapshot.run = query.run;
    try {
      open(query.run);
      read(query, snapshot);
    } catch (const std::exception& error) {
      history.reset();
      snapshot.problem = QString::fromUtf8(error.what());
    }
    return snapshot;
  }

 private:
  void open(const std::filesystem::path& wanted) {
    if (history && run == wanted) return;
    history.reset();
    history = std::make_unique<runs::HistoryReader>(wanted / "history.db");
    run = wanted;
  }

  void read(const RunQuery& query, RunSnapshot& snapshot) const {
    snapshot.steps = history->steps();
    snapshot.state = history->state();
    const std::int64_t first = query.first > 0 ? query.first : 1;
    const std::int64_t last = query.last > 0 ? query.last : snapshot.steps;
    for (const std::string& name : query.series) {
      Curve curve{.series = name, .points = {}};
      if (last >= first) curve.points = history->curve(name, first, last, query.points);
      snapshot.curves.push_back(std::move(curve));
    }
    snapshot.events = history->events(query.afterEvent);
    readGrid(query, snapshot);
  }

  void readGrid(const RunQuery& query, RunSnapshot& snapshot) const {
    const std::optional<runs::SampleRecord> newest = history->latestSample();
    if (!newest || newest->step == query.shownGrid) return;
    QImageReader file(fileName(query.run / newest->file));
    QImage image = file.read();  // a picture that cannot be read shows as none
    if (!image.isNull()) snapshot.grid = Grid{newest->step, std::move(image)};
  }
};

HistoryFeed::HistoryFeed(QObject* parent) : QObject(parent), reader_(std::make_unique<Reader>()) {}

HistoryFeed::~HistoryFeed() = default;

void HistoryFeed::ask(RunQuery query) {
  worker_.post([this, query = std::move(query)] {
    QMetaObject::invokeMethod(
        this, [this, snapshot = reader_->answer(query)] { Q_EMIT answered(snapshot); }, Qt::QueuedConnection);
  });
}

}  // namespace ganvas::ui
