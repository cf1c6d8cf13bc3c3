#include "session/inspector_news.h"

#include <utility>

namespace ganvas::session {

namespace {

std::shared_ptr<const SetStatistics> convert(data::SetSummary&& from, std::vector<std::int64_t>&& classCounts) {
  auto to = std::make_shared<SetStatistics>();
  to->looked = from.looked;
  to->classCounts = std::move(classCounts);
  to->histograms = std::move(from.histograms);
  to->mean = std::move(from.mean);
  to->deviation = std::move(from.deviation);
  to->classMeans = std::move(from.classMeans);
  to->classDeviations = std::move(from.classDeviations);
  to->classLooked = std::move(from.classLooked);
  to->meanValue = from.meanValue;
  to->deviationValue = from.deviationValue;
  to->sizes.reserve(from.sizes.size());
  for (const auto& size : from.sizes) to->sizes.push_back({size.width, size.height, size.count});
  return to;
}

std::shared_ptr<const std::vector<DuplicateGroup>> convert(std::vector<studio::Duplicates>&& from) {
  auto to = std::make_shared<std::vector<DuplicateGroup>>();
  to->reserve(from.size());
  for (studio::Duplicates& group : from) to->push_back({group.exact, std::move(group.pictures)});
  return to;
}

template <typename T>
std::shared_ptr<const T> shared(T&& value) {
  return std::make_shared<const T>(std::move(value));
}

}  // namespace

void addNews(Inspection& inspection, studio::InspectionNews&& news) {
  inspection.activity = std::move(news.activity);
  inspection.share = news.share;
  inspection.secondsLeft = news.secondsLeft;
  if (news.statistics) inspection.statistics = convert(std::move(*news.statistics), std::move(news.classCounts));
  if (news.labels) inspection.labels = shared(std::move(*news.labels));
  if (news.duplicates) inspection.duplicates = convert(std::move(*news.duplicates));
  if (news.leftOut) inspection.leftOut = shared(std::move(*news.leftOut));
  if (news.asked) {
    inspection.chosen = shared(ChosenPictures{std::move(news.asked->indices), std::move(news.asked->pictures),
                                              std::move(news.asked->origins)});
  }
}

}  // namespace ganvas::session
