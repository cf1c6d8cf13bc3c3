#include "bridge/set_pictures.h"

#include <algorithm>
#include <cstring>

namespace ganvas::ui {

namespace {

constexpr std::size_t kMostAtOnce = 1024;                        // of session::Inspector::choose
constexpr std::size_t kMostBytesAtOnce = std::size_t{16} << 20;  // that become images in a few milliseconds
constexpr std::int64_t kMostBytes = std::int64_t{256} << 20;     // that are kept

/// Picture `index` of the batch; null where the batch does not hold it.
QImage imageAt(const ImageBatch& batch, std::size_t index) {
  const std::size_t bytes = batch.pictureBytes();
  if ((batch.channels != 1 && batch.channels != 3) || bytes == 0 || (index + 1) * bytes > batch.pixels.size())
    return {};
  QImage image(batch.width, batch.height, batch.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
  if (image.isNull()) return {};
  const std::size_t row = bytes / static_cast<std::size_t>(batch.height);
  for (int y = 0; y < batch.height; ++y) {
    std::memcpy(image.scanLine(y), batch.pixels.data() + index * bytes + static_cast<std::size_t>(y) * row, row);
  }
  return image;
}

}  // namespace

SetPictures::SetPictures(InspectorFeed& feed, QObject* parent) : QObject(parent), feed_(feed) {
  connect(&feed_, &InspectorFeed::opened, this, &SetPictures::forget);
  connect(&feed_, &InspectorFeed::changed, this, &SetPictures::take);
}

const SetPictures::Entry* SetPictures::find(std::int64_t index) const {
  const auto found = entries_.find(index);
  return found == entries_.end() ? nullptr : &found->second;
}

void SetPictures::want(const std::vector<std::int64_t>& indices) {
  const SetInfo& info = feed_.inspection().info;
  if (!feed_.inspection().open || indices.empty()) return;
  const std::size_t bytes = std::max<std::size_t>(1, info.pictureBytes());
  const std::size_t most = std::clamp<std::size_t>(kMostBytesAtOnce / bytes, 1, kMostAtOnce);
  const std::size_t held = std::clamp<std::size_t>(kMostBytes / bytes, 1, indices.size());
  wanted_.clear();
  std::vector<std::int64_t> missing;
  for (std::size_t i = 0; i < held; ++i) {
    wanted_.insert(indices[i]);
    if (missing.size() < most && !entries_.contains(indices[i])) missing.push_back(indices[i]);
  }
  if (missing.empty() || missing == asked_) return;
  asked_ = missing;
  feed_.choose(missing);
}

void SetPictures::forget() {
  entries_.clear();
  bytes_ = 0;
  wanted_.clear();
  asked_.clear();
  taken_.reset();
}

void SetPictures::take() {
  const auto chosen = feed_.inspection().chosen;
  if (!chosen || chosen == taken_) return;
  taken_ = chosen;
  for (std::size_t i = 0; i < chosen->indices.size(); ++i) {
    Entry entry{imageAt(chosen->pictures, i), i < chosen->origins.size() ? chosen->origins[i] : PictureOrigin{}};
    const std::int64_t size = entry.image.sizeInBytes();
    if (entries_.insert_or_assign(chosen->indices[i], std::move(entry)).second) bytes_ += size;
  }
  makeRoom();
  Q_EMIT came();
}

// What is not seen now goes, all of it: it comes back when it is looked at again.
void SetPictures::makeRoom() {
  if (bytes_ <= kMostBytes) return;
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    if (wanted_.contains(entry->first)) {
      ++entry;
    } else {
      bytes_ -= entry->second.image.sizeInBytes();
      entry = entries_.erase(entry);
    }
  }
}

}  // namespace ganvas::ui
