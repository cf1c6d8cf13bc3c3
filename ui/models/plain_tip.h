#pragma once

#include <QString>

namespace ganvas::ui {

/// A tooltip that shows `text` as it is: names that look like markup are not taken for it, which would read files.
QString plainTip(const QString& text);

/// The first `most` characters of a text, with an ellipsis where that is not all.
QString shortened(const QString& text, int most);

}  // namespace ganvas::ui
