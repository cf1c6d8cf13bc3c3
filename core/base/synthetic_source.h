#pragma once

#include "base/batch_source.h"

namespace ganvas {

/// What the synthetic source should make.
struct SyntheticOptions {
  int width = 32;            ///< pixels, ≥ 1
  int height = 32;           ///< pixels, ≥ 1
  int channels = 3;          ///< 1 or 3
  int classes = 10;          ///< ≥ 0; 0 makes a set without labels
  std::int64_t count = 512;  ///< pictures, ≥ 1
  std::uint64_t seed = 0;
};

/// Pictures computed from (seed, index): soft blobs whose place, size and colour depend on the class, so that a
/// network has something to learn and tests need no files.
class SyntheticSource : public BatchSource {
 public:
  explicit SyntheticSource(const SyntheticOptions& options);

  const SetInfo& info() const override { return info_; }
  void read(std::int64_t first, std::span<std::uint8_t> pixels, std::span<std::int32_t> labels) override;
  std::string fingerprint() const override;

 private:
  void draw(std::int64_t index, std::uint8_t* pixels, std::int32_t& label) const;

  SyntheticOptions options_;
  SetInfo info_;
};

}  // namespace ganvas
