#pragma once

#include <memory>
#include <stop_token>

#include "base/batch_source.h"
#include "config/experiment.h"
#include "data/picture_import.h"

namespace ganvas::data {

/// The pictures of a folder or archive at data.path, brought to data.width × height × channels. They are decoded once,
/// into a prepared set in the user's cache (set_cache.h); from then on the set opens at once, as long as its files stay
/// as they are. `progress` is called only while they are decoded. data.limit takes evenly of all classes.
///
/// Pictures that cannot be used are left out and told in SetInfo::warnings; more than one in ten are an Error. Throws
/// Error also when nothing can be listed, the cache has no room, or `stop` is requested ("cancelled").
std::unique_ptr<BatchSource> openFolder(const config::Data& data, const std::stop_token& stop = {},
                                        const SourceProgress& progress = {});

/// openFolder().info() without decoding anything: pictures that will turn out unusable still count.
SetInfo lookAtFolder(const config::Data& data, const std::stop_token& stop = {});

}  // namespace ganvas::data
