#include "data/prepared_source.h"

#include <utility>

#include "base/error.h"
#include "data/content_check.h"
#include "data/read_request.h"

namespace ganvas::data {

namespace {

class PreparedSource : public BatchSource {
 public:
  PreparedSource(std::unique_ptr<PreparedSet> set, CacheRoom room, std::vector<std::int64_t> chosen);

  const SetInfo& info() const override { return info_; }
  void read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) override;
  std::string fingerprint() const override { return fingerprint_; }
  PictureOrigin origin(std::int64_t index) const override;
  std::vector<LeftOut> leftOut() const override { return readLeftOut(set_->directory); }
  std::span<const std::uint8_t> mapped() const override;

 private:
  std::int64_t place(std::int64_t picture) const;

  std::unique_ptr<PreparedSet> set_;
  CacheRoom room_;
  std::vector<std::int64_t> chosen_;  ///< empty: all
  SetInfo info_;
  std::string fingerprint_;
  ContentCheck check_;  ///< last: ends first
};

PreparedSource::PreparedSource(std::unique_ptr<PreparedSet> set, CacheRoom room, std::vector<std::int64_t> chosen)
    : set_(std::move(set)),
      room_(std::move(room)),
      chosen_(std::move(chosen)),
      info_(set_->header.info),
      fingerprint_(set_->header.fingerprint),
      check_(*set_, room_) {
  if (chosen_.empty()) return;
  info_.count = static_cast<std::int64_t>(chosen_.size());
  fingerprint_ = fingerprintOf(info_, set_->index.readAll(), set_->labels, chosen_);
}

/// Where a picture lies in the prepared set.
std::int64_t PreparedSource::place(std::int64_t picture) const {
  return chosen_.empty() ? picture : chosen_[static_cast<std::size_t>(picture)];
}

void PreparedSource::read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) {
  checkRequest(info_, first, pixels, labels);
  if (check_.foundDamage()) {
    throw Error("the prepared pictures were damaged on the disk", set_->directory.string(),
                "They were thrown away. Start again: they are prepared anew from the originals");
  }
  const std::size_t pictureBytes = info_.pictureBytes();
  for (std::size_t i = 0; i < labels.size();) {
    const std::int64_t begin = place(first + static_cast<std::int64_t>(i));
    std::size_t run = 0;  // pictures that lie one after the other
    while (i + run < labels.size() &&
           place(first + static_cast<std::int64_t>(i + run)) == begin + static_cast<std::int64_t>(run)) {
      labels[i + run] = set_->labels[static_cast<std::size_t>(begin) + run];
      ++run;
    }
    set_->pixels.readAt(begin * static_cast<std::int64_t>(pictureBytes),
                        pixels.subspan(i * pictureBytes, run * pictureBytes));
    i += run;
  }
}

PictureOrigin PreparedSource::origin(std::int64_t index) const {
  if (index < 0 || index >= info_.count) return {};
  return set_->index.origin(place(index));
}

std::span<const std::uint8_t> PreparedSource::mapped() const {
  const bool oneStretch = chosen_.empty() || chosen_.back() - chosen_.front() + 1 == info_.count;
  if (!oneStretch || set_->mapped.bytes().empty()) return {};
  const std::size_t pictureBytes = info_.pictureBytes();
  return set_->mapped.bytes().subspan(static_cast<std::size_t>(place(0)) * pictureBytes,
                                      static_cast<std::size_t>(info_.count) * pictureBytes);
}

}  // namespace

std::unique_ptr<BatchSource> openPrepared(std::unique_ptr<PreparedSet> set, CacheRoom room,
                                          std::vector<std::int64_t> chosen) {
  return std::make_unique<PreparedSource>(std::move(set), std::move(room), std::move(chosen));
}

}  // namespace ganvas::data
