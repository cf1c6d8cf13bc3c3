#include "data/preparation.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

#include "base/error.h"
#include "data/duplicates.h"
#include "data/fingerprint.h"
#include "data/preparation_draw.h"
#include "data/preparation_scan.h"
#include "data/selection_classes.h"
#include "data/selection_source.h"

namespace ganvas::data {

namespace {

imaging::Sharpening sharpeningNamed(const std::string& name) {
  if (name == "unsharp") return imaging::Sharpening::UnsharpMask;
  if (name == "high-pass") return imaging::Sharpening::HighPass;
  if (name == "laplacian") return imaging::Sharpening::Laplacian;
  throw Error("there is no sharpening '" + name + "'", "preparation.sharpen", "Use unsharp, high-pass or laplacian");
}

template <typename T>
void keepPlaces(std::vector<T>& values, const std::vector<std::size_t>& places) {
  if (values.empty()) return;
  std::vector<T> kept;
  kept.reserve(places.size());
  for (const std::size_t place : places) kept.push_back(values[place]);
  values = std::move(kept);
}

/// The steps, one method each; what is left is in `parts_`.
class Preparing {
 public:
  Preparing(BatchSource& source, const config::Preparation& preparation, std::uint64_t seed,
            const std::stop_token& stop, const PrepareProgress& progress)
      : source_(source), preparation_(preparation), seed_(seed), stop_(stop), progress_(progress) {
    parts_.numbers.resize(static_cast<std::size_t>(source.info().count));
    std::iota(parts_.numbers.begin(), parts_.numbers.end(), 0);
    parts_.classes = chosenClasses(preparation.classes, source.info().classNames);
    fingerprint_.add(source.fingerprint());
  }

  void takeClasses() {
    if (parts_.classes.size() == source_.info().classNames.size()) return;
    note("classes");
    std::vector<char> chosen(source_.info().classNames.size());
    for (const std::int32_t label : parts_.classes) {
      fingerprint_.add(static_cast<std::uint64_t>(label));
      chosen[static_cast<std::size_t>(label)] = 1;
    }
    look("looking for the classes");
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < facts_.labels.size(); ++i) {
      if (chosen[static_cast<std::size_t>(facts_.labels[i])] != 0) places.push_back(i);
    }
    take(places, "preparation.classes", "none of the pictures is of the chosen classes", "Choose other classes");
    for (std::int32_t& label : facts_.labels) {  // as the prepared set counts them
      label = static_cast<std::int32_t>(std::lower_bound(parts_.classes.begin(), parts_.classes.end(), label) -
                                        parts_.classes.begin());
    }
  }

  void takeSubset() {
    if (preparation_.subset <= 0) return;
    note("subset", static_cast<std::uint64_t>(preparation_.subset), seed_);
    const auto available = static_cast<std::int64_t>(parts_.numbers.size());
    if (preparation_.subset > available) {
      parts_.warnings.push_back("a subset of " + std::to_string(preparation_.subset) +
                                " pictures is asked for, but there are " + std::to_string(available) +
                                ": all are taken");
    }
    take(drawSubset(parts_.numbers.size(), preparation_.subset, seed_), "preparation.subset", "", "");
  }

  void dropDuplicates() {
    if (preparation_.duplicates == "keep") return;
    const bool near = preparation_.duplicates == "near";
    note(near ? "near duplicates" : "duplicates",
         near ? static_cast<std::uint64_t>(preparation_.duplicateDistance) : 0);
    look("looking for duplicates");
    const auto stopped = [this] {
      if (stop_.stop_requested()) throw Error("cancelled", "", "");
    };
    const std::vector<PictureGroup> groups =
        near ? groupNear(facts_.near, static_cast<int>(preparation_.duplicateDistance), stopped)
             : groupEqual(facts_.exact);
    std::vector<bool> repeats(parts_.numbers.size(), false);  // the first of each group stays
    for (const PictureGroup& group : groups) {
      for (std::size_t i = 1; i < group.size(); ++i) repeats[static_cast<std::size_t>(group[i])] = true;
    }
    std::vector<std::size_t> firsts;
    for (std::size_t i = 0; i < repeats.size(); ++i) {
      if (!repeats[i]) firsts.push_back(i);
    }
    tellLeftOut(repeats.size() - firsts.size(), near ? "near duplicate" : "duplicate");
    take(firsts, "preparation.duplicates", "", "");
  }

  void dropOutliers(const Outliers& outliers) {
    note("outliers");
    std::vector<std::size_t> places;
    for (const std::int64_t number : outliers.kept) {
      fingerprint_.add(static_cast<std::uint64_t>(number));
      const auto place = static_cast<std::size_t>(number);
      if (number < 0 || place >= parts_.numbers.size() || (!places.empty() && place <= places.back())) {
        throw Error("the outlier filter's pictures are not those of the set", source_.info().name, "");
      }
      places.push_back(place);
    }
    tellLeftOut(parts_.numbers.size() - places.size(), "outlier");
    take(places, "preparation.outlier_threshold", "the outlier filter leaves no picture", "Raise the threshold");
  }

  void sharpen() {
    if (preparation_.sharpen == "none") return;
    note(preparation_.sharpen, std::bit_cast<std::uint64_t>(preparation_.sharpenRadius),
         std::bit_cast<std::uint64_t>(preparation_.sharpenAmount),
         static_cast<std::uint64_t>(preparation_.sharpenThreshold));
    parts_.sharpen =
        imaging::SharpenOptions{sharpeningNamed(preparation_.sharpen), preparation_.sharpenRadius,
                                preparation_.sharpenAmount, static_cast<int>(preparation_.sharpenThreshold)};
  }

  void oversample() {
    if (preparation_.oversample == "copies") {
      note("copies", std::bit_cast<std::uint64_t>(preparation_.oversampleFactor), seed_);
      take(drawCopies(parts_.numbers.size(), preparation_.oversampleFactor, seed_), "preparation.oversample_factor",
           "nothing is drawn", "Use a factor of 1 or more");
    } else if (preparation_.oversample == "balance") {
      if (source_.info().classNames.empty()) {
        throw Error("the set's pictures have no labels, so its classes cannot be balanced", "preparation.oversample",
                    "Use copies or none");
      }
      note("balance", seed_);
      look("counting the classes");
      take(drawBalanced(facts_.labels, seed_), "preparation.oversample", "", "");
    }
  }

  bool changedAnything() const { return changed_; }
  SelectedParts result() {
    parts_.fingerprint = "prepared-1 " + fingerprint_.text();
    return std::move(parts_);
  }

 private:
  /// Of a step that does something: its name and what decides it.
  template <typename... Values>
  void note(const std::string& step, Values... values) {
    changed_ = true;
    fingerprint_.add(step);
    (fingerprint_.add(std::uint64_t{values}), ...);
  }

  /// Looks at the pictures that are left, unless that was done; for the duplicates on the way, if these are to go.
  void look(const std::string& activity) {
    if (looked_) return;
    looked_ = true;
    const FactsWanted wanted{preparation_.duplicates == "exact", preparation_.duplicates == "near"};
    facts_ = lookAtPictures(source_, parts_.numbers, wanted, stop_, [&](std::int64_t done, std::int64_t total) {
      if (progress_) progress_(activity, done, total);
    });
  }

  void take(const std::vector<std::size_t>& places, const char* key, const char* problem, const char* advice) {
    if (places.empty()) throw Error(problem, key, advice);
    keepPlaces(parts_.numbers, places);
    keepPlaces(facts_.labels, places);
    keepPlaces(facts_.exact, places);
    keepPlaces(facts_.near, places);
  }

  void tellLeftOut(std::size_t count, const std::string& what) {
    if (count > 0)
      parts_.warnings.push_back(std::to_string(count) + " " + what + (count == 1 ? "" : "s") + " left out");
  }

  BatchSource& source_;
  const config::Preparation& preparation_;
  std::uint64_t seed_;
  const std::stop_token& stop_;
  const PrepareProgress& progress_;
  SelectedParts parts_;
  PictureFacts facts_;  ///< of parts_.numbers, once looked_
  bool looked_ = false, changed_ = false;
  Fingerprint fingerprint_;
};

}  // namespace

std::unique_ptr<BatchSource> prepareSource(std::unique_ptr<BatchSource> source, const config::Preparation& preparation,
                                           std::uint64_t seed, const Outliers* outliers, const std::stop_token& stop,
                                           const PrepareProgress& progress) {
  Preparing preparing(*source, preparation, seed, stop, progress);
  preparing.takeClasses();
  preparing.takeSubset();
  preparing.dropDuplicates();
  if (outliers != nullptr) preparing.dropOutliers(*outliers);
  preparing.sharpen();
  preparing.oversample();
  if (!preparing.changedAnything()) return source;
  return std::make_unique<SelectedSource>(std::move(source), preparing.result());
}

config::Preparation beforeOutliers(const config::Preparation& preparation) {
  config::Preparation before;
  before.classes = preparation.classes;
  before.subset = preparation.subset;
  before.duplicates = preparation.duplicates;
  before.duplicateDistance = preparation.duplicateDistance;
  return before;
}

config::Preparation fromOutliersOn(const config::Preparation& preparation) {
  const config::Preparation nothing;
  config::Preparation after = preparation;
  after.classes = nothing.classes;
  after.subset = nothing.subset;
  after.duplicates = nothing.duplicates;
  after.duplicateDistance = nothing.duplicateDistance;
  return after;
}

std::vector<std::int64_t> sourceNumbers(const BatchSource& set) {
  const auto* prepared = dynamic_cast<const SelectedSource*>(&set);
  if (prepared == nullptr) {
    std::vector<std::int64_t> own(static_cast<std::size_t>(set.info().count));
    std::iota(own.begin(), own.end(), 0);
    return own;
  }
  const std::vector<std::int64_t> before = sourceNumbers(prepared->source());
  std::vector<std::int64_t> numbers;
  numbers.reserve(prepared->numbers().size());
  for (const std::int64_t number : prepared->numbers()) numbers.push_back(before[static_cast<std::size_t>(number)]);
  return numbers;
}

}  // namespace ganvas::data
