#pragma once

#include <algorithm>
#include <vector>

#include "base/batch_source.h"
#include "base/image_batch.h"

namespace ganvas::testing {

/// Pictures first … first + count − 1 of a source.
inline ImageBatch readSome(BatchSource& source, std::int64_t first, std::int64_t count) {
  const SetInfo& info = source.info();
  ImageBatch batch{info.width, info.height, info.channels, {}, {}};
  batch.labels.assign(static_cast<std::size_t>(count), -1);
  batch.pixels.resize(batch.labels.size() * info.pictureBytes());
  source.read(first, batch.pixels, batch.labels);
  return batch;
}

/// The whole set, `atOnce` pictures per read.
inline ImageBatch readAll(BatchSource& source, std::int64_t atOnce = 1 << 20) {
  ImageBatch all = readSome(source, 0, 0);
  for (std::int64_t first = 0; first < source.info().count; first += atOnce) {
    const ImageBatch part = readSome(source, first, std::min(atOnce, source.info().count - first));
    all.pixels.insert(all.pixels.end(), part.pixels.begin(), part.pixels.end());
    all.labels.insert(all.labels.end(), part.labels.begin(), part.labels.end());
  }
  return all;
}

}  // namespace ganvas::testing
