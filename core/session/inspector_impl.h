#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "session/inspector.h"
#include "session/observer.h"
#include "studio/inspection.h"

namespace ganvas::session {

/// The Inspector: one thread, of low priority since a run may train meanwhile, as are those that decode for it.
///
/// Callers leave what they ask for under the mutex. What is under way has the stop token of `stop_`: whatever makes it
/// outdated requests a stop under the mutex, and news that come with a stopped token are dropped there. Only the worker
/// calls the observer.
class InspectorImpl : public Inspector {
 public:
  InspectorImpl();
  ~InspectorImpl() override;

  void open(config::Experiment experiment) override;
  void choose(std::vector<std::int64_t> indices) override;
  void cancel() override;
  Inspection inspection() const override;
  void onChange(std::function<void()> wake) override { observer_.set(std::move(wake)); }
  Inspection waitForChange(std::uint64_t revision, std::chrono::milliseconds timeout) const override;

 private:
  class Link;

  /// Call with mutex_ held, after changing state_ from a caller's thread.
  void changedByCaller();

  // The worker's side.
  void work(const std::stop_token& quit);
  void inspect(const config::Experiment& experiment, const std::stop_token& stop);
  void answerChoices(const std::stop_token& stop);
  void guarded(const std::stop_token& stop, const std::function<void()>& action);
  std::optional<std::vector<std::int64_t>> takeChoice(const std::stop_token& stop);
  /// Changes the state and wakes; does nothing once `stop` was requested.
  void change(const std::stop_token& stop, const std::function<void(Inspection&)>& action);

  /// Guards all up to observer_. Held for moments only.
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;  ///< state_.revision has grown
  std::condition_variable_any work_;         ///< a set, a choice or a wake is due
  Inspection state_;
  std::optional<config::Experiment> toOpen_;         ///< not yet begun
  std::optional<std::vector<std::int64_t>> choice_;  ///< not yet read
  std::stop_source stop_;                            ///< of what is under way
  bool wakeDue_ = false;                             ///< a caller changed state_; the observer does not know yet

  Observer observer_;

  std::unique_ptr<studio::SetInspection> set_;  ///< worker thread only
  std::jthread worker_;                         ///< last: it uses all of the above
};

}  // namespace ganvas::session
