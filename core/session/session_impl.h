#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <variant>

#include "session/command_queue.h"
#include "session/session.h"
#include "studio/training_run.h"

namespace ganvas::session {

/// The Session: one worker thread for all its runs, since LibTorch keeps a pool of threads for each that calls it.
///
/// The callers' side decides whether a request makes sense (the state machine, under the mutex) and leaves it where
/// the worker finds it; the worker's side trains and reports. Only the worker calls the observer.
class SessionImpl : public Session {
 public:
  SessionImpl();
  ~SessionImpl() override;

  void start(StartRequest request) override;
  void resume(ResumeRequest request) override;
  void pause() override;
  void unpause() override;
  void stop() override;
  void sampleNow() override;
  void checkpointNow() override;
  void setLive(const std::string& key, const std::string& value) override;
  void measureStep(config::Experiment experiment) override;
  void cancelMeasurement() override;
  std::string torchVersion() const override;
  std::unique_ptr<Inspector> makeInspector() override;
  Status status() const override;
  void onChange(std::function<void()> wake) override;
  Status waitForChange(std::uint64_t revision, std::chrono::milliseconds timeout) const override;

 private:
  using Job = std::variant<studio::NewRun, studio::OldRun>;
  class Link;

  // The callers' side.
  void submit(Job job);
  void command(studio::RunCommand command);
  /// Call with mutex_ held, after changing status_ from a caller's thread.
  void changedByCaller();

  // The worker's side.
  void work(const std::stop_token& quit);
  void trainOne(const Job& job, const std::stop_token& stop);
  void measureOne(const config::Experiment& experiment, const std::stop_token& stop);
  void end(State state, std::optional<Failure> failure = {});
  std::vector<studio::RunCommand> takeCommands(bool wait, const std::stop_token& stop);
  void show(const studio::RunView& view, studio::Urgency urgency);
  void wakeObserver();

  /// Guards all up to observerMutex_. Held for moments only, never while training or calling out.
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;  ///< status_.revision has grown
  std::condition_variable_any work_;         ///< a job, a command, a stop or a wake is due
  Status status_;
  std::shared_ptr<const studio::GridPicture> shownGrid_;  ///< what status_.sample was made from
  std::optional<Job> job_;                                ///< accepted, not yet begun
  CommandQueue commands_;
  std::stop_source stop_;                        ///< of the current run
  std::optional<config::Experiment> toMeasure_;  ///< accepted, not yet begun
  std::stop_source stopMeasuring_;
  bool wakeDue_ = false;  ///< a caller changed status_; the worker has not told the observer yet

  /// Guards observer_, and is held while it runs, so that a removed observer is never running any more.
  std::mutex observerMutex_;
  std::function<void()> observer_;

  std::chrono::steady_clock::time_point lastWake_;  ///< worker thread only
  std::jthread worker_;                             ///< last: it uses all of the above
};

}  // namespace ganvas::session
