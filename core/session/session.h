#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/image_batch.h"
#include "config/experiment.h"

namespace ganvas::session {

class Inspector;  // session/inspector.h

/// Idle → Preparing → Running ⇄ Paused → Stopping → Idle (stopped by the user), Finished or Failed.
enum class State { Idle, Preparing, Running, Paused, Stopping, Finished, Failed };
const char* stateName(State state);

/// Which commands make sense in a state.
inline bool canStart(State s) {
  return s == State::Idle || s == State::Finished || s == State::Failed;
}
inline bool canPause(State s) {
  return s == State::Running;
}
inline bool canUnpause(State s) {
  return s == State::Paused;
}
inline bool canStop(State s) {
  return s == State::Preparing || s == State::Running || s == State::Paused;
}
inline bool isBusy(State s) {
  return !canStart(s);
}

/// Train a new run.
struct StartRequest {
  config::Experiment experiment;
  std::filesystem::path runsDir;
  std::string name;  ///< empty: the recipe's
};

/// Continue an existing one from its newest good checkpoint. A larger total extends a finished run.
struct ResumeRequest {
  std::filesystem::path run;
  std::optional<std::int64_t> steps;  ///< new total
  std::optional<double> epochs;       ///< new total
  /// Live parameters (key, value) to change from the first step after the checkpoint on, as setLive does while a run
  /// trains: recorded in the history. The run fails, unchanged, when one is not live or a value does not fit.
  std::vector<std::pair<std::string, std::string>> live{};
};

struct Failure {
  std::string what, where, advice;
  std::string text() const;
};

struct Progress {
  std::int64_t step = 0;  ///< generator updates made, from the run's beginning
  std::int64_t totalSteps = 0;
  double epoch = 0;              ///< passes over the set, fractional
  double picturesPerSecond = 0;  ///< real pictures through the discriminator, over the last seconds
  double secondsLeft = -1;       ///< −1 while unknown
  double secondsRun = 0;         ///< of training, pauses left out
};

/// The newest grid of the fixed noise.
struct SampleGrid {
  std::int64_t step = 0;
  int rows = 0, columns = 0;
  Picture sheet;
};

/// What measuring a training step came to.
struct StepMeasurement {
  config::Experiment experiment;  ///< that was measured
  double seconds = 0;             ///< of one step; 0 when it failed or was cancelled
  std::string device, torch;      ///< "cpu, 2 threads"; LibTorch's version
  std::int64_t pictures = 0;      ///< of the training set; 0 where its files are not there
  bool cancelled = false;
  std::optional<Failure> failure;
};

/// A copy of the mailbox: bounded by nature, the latest of everything. Scalars, samples and events themselves are in
/// the run's history; `historySteps` and `events` only say how far it has come.
struct Status {
  State state = State::Idle;
  std::filesystem::path run;  ///< directory of the current or last run; empty before the first
  std::string activity;       ///< what takes a while: "reading Fashion-MNIST", "making samples", "writing a checkpoint"
  Progress progress;
  std::int64_t historySteps = 0;
  std::int64_t events = 0;  ///< id of the newest event in the history
  std::vector<std::pair<std::string, float>> lastScalars;
  std::shared_ptr<const SampleGrid> sample;
  std::optional<Failure> failure;
  std::string device;             ///< "cpu, 2 threads"
  std::int64_t processBytes = 0;  ///< resident memory of the process that trains; 0 while unknown
  /// Memory that training holds on a GPU; 0 on a CPU, and so far always: only CUDA's headers tell.
  std::int64_t deviceBytes = 0;
  std::string answer;  ///< to the last live change: "applied: …" or "needs restart: …"
  std::vector<std::pair<std::string, std::string>> live;  ///< key and value of every live parameter, as it is now
  bool measuring = false;                                 ///< a measurement waits or is under way
  std::shared_ptr<const StepMeasurement> measurement;     ///< the last one
  std::uint64_t revision = 0;                             ///< grows with every change
};

/// One worker that trains one run at a time. All calls return at once (commands go through one bounded queue) and may
/// come from any thread.
class Session {
 public:
  virtual ~Session() = default;  ///< stops the run with a checkpoint and joins the worker

  /// Throws Error when the session is busy.
  virtual void start(StartRequest request) = 0;
  virtual void resume(ResumeRequest request) = 0;

  virtual void pause() = 0;
  virtual void unpause() = 0;
  virtual void stop() = 0;  ///< checkpoints, then stops
  virtual void sampleNow() = 0;
  virtual void checkpointNow() = 0;
  virtual void setLive(const std::string& key, const std::string& value) = 0;  ///< answer arrives in Status::answer

  /// Trains some steps of the experiment on computed pictures, which takes some seconds and leaves nothing behind; the
  /// result arrives in Status::measurement. A run that is started meanwhile ends it. Throws Error while a run trains or
  /// another measurement is under way.
  virtual void measureStep(config::Experiment experiment) = 0;
  virtual void cancelMeasurement() = 0;
  /// LibTorch's version: "1.13.0".
  virtual std::string torchVersion() const = 0;

  /// One that looks at data sets, on a thread of its own; it may outlive the session. Throws Error.
  virtual std::unique_ptr<Inspector> makeInspector() = 0;

  virtual Status status() const = 0;
  /// Called on the worker thread after every change (at most some 20 a second while running); it must only wake its
  /// owner, never block or call back. Pass {} to remove; after that returns it is not running any more.
  virtual void onChange(std::function<void()> wake) = 0;
  /// Blocks until the revision passes `revision` or the time is over; returns the newest status.
  virtual Status waitForChange(std::uint64_t revision, std::chrono::milliseconds timeout) const = 0;
};

/// Linked plainly (CLI, tests): the implementation in this library.
std::unique_ptr<Session> makeSession();

}  // namespace ganvas::session
