#pragma once

#include "base/batch_source.h"

namespace ganvas::studio {

/// A set seen small, as the outlier filter's autoencoder sees it: sides of 8 to 64 pixels that are multiples of 4, in
/// the pictures' own aspect as far as that goes. Sets of such a size are handed on as they are. Without labels.
class SmallPictures : public BatchSource {
 public:
  /// `set` must outlive it.
  explicit SmallPictures(BatchSource& set);

  const SetInfo& info() const override { return info_; }
  void read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) override;
  std::string fingerprint() const override { return set_.fingerprint(); }

 private:
  BatchSource& set_;
  SetInfo info_;
};

}  // namespace ganvas::studio
