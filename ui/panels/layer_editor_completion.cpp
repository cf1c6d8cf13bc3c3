// The second half of LayerEditor: keys and completion.
#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>

#include "panels/layer_editor.h"

namespace ganvas::ui {

namespace {

constexpr int kInsertRole = Qt::UserRole + 1;

bool isWordKey(const QKeyEvent& event) {
  const QString text = event.text();
  return !text.isEmpty() && (text[0].isLetterOrNumber() || text[0] == u'_');
}

}  // namespace

void LayerEditor::build() {
  completions_ = new QStandardItemModel(this);
  completer_ = new QCompleter(completions_, this);
  completer_->setWidget(this);
  completer_->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
  completer_->setMaxVisibleItems(12);
  completer_->popup()->setObjectName(QStringLiteral("layerCompletions"));
  completer_->popup()->setAccessibleName(tr("What can be written here"));
  connect(completer_, qOverload<const QModelIndex&>(&QCompleter::activated), this, &LayerEditor::insertCompletion);
  connect(this, &QPlainTextEdit::textChanged, this, &LayerEditor::onTextChanged);
  connect(this, &QPlainTextEdit::cursorPositionChanged, this, &LayerEditor::onCursorMoved);
  connect(this, &QPlainTextEdit::updateRequest, gutter_, qOverload<>(&QWidget::update));
}

QString LayerEditor::textBeforeCursor() const {
  const QTextCursor cursor = textCursor();
  return cursor.block().text().left(cursor.positionInBlock());
}

CompletionScope LayerEditor::scope() const {
  CompletionScope scope{{}, picture_};
  const int here = currentLine();
  for (int i = 0; i < here; ++i) {
    const QString& line = lines_[static_cast<std::size_t>(i)].text;
    if (line.startsWith(QStringLiteral("save "))) scope.saved << line.section(u' ', 1, 1, QString::SectionSkipEmpty);
  }
  return scope;
}

void LayerEditor::complete() {
  offerCompletions(true);
}

void LayerEditor::offerCompletions(bool asked) {
  const QString before = textBeforeCursor(), word = wordAt(before);
  completions_->clear();
  bool more = asked;
  if (asked || !word.isEmpty()) {
    for (const LayerCompletion& completion : layerCompletions(before, scope())) {
      auto* item = new QStandardItem(completion.shown);
      item->setData(completion.insert, kInsertRole);
      item->setToolTip(completion.help);
      item->setData(completion.help, Qt::AccessibleDescriptionRole);
      completions_->appendRow(item);
      more = more || completion.insert != word;
    }
  }
  // What is there already needs no list.
  if (completions_->rowCount() == 0 || !more) return completer_->popup()->hide();
  QRect place = cursorRect();
  place.setLeft(place.left() - fontMetrics().horizontalAdvance(word));
  place.translate(viewport()->pos());
  place.setWidth(completer_->popup()->sizeHintForColumn(0) +
                 completer_->popup()->verticalScrollBar()->sizeHint().width() + 12);
  completer_->complete(place);
  completer_->popup()->setCurrentIndex(completer_->completionModel()->index(0, 0));
}

void LayerEditor::insertCompletion(const QModelIndex& index) {
  QTextCursor cursor = textCursor();
  cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, static_cast<int>(wordAt(textBeforeCursor()).size()));
  cursor.insertText(index.data(kInsertRole).toString());
  setTextCursor(cursor);
}

// Whether the list of completions is to have the key; the completer gets those that are ignored.
bool LayerEditor::completionTakes(const QKeyEvent& event) {
  if (!completer_->popup()->isVisible()) return false;
  switch (event.key()) {
    case Qt::Key_Escape:
    case Qt::Key_Backtab:
      return true;
    case Qt::Key_Tab:
    case Qt::Key_Enter:
    case Qt::Key_Return: {
      // A word that is complete is followed by a new line, as without the list.
      const QString chosen = completer_->popup()->currentIndex().data(kInsertRole).toString();
      if (chosen != wordAt(textBeforeCursor())) return true;
      completer_->popup()->hide();
      return false;
    }
    default:
      return false;
  }
}

void LayerEditor::keyPressEvent(QKeyEvent* event) {
  if (completionTakes(*event)) return event->ignore();
  if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) return complete();
  const bool shown = completer_->popup()->isVisible();
  QPlainTextEdit::keyPressEvent(event);
  if (isWordKey(*event)) {
    offerCompletions(false);
  } else if (shown) {
    if (event->key() == Qt::Key_Backspace) {
      offerCompletions(false);
    } else {
      completer_->popup()->hide();
    }
  }
}

// Tab goes to the list while there is one, and on to the next widget otherwise.
bool LayerEditor::focusNextPrevChild(bool next) {
  return !completer_->popup()->isVisible() && QPlainTextEdit::focusNextPrevChild(next);
}

void LayerEditor::focusOutEvent(QFocusEvent* event) {
  if (event->reason() != Qt::PopupFocusReason) completer_->popup()->hide();
  QPlainTextEdit::focusOutEvent(event);
}

}  // namespace ganvas::ui
