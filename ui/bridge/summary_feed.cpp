#include "bridge/summary_feed.h"

#include <QMetaObject>

namespace ganvas::ui {

void SummaryFeed::ask(const std::filesystem::path& run) {
  worker_.post([this, run] {
    QMetaObject::invokeMethod(
        this, [this, summary = runs::summarise(run)] { Q_EMIT answered(summary); }, Qt::QueuedConnection);
  });
}

}  // namespace ganvas::ui
