#include "panels/layer_editor.h"

#include <QFontDatabase>
#include <QHelpEvent>
#include <QLocale>
#include <QMimeData>
#include <QPainter>
#include <QSignalBlocker>
#include <QTextBlock>
#include <QToolTip>
#include <algorithm>
#include <utility>

#include "models/plain_tip.h"
#include "panels/layer_highlighter.h"
#include "plots/network_paint.h"
#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {

constexpr qsizetype kMostCharacters = 600'000;  // the longest lines, as many as a network may have

QColor wrongColour(const QPalette& palette) {
  return familyColour(LayerFamily::Fault, palette);
}

}  // namespace

class LayerEditor::Gutter : public QWidget {
 public:
  explicit Gutter(LayerEditor* editor) : QWidget(editor), editor_(*editor) {}

 protected:
  void paintEvent(QPaintEvent* event) override { editor_.paintGutter(*event); }

 private:
  LayerEditor& editor_;
};

LayerEditor::LayerEditor(QWidget* parent)
    : QPlainTextEdit(parent),
      gutter_(new Gutter(this)),
      highlighter_(new LayerHighlighter(document(), palette())),
      completer_(nullptr),
      completions_(nullptr) {
  setLineWrapMode(QPlainTextEdit::NoWrap);
  setTabChangesFocus(true);
  QFont fixed;
  fixed.setFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family(), QStringLiteral("monospace")});
  setFont(fixed);  // only the family: the size is inherited
  build();
  placeGutter();
}

QStringList LayerEditor::layers() const {
  QStringList layers;
  for (const LayerTextLine& line : lines_) layers << line.text;
  return layers;
}

void LayerEditor::setLayers(const QStringList& layers, bool undoable) {
  const QString text = layers.join(u'\n');
  const QSignalBlocker quiet(this);
  if (undoable) {
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
  } else {
    setPlainText(text);
  }
  lines_ = layerTextLines(toPlainText());
  fault_.reset();
  current_ = currentLine();
  showSelections();
  gutter_->update();
}

void LayerEditor::onTextChanged() {
  std::vector<LayerTextLine> lines = layerTextLines(toPlainText());
  if (lines == lines_) return;  // colours, blanks
  lines_ = std::move(lines);
  gutter_->update();
  Q_EMIT edited(toPlainText());
}

int LayerEditor::currentLine() const {
  const QTextCursor cursor = textCursor();
  return layerLineAt(lines_, cursor.blockNumber(), cursor.positionInBlock());
}

void LayerEditor::onCursorMoved() {
  const int now = currentLine();
  showSelections();
  if (std::exchange(current_, now) != now) Q_EMIT currentLineChanged(now);
}

void LayerEditor::goTo(int line) {
  if (line < 0 || line >= static_cast<int>(lines_.size()) || line == currentLine()) return;
  QTextCursor cursor = cursorOf(line, 0, 0);
  cursor.movePosition(QTextCursor::EndOfBlock);
  if (layerLineAt(lines_, cursor.blockNumber(), cursor.positionInBlock()) != line) cursor = cursorOf(line, 0, 0);
  setTextCursor(cursor);
}

QTextCursor LayerEditor::cursorOf(int line, int column, int length) const {
  const LayerTextLine& place = lines_[static_cast<std::size_t>(line)];
  const int begin = document()->findBlockByNumber(place.block).position() + place.column;
  const int last = begin + static_cast<int>(place.text.size());
  QTextCursor cursor(document());
  cursor.setPosition(std::min(begin + column, last));
  cursor.setPosition(std::min(begin + column + length, last), QTextCursor::KeepAnchor);
  return cursor;
}

void LayerEditor::setFault(const std::optional<EditorFault>& fault) {
  if (fault == fault_) return;
  fault_ = fault;
  showSelections();
  gutter_->update();
}

void LayerEditor::setChanges(std::vector<LineChange> changes) {
  changes_ = std::move(changes);
  gutter_->update();
}

void LayerEditor::revert(const LineChange& change) {
  const int count = static_cast<int>(lines_.size());
  QTextCursor cursor(document());
  if (change.kind == LineChange::Kind::Removed) {
    if (change.is < count) {
      cursor = cursorOf(change.is, 0, 0);
      cursor.insertText(change.wasText + u'\n');
    } else {
      cursor.movePosition(QTextCursor::End);
      cursor.insertText(count == 0 ? change.wasText : u'\n' + change.wasText);
    }
    return;
  }
  if (change.is >= count) return;
  cursor = cursorOf(change.is, 0, static_cast<int>(lines_[static_cast<std::size_t>(change.is)].text.size()));
  cursor.beginEditBlock();
  cursor.insertText(change.wasText);
  if (change.kind == LineChange::Kind::Added && cursor.block().text().trimmed().isEmpty()) {
    cursor.movePosition(QTextCursor::StartOfBlock);
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    if (cursor.blockNumber() == 0) {
      cursor.deleteChar();
    } else {
      cursor.deletePreviousChar();
    }
  }
  cursor.endEditBlock();
}

void LayerEditor::showSelections() {
  QList<QTextEdit::ExtraSelection> selections;
  QTextEdit::ExtraSelection here;
  here.format.setBackground(blended(palette().color(QPalette::Base), palette().color(QPalette::Highlight), 0.12));
  here.format.setProperty(QTextFormat::FullWidthSelection, true);
  here.cursor = textCursor();
  here.cursor.clearSelection();
  selections << here;
  if (fault_ && fault_->line < static_cast<int>(lines_.size())) {
    QTextEdit::ExtraSelection wrong;
    const int whole = static_cast<int>(lines_[static_cast<std::size_t>(fault_->line)].text.size());
    wrong.cursor = cursorOf(fault_->line, fault_->column, fault_->length > 0 ? fault_->length : whole);
    wrong.format.setBackground(blended(palette().color(QPalette::Base), wrongColour(palette()), 0.16));
    wrong.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    wrong.format.setUnderlineColor(wrongColour(palette()));
    selections << wrong;
  }
  setExtraSelections(selections);
}

int LayerEditor::gutterWidth() const {
  return fontMetrics().horizontalAdvance(QStringLiteral("0000")) + 10;
}

void LayerEditor::placeGutter() {
  setViewportMargins(gutterWidth(), 0, 0, 0);
  const QRect inside = contentsRect();
  gutter_->setGeometry(inside.left(), inside.top(), gutterWidth(), inside.height());
}

void LayerEditor::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  placeGutter();
}

void LayerEditor::changeEvent(QEvent* event) {
  QPlainTextEdit::changeEvent(event);
  if (!completer_) return;  // still being made
  if (event->type() == QEvent::FontChange) placeGutter();
  if (event->type() != QEvent::PaletteChange) return;
  const QSignalBlocker quiet(this);  // colours are no edit
  highlighter_->setPalette(palette());
  showSelections();
  gutter_->update();
}

void LayerEditor::paintGutter(QPaintEvent& event) {
  QPainter painter(gutter_);
  const QPalette colours = palette();
  painter.fillRect(event.rect(), blended(colours.color(QPalette::Base), colours.color(QPalette::Text), 0.04));
  painter.setFont(font());
  for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
    const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    if (place.top() > height()) break;
    const int first = firstLineOf(block.blockNumber()), end = firstLineOf(block.blockNumber() + 1);
    paintMarks(painter, place, first, end);
    if (first == end) continue;
    const bool wrong = fault_ && fault_->line >= first && fault_->line < end;
    const bool current = current_ >= first && current_ < end;
    painter.setPen(wrong     ? wrongColour(colours)
                   : current ? colours.color(QPalette::Text)
                             : colours.color(QPalette::PlaceholderText));
    painter.drawText(QRectF(0, place.top(), gutter_->width() - 6, fontMetrics().lineSpacing()), Qt::AlignRight,
                     QString::number(first + 1));
  }
}

int LayerEditor::firstLineOf(int block) const {
  const auto line = std::lower_bound(lines_.begin(), lines_.end(), block,
                                     [](const LayerTextLine& l, int number) { return l.block < number; });
  return static_cast<int>(line - lines_.begin());
}

// Beside the layer lines from `first` to before `end`: a bar where one is new or another, a wedge where one before them
// is gone. What is gone from the end is shown below the last line.
void LayerEditor::paintMarks(QPainter& painter, const QRectF& place, int first, int end) {
  const int last = std::max(end, end == static_cast<int>(lines_.size()) ? end + 1 : end);
  for (const LineChange& change : changes_) {
    if (change.is < first || change.is >= last) continue;
    if (change.kind == LineChange::Kind::Removed) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(wrongColour(palette()));
      const double y = change.is == static_cast<int>(lines_.size()) ? place.bottom() : place.top();
      painter.drawPolygon(QPolygonF({QPointF(0, y - 4), QPointF(7, y), QPointF(0, y + 4)}));
    } else {
      const int colour = change.kind == LineChange::Kind::Added ? 2 : 0;
      painter.fillRect(QRectF(0, place.top(), 4, place.height()), seriesPen(colour, palette(), 1).color());
    }
  }
}

bool LayerEditor::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QPlainTextEdit::viewportEvent(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), plainTip(tipAt(help->pos())), viewport());
  return true;
}

// What is wrong there, or what the layer does.
QString LayerEditor::tipAt(const QPoint& place) const {
  const QTextCursor cursor = cursorForPosition(place);
  const int line = layerLineAt(lines_, cursor.blockNumber(), cursor.positionInBlock());
  if (line < 0 || lines_[static_cast<std::size_t>(line)].block != cursor.blockNumber()) return {};
  if (fault_ && fault_->line == line) return fault_->message;
  return layerHelp(lines_[static_cast<std::size_t>(line)].text.section(u' ', 0, 0));
}

void LayerEditor::insertFromMimeData(const QMimeData* source) {
  const qsizetype pasted = source->text().size();
  if (pasted + document()->characterCount() <= kMostCharacters) return QPlainTextEdit::insertFromMimeData(source);
  Q_EMIT refused(tr("The text has %1 characters, which is too much for a network. Nothing was pasted.")
                     .arg(QLocale().toString(pasted)));
}

}  // namespace ganvas::ui
