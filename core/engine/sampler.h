#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>

#include "base/image_batch.h"
#include "config/experiment.h"

namespace ganvas::engine {

/// Generates pictures from a checkpoint without its data set: the generator alone, the averaged one where there is one.
class Sampler {
 public:
  /// Throws Error as Trainer::load does.
  Sampler(const config::Experiment& experiment, const std::filesystem::path& checkpoint);
  ~Sampler();

  /// As Trainer::sample.
  ImageBatch sample(std::uint64_t seed, std::int64_t first, std::int64_t count,
                    std::optional<std::int64_t> onlyClass = {}, const std::stop_token& stop = {});
  /// Throws Error when sample() would for that class.
  void checkClass(std::optional<std::int64_t> onlyClass) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ganvas::engine
