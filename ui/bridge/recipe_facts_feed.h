#pragma once

#include <QObject>
#include <functional>
#include <string>
#include <vector>

#include "bridge/serial_jobs.h"
#include "runs/recipe_facts.h"

namespace ganvas::ui {

/// Reads the recipes with what is known of them on a thread of its own: sizes and measured times at once, then the
/// times that the runs tell, which takes longer where there are many.
class RecipeFactsFeed : public QObject {
  Q_OBJECT

 public:
  struct Question {
    /// An experiment as it would be trained; called on that thread.
    std::function<config::Experiment(const config::Experiment&)> offer;
    std::vector<runs::RunSummary> runs;  ///< newest first
    std::string torch;                   ///< LibTorch's version, or empty while it is not known
  };

  using QObject::QObject;

  void ask(Question question);
  /// Keeps what was measured for the next time, in the user's cache. A cache that cannot be written is left alone.
  void remember(const config::Experiment& experiment, const runs::StepTime& time);

 Q_SIGNALS:
  void answered(const std::vector<ganvas::runs::RecipeFacts>& facts);

 private:
  SerialJobs jobs_;
};

}  // namespace ganvas::ui
