#pragma once

#include <memory>

#include "sets/picture_container.h"

namespace ganvas::sets {

/// All plain files below a directory, by path. Links are followed, after what lies there itself: a link to a directory
/// that is listed already adds nothing, so that circles end. Throws Error where a directory may not be listed.
std::unique_ptr<PictureContainer> openDirectory(const std::filesystem::path& path, const std::stop_token& stop);

}  // namespace ganvas::sets
