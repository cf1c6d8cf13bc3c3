#include "bridge/inspector_feed.h"

#include <QMetaObject>
#include <exception>
#include <utility>

#include "bridge/session_bridge.h"

namespace ganvas::ui {

InspectorFeed::InspectorFeed(Maker make, QObject* parent) : QObject(parent), make_(std::move(make)) {}

InspectorFeed::~InspectorFeed() {
  if (inspector_) inspector_->onChange({});  // from here on its thread cannot reach this object
}

void InspectorFeed::open(const config::Experiment& experiment) {
  inspection_ = {};
  inspection_.experiment = experiment;
  inspection_.activity = "loading what reads pictures";
  waiting_ = true;
  Q_EMIT opened();
  tryAgain();
  Q_EMIT changed();
}

void InspectorFeed::tryAgain() {
  if (!waiting_) return;
  try {
    if (!inspector_) {
      inspector_ = make_();
      if (!inspector_) return;
      inspector_->onChange([this] { wake(); });
    }
    waiting_ = false;
    inspector_->open(inspection_.experiment);
    deliver();
  } catch (const std::exception& error) {
    waiting_ = false;
    inspection_.activity.clear();
    inspection_.failure = failureOf(error);
    Q_EMIT changed();
  }
}

void InspectorFeed::choose(std::vector<std::int64_t> indices) {
  if (inspector_ && !waiting_) inspector_->choose(std::move(indices));
}

void InspectorFeed::cancel() {
  if (inspector_ && !waiting_) return inspector_->cancel();
  waiting_ = false;
  inspection_.activity.clear();
  inspection_.cancelled = true;
  Q_EMIT changed();
}

void InspectorFeed::wake() {
  if (pending_.exchange(true)) return;
  QMetaObject::invokeMethod(
      this, [this] { deliver(); }, Qt::QueuedConnection);
}

void InspectorFeed::deliver() {
  pending_ = false;  // before the copy: a change after it wakes us again
  if (!inspector_ || waiting_) return;
  inspection_ = inspector_->inspection();
  Q_EMIT changed();
}

}  // namespace ganvas::ui
