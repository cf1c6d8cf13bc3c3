#include "models/layer_text.h"

#include <algorithm>

namespace ganvas::ui {

namespace {

bool isBlank(QChar c) {
  return c == u' ' || c == u'\t' || c == u'\r';
}

}  // namespace

std::vector<LayerTextLine> layerTextLines(const QString& text) {
  std::vector<LayerTextLine> lines;
  int block = 0, blockStart = 0;
  for (int begin = 0; begin <= text.size();) {
    int end = begin;
    while (end < text.size() && text[end] != u'\n' && text[end] != u';') ++end;
    int first = begin, last = end;
    while (first < last && isBlank(text[first])) ++first;
    while (last > first && isBlank(text[last - 1])) --last;
    if (first < last) lines.push_back({block, first - blockStart, text.mid(first, last - first)});
    begin = end + 1;
    if (end < text.size() && text[end] == u'\n') {
      ++block;
      blockStart = begin;
    }
  }
  return lines;
}

int layerLineAt(const std::vector<LayerTextLine>& lines, int block, int column) {
  const auto after = std::upper_bound(lines.begin(), lines.end(), std::pair(block, column),
                                      [](const std::pair<int, int>& place, const LayerTextLine& line) {
                                        return place < std::pair(line.block, line.column);
                                      });
  // A cursor in the indentation of a line means that line.
  if (after != lines.end() && after->block == block && (after == lines.begin() || (after - 1)->block != block)) {
    return static_cast<int>(after - lines.begin());
  }
  return static_cast<int>(after - lines.begin()) - 1;
}

int charactersOf(const QString& text, std::size_t bytes) {
  return static_cast<int>(QString::fromUtf8(text.toUtf8().left(static_cast<qsizetype>(bytes))).size());
}

QStringList toStringList(const std::vector<std::string>& lines) {
  QStringList list;
  for (const std::string& line : lines) list << QString::fromStdString(line);
  return list;
}

}  // namespace ganvas::ui
