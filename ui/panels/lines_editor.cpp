#include "panels/lines_editor.h"

#include <QAbstractTextDocumentLayout>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "panels/layer_lines.h"

namespace ganvas::ui {

LinesEditor::LinesEditor(QWidget* parent) : LinesEditor(new QWidget(parent), new LayerLines) {}

LinesEditor::LinesEditor(QWidget* box, LayerLines* edit)
    : ParameterEditor(box, edit), edit_(edit), all_(new QToolButton(box)) {
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(edit);
  layout->addWidget(all_, 0, Qt::AlignRight);
  all_->setText(tr("Show all lines"));
  all_->setCheckable(true);
  all_->setAutoRaise(true);
  connect(edit, &QPlainTextEdit::textChanged, this, [this] { Q_EMIT edited(text()); });
  connect(edit->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
          &LinesEditor::fitHeight);
  connect(all_, &QToolButton::toggled, this, &LinesEditor::fitHeight);
  fitHeight();
}

QString LinesEditor::text() const {
  return edit_->toPlainText();
}

void LinesEditor::setText(const QString& text) {
  const QSignalBlocker quiet(edit_);
  edit_->setPlainText(text);
}

void LinesEditor::fitHeight() {
  constexpr int kFew = 8, kMost = 60;
  const int lines = edit_->shownLines();
  edit_->setHeight(all_->isChecked() ? std::clamp(lines, kFew, kMost) : kFew);
  all_->setVisible(lines > kFew || all_->isChecked());
}

}  // namespace ganvas::ui
