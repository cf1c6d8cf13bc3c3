#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "studio/inspection.h"

namespace ganvas::studio {

namespace {

constexpr std::size_t kMostAnswerBytes = std::size_t{256} << 20;

/// How many neighbours are asked for from place `i` on; `places` has the indices ascending.
std::int64_t neighbours(const std::vector<std::int64_t>& indices, const std::vector<std::size_t>& places,
                        std::size_t i) {
  std::int64_t last = indices[places[i]];
  const std::int64_t first = last;
  for (; i < places.size() && indices[places[i]] <= last + 1; ++i) last = indices[places[i]];
  return last - first + 1;
}

}  // namespace

void SetInspection::answerChoices(InspectionControl& control) {
  const auto stop = control.stopToken();
  std::optional<std::vector<std::int64_t>> choice;
  if (!stop.stop_requested()) choice = control.takeChoice();
  while (choice) choice = answer(*choice, control);
  if (stop.stop_requested()) throw Error("cancelled", "", "");
}

/// An answer with room for those of the pictures that the set has, as far as memory goes.
AskedPictures SetInspection::room(const std::vector<std::int64_t>& indices) const {
  const SetInfo& info = source_->info();
  const std::size_t fit = std::max<std::size_t>(1, kMostAnswerBytes / std::max<std::size_t>(1, info.pictureBytes()));
  AskedPictures asked;
  std::copy_if(indices.begin(), indices.end(), std::back_inserter(asked.indices),
               [&](std::int64_t index) { return index >= 0 && index < info.count; });
  if (asked.indices.size() > fit) asked.indices.resize(fit);
  asked.pictures.width = info.width;
  asked.pictures.height = info.height;
  asked.pictures.channels = info.channels;
  asked.pictures.pixels.resize(asked.indices.size() * info.pictureBytes());
  if (!info.classNames.empty()) asked.pictures.labels.resize(asked.indices.size());
  asked.origins.resize(asked.indices.size());
  return asked;
}

/// Reads in ascending order, whatever the order asked for. A newer choice that comes meanwhile is returned: nobody
/// waits for this one any more.
std::optional<std::vector<std::int64_t>> SetInspection::answer(const std::vector<std::int64_t>& indices,
                                                               InspectionControl& control) {
  const std::size_t bytes = source_->info().pictureBytes();
  AskedPictures asked = room(indices);
  std::vector<std::size_t> places(asked.indices.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::sort(places.begin(), places.end(),
            [&](std::size_t a, std::size_t b) { return asked.indices[a] < asked.indices[b]; });
  for (std::size_t i = 0; i < places.size();) {
    if (control.stopToken().stop_requested()) throw Error("cancelled", "", "");
    if (auto newer = control.takeChoice()) return newer;
    const std::int64_t first = asked.indices[places[i]];
    const ReadPictures read = reader_.read(first, neighbours(asked.indices, places, i), control.stopToken());
    for (; i < places.size() && asked.indices[places[i]] < first + read.count(); ++i) {
      const std::size_t place = places[i];
      const auto from = static_cast<std::size_t>(asked.indices[place] - first);
      std::copy_n(read.pixels.begin() + static_cast<std::ptrdiff_t>(from * bytes), bytes,
                  asked.pictures.pixels.begin() + static_cast<std::ptrdiff_t>(place * bytes));
      if (!asked.pictures.labels.empty()) asked.pictures.labels[place] = read.labels[from];
      asked.origins[place] = source_->origin(asked.indices[place]);
    }
  }
  InspectionNews told = news();
  addLeftOut(told);
  told.asked = std::move(asked);
  control.tell(std::move(told));
  return std::nullopt;
}

}  // namespace ganvas::studio
