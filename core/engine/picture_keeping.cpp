#include "engine/picture_keeping.h"

#include <algorithm>

#include "base/error.h"
#include "engine/device.h"
#include "engine/memory.h"

namespace ganvas::engine {

namespace {

/// Pictures of folders and archives lie in a prepared file, also where only some of them are used.
bool canStream(const config::Data& data, const BatchSource& source) {
  return data.source == "folder" || !source.mapped().empty();
}

std::int64_t freeMemory(c10::Device device) {
  const std::int64_t host = availableHostMemory();
  return device.is_cpu() ? host : std::min(host, freeDeviceMemory(device));
}

}  // namespace

Keeping keepingOf(const config::Data& data, const BatchSource& source, c10::Device device) {
  if (data.keep == "memory") return Keeping::Memory;
  const bool can = canStream(data, source);
  if (data.keep == "stream") {
    if (can) return Keeping::Stream;
    throw Error("the pictures of " + source.info().name + " cannot be streamed", "data.keep",
                "Use data.keep=memory, or a folder or archive of pictures (data.source=folder)");
  }
  const std::int64_t bytes = static_cast<std::int64_t>(source.info().pictureBytes()) * source.info().count;
  return can && bytes > freeMemory(device) / 2 ? Keeping::Stream : Keeping::Memory;
}

}  // namespace ganvas::engine
