#pragma once

#include <QObject>
#include <filesystem>
#include <vector>

#include "bridge/latest_worker.h"
#include "config/recipes.h"
#include "runs/run_list.h"

namespace ganvas::ui {

/// Reads the list of runs on a thread of its own.
class RunsFeed : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  ~RunsFeed() override = default;

  /// Returns at once; questions that wait melt into one.
  void ask(const std::filesystem::path& runsDir);

 Q_SIGNALS:
  void listed(const std::vector<ganvas::runs::RunSummary>& runs);

 private:
  LatestWorker worker_;
};

/// Reads the recipes, embedded and the user's, on a thread of its own.
class RecipesFeed : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  ~RecipesFeed() override = default;

  void ask();

 Q_SIGNALS:
  void listed(const std::vector<ganvas::config::Recipe>& recipes,
              const std::vector<ganvas::config::BrokenRecipe>& broken);

 private:
  LatestWorker worker_;
};

}  // namespace ganvas::ui
