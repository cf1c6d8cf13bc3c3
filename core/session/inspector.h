#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/batch_source.h"
#include "base/image_batch.h"
#include "config/experiment.h"
#include "session/session.h"

namespace ganvas::session {

/// What is known of a set so far. Numbers are of the `looked` pictures that were read, drawn evenly from all of the
/// set; they are refined until looked = info.count.
struct SetStatistics {
  std::int64_t looked = 0;
  std::vector<std::int64_t> classCounts;                  ///< of all pictures, once all labels are known
  std::vector<std::array<std::int64_t, 256>> histograms;  ///< per channel, values of all pixels
  Picture mean, deviation;                                ///< of the set; deviation: 255 is half the range (127.5)
  std::vector<Picture> classMeans, classDeviations;       ///< one per class (0×0 where none is known); or no labels
  std::vector<std::int64_t> classLooked;                  ///< pictures that these are of
  double meanValue = 0, deviationValue = 0;               ///< of all pixels, 0 … 255
  struct SourceSize {
    int width = 0, height = 0;
    std::int64_t count = 0;
  };
  std::vector<SourceSize> sizes;  ///< of the source files that were looked at, most frequent first; empty: all alike
};

/// Pictures that are the same byte for byte, or look the same; the first of them is kept by preparation.duplicates.
struct DuplicateGroup {
  bool exact = false;
  std::vector<std::int64_t> pictures;  ///< two or more, ascending
};

/// Chosen pictures of the set.
struct ChosenPictures {
  std::vector<std::int64_t> indices;
  ImageBatch pictures;  ///< one for each index; a picture that cannot be read is grey and listed in leftOut
  std::vector<PictureOrigin> origins;  ///< one for each index
};

/// A copy of what an inspection came to so far.
struct Inspection {
  config::Experiment experiment;  ///< what was asked
  bool open = false;              ///< whether `info` is known
  SetInfo info;
  std::string fingerprint;
  std::shared_ptr<const std::vector<std::int32_t>>
      labels;  ///< of all pictures once known, −1 where one could not be read; null before, or without labels
  std::shared_ptr<const SetStatistics> statistics;
  std::shared_ptr<const std::vector<DuplicateGroup>> duplicates;  ///< null until all pictures were looked at
  std::shared_ptr<const std::vector<LeftOut>> leftOut;
  std::shared_ptr<const ChosenPictures> chosen;  ///< answer to the last choose()
  std::string activity;                          ///< "reading the pictures"; empty: done
  double share = 0;                              ///< 0 … 1 of the activity
  double secondsLeft = -1;                       ///< −1 while unknown
  bool cancelled = false;
  std::optional<Failure> failure;
  std::uint64_t revision = 0;  ///< grows with every change
};

/// Looks at one set at a time, on a thread of its own, whether or not a run trains. All calls return at once and may
/// come from any thread.
class Inspector {
 public:
  virtual ~Inspector() = default;  ///< cancels and joins

  /// Begins anew with this experiment's data and preparation (without the outlier filter); forgets the set before.
  virtual void open(config::Experiment experiment) = 0;
  /// Reads these pictures next, before going on with the statistics. At most 1,024; indices beyond the set are dropped.
  virtual void choose(std::vector<std::int64_t> indices) = 0;
  /// Ends what is under way; what is known stays.
  virtual void cancel() = 0;

  virtual Inspection inspection() const = 0;
  /// As Session::onChange.
  virtual void onChange(std::function<void()> wake) = 0;
  virtual Inspection waitForChange(std::uint64_t revision, std::chrono::milliseconds timeout) const = 0;
};

/// Linked plainly (CLI, tests). The window asks Session::makeInspector().
std::unique_ptr<Inspector> makeInspector();

}  // namespace ganvas::session
