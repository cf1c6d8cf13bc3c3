#pragma once

#include <filesystem>
#include <string>

#include "config/experiment.h"

namespace ganvas::sets {

/// What lies at a path, found by looking at the content: the data.source, data.path (a directory may be meant by one of
/// its files), data.split, and, of folders, data.boxes and data.labels that open it in one step; the rest of `data`
/// stays. Quick (headers and some thousand names) and safe on any bytes. Throws Error saying what was looked for when
/// nothing that Ganvas reads is there.
config::Data recognise(const std::filesystem::path& path, config::Data data = {});

/// "CIFAR-10, binary files", "pictures in a .tar.gz archive": what recognise() found, for people.
std::string describeSource(const config::Data& data);

}  // namespace ganvas::sets
