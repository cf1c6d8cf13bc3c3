#include "bridge/list_feeds.h"

#include <QMetaObject>
#include <exception>
#include <utility>

namespace ganvas::ui {

void RunsFeed::ask(const std::filesystem::path& runsDir) {
  worker_.post([this, runsDir] {
    std::vector<runs::RunSummary> list;
    try {
      list = runs::listRuns(runsDir);
    } catch (const std::exception&) {
      return;  // an unreadable directory: the list stays as it was; starting a run says what is wrong
    }
    QMetaObject::invokeMethod(
        this, [this, list = std::move(list)] { Q_EMIT listed(list); }, Qt::QueuedConnection);
  });
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
