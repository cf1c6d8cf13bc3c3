#pragma once

#include <QPlainTextEdit>
#include <optional>
#include <vector>

#include "models/layer_completions.h"
#include "models/layer_text.h"
#include "models/line_diff.h"

class QCompleter;
class QStandardItemModel;

namespace ganvas::ui {

class LayerHighlighter;

/// A fault to point out: a line, and the characters in it (none: the whole line).
struct EditorFault {
  int line = 0;
  int column = 0, length = 0;
  QString message;
  bool operator==(const EditorFault&) const = default;
};

/// A network's layer lines as a text: numbers and marks of change beside it, coloured words, completion, a fault
/// underlined. Lines are counted as messages count them, from 0 here: blank ones are none.
class LayerEditor : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit LayerEditor(QWidget* parent = nullptr);

  QStringList layers() const;
  /// Takes the place of the text. Where `undoable`, undo brings the old one back, otherwise there is no way back.
  void setLayers(const QStringList& layers, bool undoable);

  void setFault(const std::optional<EditorFault>& fault);
  /// How the lines differ from what they began with.
  void setChanges(std::vector<LineChange> changes);
  /// Takes one difference back, undoably.
  void revert(const LineChange& change);
  /// What completion offers for HxWxC: "32x32x3".
  void setPicture(const QString& picture) { picture_ = picture; }

  /// The cursor's layer line; −1 above all.
  int currentLine() const;
  void goTo(int line);
  /// Shows what can be written at the cursor.
  void complete();
  QCompleter* completer() const { return completer_; }

 Q_SIGNALS:
  void edited(const QString& text);
  void currentLineChanged(int line);
  /// What was pasted is no network.
  void refused(const QString& reason);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void insertFromMimeData(const QMimeData* source) override;
  bool focusNextPrevChild(bool next) override;

 private:
  class Gutter;

  void build();
  void onTextChanged();
  void onCursorMoved();
  void placeGutter();
  int gutterWidth() const;
  void paintGutter(QPaintEvent& event);
  void paintMarks(QPainter& painter, const QRectF& place, int first, int end);
  /// Index of the first layer line in that line of the editor or below.
  int firstLineOf(int block) const;
  void showSelections();
  QTextCursor cursorOf(int line, int column, int length) const;
  QString tipAt(const QPoint& place) const;

  void offerCompletions(bool asked);
  void insertCompletion(const QModelIndex& index);
  bool completionTakes(const QKeyEvent& event);
  QString textBeforeCursor() const;
  CompletionScope scope() const;

  QWidget* gutter_;
  LayerHighlighter* highlighter_;
  QCompleter* completer_;
  QStandardItemModel* completions_;
  std::vector<LayerTextLine> lines_;
  std::optional<EditorFault> fault_;
  std::vector<LineChange> changes_;
  QString picture_;
  int current_ = -1;
};

}  // namespace ganvas::ui
