#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace ganvas::data {

/// Two or more pictures that belong together, ascending.
using PictureGroup = std::vector<std::int64_t>;

/// The pictures of equal hashes, by their places in `hashes`; groups are ordered by their first picture.
std::vector<PictureGroup> groupEqual(std::span<const std::uint64_t> hashes);

/// The pictures whose hashes differ in at most `distance` bits, directly or by way of others in the group; exact,
/// groups ordered by their first picture. A million hashes at a distance of 4 take about a second, whether they are
/// spread or alike; larger distances more. `between` is called at least every tenth of a second or so; what it throws
/// ends the search.
std::vector<PictureGroup> groupNear(std::span<const std::uint64_t> hashes, int distance,
                                    const std::function<void()>& between = {});

/// Reads a picture; false when it cannot be read.
using ReadPicture = std::function<bool(std::int64_t index, std::span<std::uint8_t> pixels)>;

/// Of groups with equal hashes what is equal byte for byte, by reading the pictures again, `pictureBytes` each: in
/// ascending order, in several passes where the groups' first pictures would take over 64 MiB.
std::vector<PictureGroup> keepEqual(std::vector<PictureGroup> groups, std::size_t pictureBytes,
                                    const ReadPicture& read);

}  // namespace ganvas::data
