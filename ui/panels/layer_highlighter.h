#pragma once

#include <QPalette>
#include <QSyntaxHighlighter>

namespace ganvas::ui {

/// Colours the words of layer lines: names of layers, numbers, options. Names that no layer has stay plain.
class LayerHighlighter : public QSyntaxHighlighter {
  Q_OBJECT

 public:
  LayerHighlighter(QTextDocument* document, const QPalette& palette);
  void setPalette(const QPalette& palette);

 protected:
  void highlightBlock(const QString& text) override;

 private:
  void paintWord(const QString& text, int begin, int end, bool first);

  QTextCharFormat name_, number_, option_;
};

}  // namespace ganvas::ui
