#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/batch_source.h"
#include "base/error.h"

namespace ganvas::studio {

/// Pictures that were read together; the memory is the reader's, until it reads again.
struct ReadPictures {
  std::int64_t first = 0;
  std::span<const std::uint8_t> pixels;  ///< N×H×W×C; what could not be read is grey
  std::span<const std::int32_t> labels;  ///< −1 where unknown
  std::span<const char> readable;        ///< 0 or 1 of each

  std::int64_t count() const { return static_cast<std::int64_t>(labels.size()); }
};

/// Reads pictures of a set in short pieces, so that whoever reads can do something else soon, and goes on where some
/// cannot be read.
class InspectionReader {
 public:
  static constexpr std::size_t kMostLeftOut = 10'000;  ///< that are named

  explicit InspectionReader(BatchSource& source) : source_(source) {}

  /// Reads pictures from `first` on: at most `most`, and only so many as took some 40 ms before. Throws Error only
  /// after `stop` was requested.
  ReadPictures read(std::int64_t first, std::int64_t most, const std::stop_token& stop);

  /// What the source left out and what could not be read here; the first 10,000, then how many more there are.
  std::vector<LeftOut> leftOut() const;
  /// Grows when there is more to tell.
  std::size_t leftOutCount() const { return fromSource_ + unreadable_.size(); }
  /// Asks the source again what it left out.
  void askSource();

  /// Of the first picture that could not be read.
  const std::optional<Error>& firstFault() const { return firstFault_; }

 private:
  std::int64_t pieceSize(std::int64_t most) const;
  bool readPiece(std::int64_t first, std::size_t count, std::size_t place, const std::stop_token& stop);
  void readSingly(std::int64_t first, std::size_t count, const std::stop_token& stop);
  void noteFault(std::int64_t picture, const std::string& reason, const Error* error);

  BatchSource& source_;
  double secondsEach_ = 0;  ///< a picture, lately; 0 while unknown
  std::vector<std::uint8_t> pixels_;
  std::vector<std::int32_t> labels_;
  std::vector<char> readable_;

  std::optional<Error> firstFault_;
  std::vector<LeftOut> leftOut_;
  std::unordered_set<std::string> names_;  ///< of leftOut_
  std::unordered_set<std::int64_t> unreadable_;
  std::size_t fromSource_ = 0;
};

}  // namespace ganvas::studio
