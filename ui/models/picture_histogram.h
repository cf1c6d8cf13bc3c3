#pragma once

#include <QImage>
#include <array>
#include <cstdint>
#include <vector>

namespace ganvas::ui {

/// How often each value occurs in each channel of a picture: one channel of a grey picture, three of another.
std::vector<std::array<std::int64_t, 256>> pictureHistogram(const QImage& picture);

/// Pictures of one size side by side, with a gap between them; null pictures leave theirs empty. At most `columns` in a
/// row.
QImage contactSheet(const std::vector<QImage>& pictures, int columns);

}  // namespace ganvas::ui
