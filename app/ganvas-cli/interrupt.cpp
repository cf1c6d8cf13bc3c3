#include "interrupt.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <utility>

#include "base/error.h"
#include "commands.h"

namespace ganvas::cli {

namespace {

constexpr std::array<int, 3> kSignals{SIGINT, SIGTERM, SIGHUP};
constexpr char kSignal = 's';
constexpr char kEnd = 'e';

// A handler may touch little: a lock-free flag and write(2) into a pipe that the watcher reads.
std::atomic<bool> signalled{false};
static_assert(std::atomic<bool>::is_always_lock_free);
std::array<int, 2> wakePipe{-1, -1};

void tell(char what) {
  while (write(wakePipe[1], &what, 1) < 0 && errno == EINTR) {
  }
}

extern "C" void onSignal(int) {
  const int before = errno;
  if (signalled.exchange(true)) _exit(kInterrupted);
  tell(kSignal);
  errno = before;
}

std::array<struct sigaction, kSignals.size()> oldActions;

/// Who started the program with a signal ignored (nohup) wants it to stay so.
bool isIgnored(const struct sigaction& action) {
  return (action.sa_flags & SA_SIGINFO) == 0 && action.sa_handler == SIG_IGN;
}

void setHandlers() {
  struct sigaction action {};
  action.sa_handler = onSignal;
  action.sa_flags = SA_RESTART;
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    sigaction(kSignals[i], nullptr, &oldActions[i]);
    if (!isIgnored(oldActions[i])) sigaction(kSignals[i], &action, nullptr);
  }
}

void restoreHandlers() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &oldActions[i], nullptr);
}

void watch(const std::function<void()>& stop) {
  char what = 0;
  for (;;) {
    const ssize_t got = read(wakePipe[0], &what, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got != 1 || what == kEnd) return;
    stop();
  }
}

}  // namespace

InterruptWatch::InterruptWatch(std::function<void()> stop) {
  if (pipe2(wakePipe.data(), O_CLOEXEC) != 0) {
    throw Error("cannot watch for interrupts", "", "Close other programs: no file can be opened");
  }
  signalled = false;
  watcher_ = std::jthread([stop = std::move(stop)] { watch(stop); });
  setHandlers();
}

InterruptWatch::~InterruptWatch() {
  restoreHandlers();
  tell(kEnd);
  watcher_.join();
  for (int& end : wakePipe) close(std::exchange(end, -1));
}

bool InterruptWatch::interrupted() const {
  return signalled;
}

}  // namespace ganvas::cli
