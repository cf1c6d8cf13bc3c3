#include "bridge/queue_feed.h"

#include <QMetaObject>
#include <exception>
#include <map>
#include <utility>

#include "bridge/session_bridge.h"
#include "bridge/text.h"
#include "config/recipes.h"

namespace ganvas::ui {

namespace {

constexpr int kLookAgain = 10000;  // ms; a program that dies gives its run back without a change on disk

QueueListing read(const runs::Queue& queue) {
  QueueListing listing{queue.entries(), {}, queue.paused()};
  std::map<std::string, config::Experiment> known;
  if (!listing.entries.empty()) {
    for (config::Recipe& recipe : config::recipes()) known.emplace(recipe.name, std::move(recipe.experiment));
  }
  for (const runs::QueueEntry& entry : listing.entries) {
    const auto recipe = known.find(entry.run.experiment.about.name);
    listing.recipes.push_back(recipe == known.end() ? config::Experiment{} : recipe->second);
  }
  return listing;
}

}  // namespace

QueueFeed::QueueFeed(const std::filesystem::path& runsDir, QObject* parent)
    : QObject(parent), runsDir_(runsDir), queue_(runsDir) {
  thread_.setMaxThreadCount(1);
  connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, &QueueFeed::ask);
  connect(&timer_, &QTimer::timeout, this, &QueueFeed::ask);
  timer_.start(kLookAgain);
}

QueueFeed::~QueueFeed() {
  thread_.waitForDone();
}

void QueueFeed::post(std::function<void(runs::Queue&)> job) {
  ++pending_;
  thread_.start([this, job = std::move(job)] {
    session::Failure failure;
    try {
      job(queue_);
    } catch (const std::exception& error) {
      failure = failureOf(error);
    }
    QMetaObject::invokeMethod(
        this,
        [this, failure = std::move(failure)] {
          --pending_;
          if (!failure.what.empty()) Q_EMIT failed(failure);
        },
        Qt::QueuedConnection);
  });
}

void QueueFeed::list() {
  asked_ = true;
  post([this](runs::Queue& queue) {
    QueueListing listing;
    session::Failure failure;
    try {
      listing = read(queue);
    } catch (const std::exception& error) {
      failure = failureOf(error);
    }
    QMetaObject::invokeMethod(
        this,
        [this, failure = std::move(failure), listing = std::move(listing)] {
          asked_ = false;
          const bool known = std::exchange(unreadable_, failure.text()) == failure.text();
          if (failure.what.empty()) return arrive(listing);
          if (!known) Q_EMIT failed(failure);  // the list stays as it was
        },
        Qt::QueuedConnection);
  });
}

// The listing's own job is still among the pending: its answer is queued behind.
void QueueFeed::arrive(const QueueListing& listing) {
  watch();
  if (pending_ > 1) return ask();
  Q_EMIT listed(listing);
}

void QueueFeed::watch() {
  const QString folder = fileName(queue_.folder());
  if (!watcher_.directories().contains(folder)) watcher_.addPaths({folder, folder + QStringLiteral("/taken")});
  if (watcher_.directories().isEmpty()) watcher_.addPath(fileName(runsDir_));
}

void QueueFeed::ask() {
  if (!asked_) list();
}

void QueueFeed::change(std::function<void(runs::Queue&)> job) {
  post(std::move(job));
  ask();
}

void QueueFeed::add(const runs::QueuedRun& run, bool inFront) {
  change([run, inFront](runs::Queue& queue) { queue.add(run, inFront); });
}

void QueueFeed::remove(const std::string& id) {
  change([id](runs::Queue& queue) { queue.remove(id); });
}

void QueueFeed::move(const std::string& id, std::size_t index) {
  change([id, index](runs::Queue& queue) { queue.move(id, index); });
}

void QueueFeed::retry(const std::string& id) {
  change([id](runs::Queue& queue) { queue.retry(id); });
}

void QueueFeed::setPaused(bool paused) {
  change([paused](runs::Queue& queue) { queue.setPaused(paused); });
}

}  // namespace ganvas::ui
