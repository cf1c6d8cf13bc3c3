#include "bridge/set_facts_feed.h"

#include <QMetaObject>
#include <exception>

namespace ganvas::ui {

namespace {

SetAnswer lookAt(const sets::SetPlace& place) {
  try {
    return {sets::lookAtSet(place), {}};
  } catch (const std::exception& error) {
    return {{}, QString::fromStdString(error.what())};
  }
}

}  // namespace

void SetFactsFeed::ask(const sets::SetPlace& place) {
  worker_.post([this, place] {
    const SetAnswer answer = lookAt(place);
    QMetaObject::invokeMethod(
        this, [this, place, answer] { Q_EMIT answered(place, answer); }, Qt::QueuedConnection);
  });
}

}  // namespace ganvas::ui
