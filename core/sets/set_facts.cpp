#include "sets/set_facts.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "base/error.h"
#include "sets/idx_file.h"
#include "sets/idx_files.h"
#include "sets/picture_listing.h"

namespace ganvas::sets {

namespace {

constexpr std::int64_t kNamedClasses = 10;                   // they have names: the labels have no say
constexpr std::int64_t kMostLabels = std::int64_t{1} << 26;  // more than that is no quick look
constexpr std::chrono::milliseconds kQuick{1000};

std::optional<std::int64_t> classesOf(const SetPlace& place, const std::filesystem::path& labels) {
  if (labels.empty()) return 0;
  IdxFile file(labels, IdxKind::Labels);
  if (place.source != "idx") return kNamedClasses;
  if (file.count() > kMostLabels) return {};
  return countLabelClasses(file);
}

config::SetFacts lookAtIdx(const SetPlace& place) {
  const IdxFiles files = findIdxFiles(place.path, place.split);
  const IdxFile images(files.images, IdxKind::Images);
  return {config::Shape::picture(images.height(), images.width(), 1), classesOf(place, files.labels), images.count()};
}

/// Asks to stop when its time is over.
class Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds time)
      : watch_([this, time](const std::stop_token& end) {
          std::unique_lock lock(mutex_);
          ended_.wait_for(lock, end, time, [] { return false; });
          if (!end.stop_requested()) late_.request_stop();
        }) {}

  std::stop_token token() const { return late_.get_token(); }

 private:
  std::mutex mutex_;
  std::condition_variable_any ended_;
  std::stop_source late_;
  std::jthread watch_;
};

config::SetFacts lookAtPictures(const SetPlace& place) {
  config::Data data;
  data.source = place.source;
  data.path = place.path;
  data.split = place.split;
  data.labels = place.labels;
  data.boxes = place.boxes;
  const Deadline deadline(kQuick);
  try {
    const PictureListing listing = listPictures(data, deadline.token());
    return {{}, static_cast<std::int64_t>(listing.classNames.size()), {}};
  } catch (const Error&) {
    if (deadline.token().stop_requested()) return {};
    throw;
  }
}

}  // namespace

config::SetFacts lookAtSet(const SetPlace& place) {
  const bool hasNames = place.source == "fashion-mnist" || place.source == "mnist" || place.source == "kmnist";
  if (place.source == "idx" || hasNames) return lookAtIdx(place);
  if (place.source == "folder") return lookAtPictures(place);
  return {};
}

}  // namespace ganvas::sets
