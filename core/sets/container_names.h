#pragma once

#include <string_view>

namespace ganvas::sets {

/// Whether a file's name ends like a picture's: .png .jpg .jpeg .jpe .jfif .bmp .webp .tif .tiff, in any case.
bool isPictureName(std::string_view name);

/// Whether any part of a path is hidden or made by a system for itself (".git", "__MACOSX").
bool isHiddenName(std::string_view name);

/// The last part of a path: "a/b.png" is b.png.
std::string_view baseName(std::string_view name);

/// A path without the ending of its last part: "a/b.png" is a/b; "a.b/c" stays.
std::string_view withoutEnding(std::string_view name);

}  // namespace ganvas::sets
