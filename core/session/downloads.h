#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "session/session.h"
#include "sets/catalogue.h"

namespace ganvas::session {

/// Idle → Fetching ⇄ Paused; from both to Cancelled; Fetching → Done or Failed. From all but Fetching a fetch begins.
enum class FetchState { Idle, Fetching, Paused, Done, Cancelled, Failed };

struct DownloadStatus {
  FetchState state = FetchState::Idle;
  sets::FetchRequest request;  ///< the current or last one
  std::string file;            ///< the one that it is at
  std::string activity;        ///< "connecting to HOST", "downloading from HOST", "checking", "copying"; empty: ended
  std::int64_t bytes = 0;      ///< that are there, of all files of the set
  std::int64_t total = 0;      ///< 0 while unknown
  double bytesPerSecond = 0;   ///< over the last seconds; 0 while unknown
  double secondsLeft = -1;     ///< −1 while unknown
  std::optional<Failure> failure;
  std::uint64_t revision = 0;  ///< grows with every change
};

/// Fetches one data set at a time, on a thread of its own, whether or not a run trains. Uses the network only for what
/// fetch() asks. All calls return at once and may come from any thread.
class Downloads {
 public:
  virtual ~Downloads() = default;  ///< ends what is under way and joins; what came in is kept

  /// Begins (data/fetch_set.h). Throws Error while another set is being fetched.
  virtual void fetch(sets::FetchRequest request) = 0;
  /// Ends the connection; what came in is kept, and a resume (or a later fetch) goes on there.
  virtual void pause() = 0;
  virtual void resume() = 0;
  virtual void cancel() = 0;  ///< as pause, but for good

  virtual DownloadStatus status() const = 0;
  /// As Session::onChange.
  virtual void onChange(std::function<void()> wake) = 0;
  virtual DownloadStatus waitForChange(std::uint64_t revision, std::chrono::milliseconds timeout) const = 0;
};

/// Linked plainly (CLI, tests).
std::unique_ptr<Downloads> makeDownloads();

}  // namespace ganvas::session
