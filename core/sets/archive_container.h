#pragma once

#include <memory>

#include "sets/picture_container.h"

namespace ganvas::sets {

/// The plain files of an archive, listed by one pass over it. Throws Error as openContainer().
std::unique_ptr<PictureContainer> openArchive(const std::filesystem::path& path, const std::stop_token& stop);

}  // namespace ganvas::sets
