#include "session/downloads.h"

#include <signal.h>

#include <condition_variable>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include "base/error.h"
#include "data/fetch_set.h"
#include "studio/speed_meter.h"

namespace ganvas::session {

namespace {

constexpr std::chrono::milliseconds kReportInterval{100};

std::optional<Failure> failureOf(const std::exception& exception) {
  if (const auto* error = dynamic_cast<const Error*>(&exception)) {
    return Failure{error->problem(), error->where(), error->advice()};
  }
  return Failure{exception.what(), "", ""};
}

class DownloadsImpl : public Downloads {
 public:
  DownloadsImpl() : worker_([this](const std::stop_token& quit) { work(quit); }) {}
  ~DownloadsImpl() override;

  void fetch(sets::FetchRequest request) override;
  void pause() override { end(FetchState::Paused); }
  void resume() override;
  void cancel() override { end(FetchState::Cancelled); }
  DownloadStatus status() const override;
  void onChange(std::function<void()> wake) override;
  DownloadStatus waitForChange(std::uint64_t revision, std::chrono::milliseconds timeout) const override;

 private:
  using Clock = std::chrono::steady_clock;

  // The callers' side.
  void begin();
  void end(FetchState state);
  void changed();

  // The worker's side.
  void work(const std::stop_token& quit);
  void fetchOne(const sets::FetchRequest& request, const std::stop_token& stop);
  void show(const data::FetchProgress& progress, const std::stop_token& stop);
  void conclude(FetchState state, std::optional<Failure> failure, const std::stop_token& stop);
  void wakeObserver();

  /// Guards all up to observerMutex_.
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;  ///< status_.revision has grown
  std::condition_variable_any work_;         ///< a fetch or a wake is due
  DownloadStatus status_;
  bool due_ = false;      ///< a fetch is to begin
  bool wakeDue_ = false;  ///< a caller changed status_; the worker has not told the observer yet
  std::stop_source stop_;

  /// Guards observer_, and is held while it runs, so that a removed observer is never running any more.
  std::mutex observerMutex_;
  std::function<void()> observer_;

  // Worker thread only.
  studio::SpeedMeter speed_;
  Clock::time_point lastShown_;
  std::string lastActivity_;

  std::jthread worker_;  ///< last: it uses all of the above
};

DownloadsImpl::~DownloadsImpl() {
  onChange({});
  worker_.request_stop();  // before cancel(): the worker must not begin another in between
  cancel();
  worker_.join();
}

void DownloadsImpl::fetch(sets::FetchRequest request) {
  const std::lock_guard lock(mutex_);
  if (status_.state == FetchState::Fetching) {
    throw Error(status_.request.set.title + " is being fetched already", "", "Wait for its end, or cancel it");
  }
  const std::uint64_t revision = status_.revision;
  status_ = {};
  status_.revision = revision;
  status_.request = std::move(request);
  begin();
}

void DownloadsImpl::resume() {
  const std::lock_guard lock(mutex_);
  if (status_.state == FetchState::Paused) begin();
}

void DownloadsImpl::begin() {
  status_.state = FetchState::Fetching;
  status_.activity = "looking at what is there";
  stop_ = {};
  due_ = true;
  changed();
}

void DownloadsImpl::end(FetchState state) {
  const std::lock_guard lock(mutex_);
  const bool underWay = status_.state == FetchState::Fetching;
  if (!underWay && !(status_.state == FetchState::Paused && state == FetchState::Cancelled)) return;
  status_.state = state;
  status_.activity.clear();
  status_.bytesPerSecond = 0;
  status_.secondsLeft = -1;
  due_ = false;
  stop_.request_stop();
  changed();
}

void DownloadsImpl::changed() {
  ++status_.revision;
  wakeDue_ = true;
  changed_.notify_all();
  work_.notify_all();
}

DownloadStatus DownloadsImpl::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

DownloadStatus DownloadsImpl::waitForChange(std::uint64_t revision, std::chrono::milliseconds timeout) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, timeout, [&] { return status_.revision > revision; });
  return status_;
}

void DownloadsImpl::onChange(std::function<void()> wake) {
  const std::lock_guard lock(observerMutex_);
  observer_ = std::move(wake);
}

void DownloadsImpl::work(const std::stop_token& quit) {
  // libcurl's TLS writes to connections that the server may have ended: an error of that call, not the program's end.
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
  std::unique_lock lock(mutex_);
  while (work_.wait(lock, quit, [this] { return due_ || wakeDue_; })) {
    const bool due = std::exchange(due_, false);
    wakeDue_ = false;
    const sets::FetchRequest request = status_.request;
    const std::stop_token stop = stop_.get_token();
    lock.unlock();
    wakeObserver();
    if (due) fetchOne(request, stop);
    lock.lock();
  }
}

void DownloadsImpl::fetchOne(const sets::FetchRequest& request, const std::stop_token& stop) {
  speed_.reset();
  lastActivity_.clear();
  const auto listener = [&](const data::FetchProgress& progress) { show(progress, stop); };
  try {
    data::fetchSet(request, listener, stop);
    conclude(FetchState::Done, {}, stop);
  } catch (const std::exception& exception) {
    conclude(FetchState::Failed, failureOf(exception), stop);
  }
}

/// A fetch that was paused or cancelled has its state from whoever did that.
void DownloadsImpl::conclude(FetchState state, std::optional<Failure> failure, const std::stop_token& stop) {
  {
    const std::lock_guard lock(mutex_);
    if (stop.stop_requested()) return;
    status_.state = state;
    status_.failure = std::move(failure);
    status_.activity.clear();
    status_.bytesPerSecond = 0;
    status_.secondsLeft = -1;
    ++status_.revision;
    changed_.notify_all();
  }
  wakeObserver();
}

void DownloadsImpl::show(const data::FetchProgress& progress, const std::stop_token& stop) {
  const auto now = Clock::now();
  const bool news = progress.activity != lastActivity_;
  const bool isLast = progress.bytes == progress.total;
  if (!news && !isLast && now - lastShown_ < kReportInterval) return;
  if (news) speed_.reset();  // checking a file says nothing of the network
  lastActivity_ = progress.activity;
  lastShown_ = now;
  speed_.add(now, progress.bytes);
  const double rate = speed_.stepsPerSecond();
  {
    const std::lock_guard lock(mutex_);
    if (stop.stop_requested()) return;
    status_.file = progress.file;
    status_.activity = progress.activity;
    status_.bytes = progress.bytes;
    status_.total = progress.total;
    status_.bytesPerSecond = rate;
    const bool known = rate > 0 && progress.total > 0;
    status_.secondsLeft = known ? static_cast<double>(progress.total - progress.bytes) / rate : -1;
    ++status_.revision;
    changed_.notify_all();
  }
  wakeObserver();
}

void DownloadsImpl::wakeObserver() {
  const std::lock_guard lock(observerMutex_);
  if (observer_) observer_();
}

}  // namespace

std::unique_ptr<Downloads> makeDownloads() {
  return std::make_unique<DownloadsImpl>();
}

}  // namespace ganvas::session
