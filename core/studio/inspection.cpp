#include "studio/inspection.h"

#include <algorithm>
#include <iterator>

#include "base/error.h"
#include "imaging/picture_hash.h"
#include "studio/inspection_order.h"

namespace ganvas::studio {

namespace {

constexpr std::uint64_t kOrderSeed = 1;
constexpr std::int64_t kMostRemembered = 20'000'000;  // pictures whose hashes and labels are kept: 400 MB
constexpr double kShortest = 0.2, kLongest = 1.0;     // seconds between two snapshots
constexpr double kPatience = 10;                      // times what a snapshot takes to make lies between two

}  // namespace

SetInspection::SetInspection(std::unique_ptr<BatchSource> source, int nearDistance)
    : source_(std::move(source)), nearDistance_(nearDistance), reader_(*source_) {}

void SetInspection::lookAtAll(InspectionControl& control) {
  try {
    begin();
    readAll(control);
    checkAnyRead();
    tellProgress(control, true);
    if (!lookHashes_.empty()) findDuplicates(control);
  } catch (...) {
    end();
    throw;
  }
  end();
  share_ = 1;
  control.tell(news());
}

void SetInspection::begin() {
  const SetInfo& info = source_->info();
  statistics_.emplace(info);
  if (info.count <= kMostRemembered) {
    const auto count = static_cast<std::size_t>(info.count);
    pixelHashes_.resize(count);
    lookHashes_.resize(count);
    readable_.resize(count);
    if (!info.classNames.empty()) labels_.assign(count, -1);
  }
  activity_ = "reading the pictures";
  reader_.askSource();
  lastTold_ = Clock::now();
  speed_.add(lastTold_, 0);
  interval_ = std::chrono::duration<double>(kLongest);
}

/// What remains are answers to choices: the memory goes.
void SetInspection::end() {
  activity_.clear();
  secondsLeft_ = -1;
  statistics_.reset();
  pixelHashes_ = lookHashes_ = {};
  labels_ = {};
  readable_ = {};
}

void SetInspection::readAll(InspectionControl& control) {
  bool anyRound = false;
  for (const Stretch& stretch : inspectionOrder(source_->info().count, kOrderSeed)) {
    const std::int64_t end = stretch.first + stretch.count;
    for (std::int64_t next = stretch.first; next < end;) {
      answerChoices(control);
      const ReadPictures pictures = reader_.read(next, end - next, control.stopToken());
      take(pictures);
      next += pictures.count();
      if (next < end) tellProgress(control, false);
    }
    if (stretch.endsRound) reader_.askSource();
    if (stretch.endsRound && !std::exchange(anyRound, true)) interval_ = {};  // the first numbers of the whole set
    tellProgress(control, false);
  }
}

void SetInspection::take(const ReadPictures& pictures) {
  const std::size_t bytes = source_->info().pictureBytes();
  for (std::size_t i = 0; i < pictures.labels.size(); ++i, ++tried_) {
    const std::int64_t picture = pictures.first + static_cast<std::int64_t>(i);
    const auto place = static_cast<std::size_t>(picture);
    if (!labels_.empty()) labels_[place] = pictures.labels[i];
    if (!pictures.readable[i]) continue;
    const auto pixels = pictures.pixels.subspan(i * bytes, bytes);
    statistics_->add(pixels, pictures.labels[i]);
    const PictureOrigin origin = source_->origin(picture);
    statistics_->addSourceSize(origin.width, origin.height);
    if (lookHashes_.empty()) continue;
    const SetInfo& info = source_->info();
    pixelHashes_[place] = imaging::exactHash(pixels);
    lookHashes_[place] = imaging::perceptualHash(pixels, info.width, info.height, info.channels);
    readable_[place] = true;
  }
}

void SetInspection::checkAnyRead() const {
  const std::optional<Error>& fault = reader_.firstFault();
  if (statistics_->looked() > 0 || !fault) return;
  if (tried_ == 1) throw Error(*fault);
  throw Error("none of the set's " + std::to_string(tried_) + " pictures can be read; this one: " + fault->problem(),
              fault->where(), fault->advice());
}

/// Tells how far it is, with the numbers so far, when it is time to; `all`: in any case, and the labels.
void SetInspection::tellProgress(InspectionControl& control, bool all) {
  const Clock::time_point begun = Clock::now();
  if (!all && begun - lastTold_ < interval_) return;
  speed_.add(begun, tried_);
  share_ = static_cast<double>(tried_) / static_cast<double>(std::max<std::int64_t>(1, source_->info().count));
  const double perSecond = speed_.stepsPerSecond();
  if (perSecond > 0) secondsLeft_ = static_cast<double>(source_->info().count - tried_) / perSecond;
  InspectionNews told = news();
  told.statistics = statistics_->summary();
  addLeftOut(told);
  if (all) putLabels(told);
  control.tell(std::move(told));
  lastTold_ = Clock::now();
  const std::chrono::duration<double> wanted = kPatience * (lastTold_ - begun);
  interval_ = std::chrono::duration<double>(std::clamp(wanted.count(), kShortest, kLongest));
}

void SetInspection::putLabels(InspectionNews& news) {
  if (labels_.empty()) return;
  news.classCounts.resize(source_->info().classNames.size());
  for (const std::int32_t label : labels_) {
    if (label >= 0 && static_cast<std::size_t>(label) < news.classCounts.size()) {
      ++news.classCounts[static_cast<std::size_t>(label)];
    }
  }
  news.labels = std::move(labels_);
  labels_ = {};
}

InspectionNews SetInspection::news() const {
  InspectionNews news;
  news.activity = activity_;
  news.share = share_;
  news.secondsLeft = secondsLeft_;
  return news;
}

void SetInspection::addLeftOut(InspectionNews& news) {
  if (reader_.leftOutCount() == std::exchange(leftOutTold_, reader_.leftOutCount())) return;
  news.leftOut = reader_.leftOut();
}

void SetInspection::findDuplicates(InspectionControl& control) {
  statistics_.reset();
  activity_ = "looking for duplicates";
  share_ = 0;
  secondsLeft_ = -1;
  control.tell(news());
  const std::vector<std::int64_t> pictures = dropUnreadable();
  std::vector<data::PictureGroup> alike = data::groupNear(lookHashes_, nearDistance_, [&] { answerChoices(control); });
  for (data::PictureGroup& group : alike) {
    for (std::int64_t& place : group) place = pictures[static_cast<std::size_t>(place)];
  }
  share_ = 0.5;
  control.tell(news());
  const std::vector<data::PictureGroup> equal = findEqual(pictures, control);
  std::vector<Duplicates> found;
  for (const data::PictureGroup& group : equal) found.push_back({true, group});
  for (data::PictureGroup& group : alike) {
    if (!std::binary_search(equal.begin(), equal.end(), group)) found.push_back({false, std::move(group)});
  }
  InspectionNews told = news();
  told.duplicates = std::move(found);
  addLeftOut(told);
  control.tell(std::move(told));
}

/// Takes those that could not be read out of the hashes; returns the pictures that these are of.
std::vector<std::int64_t> SetInspection::dropUnreadable() {
  std::vector<std::int64_t> pictures;
  pictures.reserve(readable_.size());
  for (std::size_t i = 0; i < readable_.size(); ++i) {
    if (!readable_[i]) continue;
    pixelHashes_[pictures.size()] = pixelHashes_[i];
    lookHashes_[pictures.size()] = lookHashes_[i];
    pictures.push_back(static_cast<std::int64_t>(i));
  }
  pixelHashes_.resize(pictures.size());
  lookHashes_.resize(pictures.size());
  return pictures;
}

std::vector<data::PictureGroup> SetInspection::findEqual(const std::vector<std::int64_t>& pictures,
                                                         InspectionControl& control) {
  std::vector<data::PictureGroup> groups = data::groupEqual(pixelHashes_);
  for (data::PictureGroup& group : groups) {
    for (std::int64_t& place : group) place = pictures[static_cast<std::size_t>(place)];
  }
  const auto readAgain = [&](std::int64_t picture, std::span<std::uint8_t> pixels) {
    answerChoices(control);
    const ReadPictures read = reader_.read(picture, 1, control.stopToken());
    std::copy(read.pixels.begin(), read.pixels.end(), pixels.begin());
    return read.readable[0] != 0;
  };
  return data::keepEqual(std::move(groups), source_->info().pictureBytes(), readAgain);
}

}  // namespace ganvas::studio
