#include "bridge/list_feeds.h"

#include <QMetaObject>
#include <exception>
#include <utility>

namespace ganvas::ui {

namespace {
constexpr int kSoonMs = 200;  // a run being made changes its directory many times
}

RunsFeed::RunsFeed(QObject* parent) : QObject(parent) {
  soon_.setSingleShot(true);
  soon_.setInterval(kSoonMs);
  connect(&soon_, &QTimer::timeout, this, [this] { post(true); });
  connect(&regular_, &QTimer::timeout, this, &RunsFeed::tick);
  connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, [this] {
    if (!soon_.isActive()) soon_.start();
  });
}

RunsFeed::~RunsFeed() {
  stopped_ = true;
}

void RunsFeed::ask(const std::filesystem::path& runsDir) {
  if (runsDir_ != runsDir) {
    if (!watcher_.directories().isEmpty()) watcher_.removePaths(watcher_.directories());
    runsDir_ = runsDir;
    told_.reset();
  }
  if (!regular_.isActive()) regular_.start(kHeldMs);
  post(true);
}

void RunsFeed::tick() {
  constexpr int kTicksPerAll = kAllMs / kHeldMs;
  if (++ticks_ % kTicksPerAll == 0) return post(true);
  // A listing that is under way looks at those too, and one that waits must not be replaced.
  if (anyHeld_ && !allUnderWay_) post(false);
}

void RunsFeed::post(bool all) {
  allUnderWay_ = allUnderWay_ || all;
  worker_.post([this, all, runsDir = runsDir_, id = ++asked_] {
    try {
      read(runsDir, all);
    } catch (const std::exception&) {
      // Out of memory or the like: the list stays as it was, and is read again later.
    }
    QMetaObject::invokeMethod(
        this,
        [this, id, anyHeld = lister_.anyHeld()] {
          anyHeld_ = anyHeld;
          if (id == asked_) allUnderWay_ = false;
        },
        Qt::QueuedConnection);
    try {
      measure(runsDir, id);
    } catch (const std::exception&) {
      // As above.
    }
  });
}

void RunsFeed::read(const std::filesystem::path& runsDir, bool all) {
  if (!all) return tell(runsDir, lister_.refreshHeld());
  tell(runsDir, lister_.list(runsDir, [&](const std::vector<runs::RunSummary>& soFar) {
    tell(runsDir, soFar);
    return !stopped_;
  }));
}

// A newer question is not kept waiting for sizes: it goes on with them. One run at least, or where listing alone takes
// long there would never be any.
void RunsFeed::measure(const std::filesystem::path& runsDir, std::uint64_t id) {
  bool begun = false;
  const auto runs = lister_.measure([&] { return !stopped_ && (!std::exchange(begun, true) || asked_ == id); });
  if (asked_ == id) tell(runsDir, runs);  // else they may be older than what the window has been told meanwhile
}

void RunsFeed::tell(const std::filesystem::path& runsDir, std::vector<runs::RunSummary> runs) {
  auto list = std::make_shared<const std::vector<runs::RunSummary>>(std::move(runs));
  QMetaObject::invokeMethod(
      this, [this, runsDir, list = std::move(list)] { onListed(runsDir, list); }, Qt::QueuedConnection);
}

void RunsFeed::onListed(const std::filesystem::path& runsDir,
                        const std::shared_ptr<const std::vector<runs::RunSummary>>& runs) {
  if (runsDir != runsDir_) return;  // another one was asked for meanwhile
  watch();
  if (told_ && *told_ == *runs) return;
  told_ = runs;
  Q_EMIT listed(*runs);
}

// The directory may be made later, and a watch ends when it is removed.
void RunsFeed::watch() {
  if (watcher_.directories().isEmpty() && !runsDir_.empty()) {
    watcher_.addPath(QString::fromStdString(runsDir_.string()));
  }
}

void RecipesFeed::ask() {
  worker_.post([this] {
    std::vector<config::Recipe> recipes;
    std::vector<config::BrokenRecipe> broken;
    try {
      recipes = config::recipes(&broken);
    } catch (const std::exception& error) {
      broken.push_back({{}, error.what()});
    }
    QMetaObject::invokeMethod(
        this, [this, recipes = std::move(recipes), broken = std::move(broken)] { Q_EMIT listed(recipes, broken); },
        Qt::QueuedConnection);
  });
}

}  // namespace ganvas::ui
