#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace ganvas::ui {

/// One line of difference between two lists of lines.
struct LineChange {
  enum class Kind { Added, Removed, Changed } kind = Kind::Changed;
  int was = 0;  ///< index before; Added: of the line before which it was put
  int is = 0;   ///< index now; Removed: of the line before which it stood
  QString wasText, isText;
  bool operator==(const LineChange&) const = default;
};

/// The fewest lines taken out and put in that make `now` of `before`, in order; one taken out and one put in at the
/// same place are one changed line. Where lists differ in thousands of lines, fewest is not promised.
std::vector<LineChange> lineChanges(const QStringList& before, const QStringList& now);

}  // namespace ganvas::ui
