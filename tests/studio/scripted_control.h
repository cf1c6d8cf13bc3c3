#pragma once

#include <functional>
#include <stop_token>
#include <utility>
#include <vector>

#include "studio/run_control.h"

namespace ganvas::testing {

/// A control on the run's own thread: `onChange` sees every view and may call say() and stop().
class ScriptedControl : public studio::RunControl {
 public:
  using OnChange = std::function<void(ScriptedControl&, const studio::RunView&)>;
  explicit ScriptedControl(OnChange onChange = {}) : onChange_(std::move(onChange)) {}

  void say(studio::RunCommand command) { commands_.push_back(std::move(command)); }
  void stop() { stop_.request_stop(); }

  std::stop_token stopToken() const override { return stop_.get_token(); }
  std::vector<studio::RunCommand> takeCommands() override { return std::exchange(commands_, {}); }
  std::vector<studio::RunCommand> awaitCommands() override {
    if (commands_.empty()) stop();  // nobody else will ever say anything
    return takeCommands();
  }
  void changed(const studio::RunView& view, studio::Urgency) override {
    this->view = view;
    if (onChange_) onChange_(*this, view);
  }

  studio::RunView view;  ///< the newest

 private:
  OnChange onChange_;
  std::stop_source stop_;
  std::vector<studio::RunCommand> commands_;
};

}  // namespace ganvas::testing
