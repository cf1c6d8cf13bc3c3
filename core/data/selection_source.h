#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/batch_source.h"
#include "imaging/sharpen.h"

namespace ganvas::data {

/// Reads the pictures of these numbers, ascending and each once, with as few calls as can be.
void readNumbered(BatchSource& source, std::span<const std::int64_t> numbers, std::span<std::uint8_t> pixels,
                  std::span<std::int32_t> labels);

/// What a preparation makes of a set.
struct SelectedParts {
  std::vector<std::int64_t> numbers;  ///< of the source's pictures, ascending; one that is drawn twice is there twice
  std::vector<std::int32_t> classes;  ///< the source's labels that are kept, ascending; the new ones count these
  std::optional<imaging::SharpenOptions> sharpen;
  std::vector<std::string> warnings;
  std::string fingerprint;
};

/// Some of a source's pictures, in their order, some of them several times, sharpened where that is wished. Keeps
/// numbers, not pictures; reads each picture of a request once.
class SelectedSource : public BatchSource {
 public:
  SelectedSource(std::unique_ptr<BatchSource> source, SelectedParts parts);

  const SetInfo& info() const override { return info_; }
  void read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) override;
  std::string fingerprint() const override { return parts_.fingerprint; }
  PictureOrigin origin(std::int64_t index) const override;
  std::vector<LeftOut> leftOut() const override { return source_->leftOut(); }
  /// The source's, where all its pictures are taken as they are.
  std::span<const std::uint8_t> mapped() const override;

  const std::vector<std::int64_t>& numbers() const { return parts_.numbers; }
  const BatchSource& source() const { return *source_; }

 private:
  void readOnce(std::span<const std::int64_t> numbers, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels);
  std::int32_t newLabel(std::int32_t label, std::int64_t number) const;

  std::unique_ptr<BatchSource> source_;
  SelectedParts parts_;
  std::vector<std::int32_t> newLabels_;  ///< by the source's; −1: not kept
  bool untouched_ = false;               ///< all of the source's pictures, as they are
  SetInfo info_;
};

}  // namespace ganvas::data
