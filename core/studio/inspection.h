#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/batch_source.h"
#include "base/image_batch.h"
#include "data/duplicates.h"
#include "data/set_statistics.h"
#include "studio/inspection_reader.h"
#include "studio/speed_meter.h"

namespace ganvas::studio {

/// Pictures that were asked for; what cannot be read is grey.
struct AskedPictures {
  std::vector<std::int64_t> indices;
  ImageBatch pictures;
  std::vector<PictureOrigin> origins;
};

struct Duplicates {
  bool exact = false;  ///< byte for byte; otherwise they look the same
  data::PictureGroup pictures;
};

/// What has become known; empty parts are as they were.
struct InspectionNews {
  std::optional<data::SetSummary> statistics;
  std::optional<std::vector<std::int32_t>> labels;  ///< of all pictures; −1 where one could not be read
  std::vector<std::int64_t> classCounts;            ///< with the labels
  std::optional<std::vector<Duplicates>> duplicates;
  std::optional<std::vector<LeftOut>> leftOut;
  std::optional<AskedPictures> asked;
  std::string activity;     ///< what is under way; empty: nothing
  double share = 0;         ///< 0 … 1 of the activity
  double secondsLeft = -1;  ///< −1 while unknown
};

/// How an inspection talks with who started it. Called by the thread that inspects.
class InspectionControl {
 public:
  virtual ~InspectionControl() = default;
  virtual std::stop_token stopToken() const = 0;
  /// The pictures asked for since the last call; nothing where none were. Called at least every tenth of a second or
  /// so.
  virtual std::optional<std::vector<std::int64_t>> takeChoice() = 0;
  virtual void tell(InspectionNews news) = 0;
};

/// Looks at all pictures of a set: statistics that are refined while it reads, then duplicates. Pictures that are asked
/// for go first. Of each picture it keeps 20 bytes: hashes and the label (of sets of up to 20 million pictures).
class SetInspection {
 public:
  /// Pictures look the same whose hashes differ in at most `nearDistance` of 64 bits.
  SetInspection(std::unique_ptr<BatchSource> source, int nearDistance);

  const BatchSource& source() const { return *source_; }

  /// From the first picture to the last. Throws Error: "cancelled" when a stop is requested, or when no picture at all
  /// can be read.
  void lookAtAll(InspectionControl& control);
  /// Reads the pictures that are asked for, until no more are. Throws Error "cancelled".
  void answerChoices(InspectionControl& control);

 private:
  using Clock = std::chrono::steady_clock;

  void begin();
  void end();
  void readAll(InspectionControl& control);
  void take(const ReadPictures& pictures);
  void checkAnyRead() const;
  void tellProgress(InspectionControl& control, bool all);
  void putLabels(InspectionNews& news);
  void findDuplicates(InspectionControl& control);
  std::vector<std::int64_t> dropUnreadable();
  std::vector<data::PictureGroup> findEqual(const std::vector<std::int64_t>& pictures, InspectionControl& control);

  AskedPictures room(const std::vector<std::int64_t>& indices) const;
  std::optional<std::vector<std::int64_t>> answer(const std::vector<std::int64_t>& indices, InspectionControl& control);
  InspectionNews news() const;
  void addLeftOut(InspectionNews& news);

  std::unique_ptr<BatchSource> source_;
  int nearDistance_;
  InspectionReader reader_;
  std::optional<data::SetStatistics> statistics_;  ///< while pictures are read
  std::vector<std::int32_t> labels_;
  std::vector<std::uint64_t> pixelHashes_, lookHashes_;  ///< of each picture
  std::vector<bool> readable_;
  std::int64_t tried_ = 0;
  SpeedMeter speed_;
  Clock::time_point lastTold_;
  std::chrono::duration<double> interval_{};  ///< between two tellings
  std::size_t leftOutTold_ = 0;
  std::string activity_;
  double share_ = 0, secondsLeft_ = -1;
};

}  // namespace ganvas::studio
