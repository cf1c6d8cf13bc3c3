#pragma once

#include <QString>
#include <QStringList>
#include <string>
#include <vector>

namespace ganvas::ui {

/// Where a layer line stands in an editor's text. Blank lines are none, and a semicolon ends one as a new line does: as
/// the core reads them.
struct LayerTextLine {
  int block = 0;   ///< line of the editor, from 0
  int column = 0;  ///< of its first character
  QString text;    ///< without the blanks around it
  bool operator==(const LayerTextLine&) const = default;
};

std::vector<LayerTextLine> layerTextLines(const QString& text);

/// The layer line of an editor's line (the first one there); where it has none, the next above; −1 above all.
int layerLineAt(const std::vector<LayerTextLine>& lines, int block, int column);

/// Characters that the first `bytes` bytes of a text are.
int charactersOf(const QString& text, std::size_t bytes);

QStringList toStringList(const std::vector<std::string>& lines);

}  // namespace ganvas::ui
