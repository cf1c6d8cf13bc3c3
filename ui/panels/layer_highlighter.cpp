#include "panels/layer_highlighter.h"

#include "models/layer_completions.h"
#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {

bool endsWord(QChar c) {
  return c == u' ' || c == u'\t' || c == u';';
}

// "3", "0.2", "4x4x256", "k4", "s2", "p1".
bool isNumber(QStringView word) {
  if (word.size() > 1 && (word[0] == u'k' || word[0] == u's' || word[0] == u'p') && word[1].isDigit()) return true;
  return !word.isEmpty() && (word[0].isDigit() || word[0] == u'-' || word[0] == u'.');
}

}  // namespace

LayerHighlighter::LayerHighlighter(QTextDocument* document, const QPalette& palette) : QSyntaxHighlighter(document) {
  setPalette(palette);
}

void LayerHighlighter::setPalette(const QPalette& palette) {
  name_.setForeground(seriesPen(0, palette, 1).color());
  name_.setFontWeight(QFont::DemiBold);
  number_.setForeground(seriesPen(1, palette, 1).color());
  option_.setForeground(seriesPen(2, palette, 1).color());
  rehighlight();
}

void LayerHighlighter::highlightBlock(const QString& text) {
  bool first = true;
  const int length = static_cast<int>(text.size());
  for (int begin = 0; begin < length;) {
    if (endsWord(text[begin])) {
      first = first || text[begin] == u';';
      ++begin;
      continue;
    }
    int end = begin;
    while (end < length && !endsWord(text[end])) ++end;
    paintWord(text, begin, end, first);
    first = false;
    begin = end;
  }
}

void LayerHighlighter::paintWord(const QString& text, int begin, int end, bool first) {
  const QStringView word = QStringView(text).mid(begin, end - begin);
  if (first) {
    if (layerForm(word.toString())) setFormat(begin, end - begin, name_);
  } else {
    setFormat(begin, end - begin, isNumber(word) ? number_ : option_);
  }
}

}  // namespace ganvas::ui
