#include "panels/lines_editor.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace ganvas::ui {

namespace {

/// Takes the fixed font at the size of its surroundings, whenever that changes.
class LayerLines : public QPlainTextEdit {
 public:
  explicit LayerLines(QWidget* parent) : QPlainTextEdit(parent) {
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    QFont fixed;
    fixed.setFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family(), QStringLiteral("monospace")});
    fixed.setStyleHint(QFont::Monospace);
    setFont(fixed);  // only the family is set: the size is inherited
  }
  void setLines(int lines) {
    lines_ = lines;
    updateGeometry();
  }
  QSize sizeHint() const override {
    const int frame = 2 * (frameWidth() + static_cast<int>(document()->documentMargin()));
    return {200, lines_ * fontMetrics().lineSpacing() + frame + 2};
  }
  QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

 private:
  int lines_ = 8;
};

}  // namespace

LinesEditor::LinesEditor(QWidget* parent) : LinesEditor(new QWidget(parent), new LayerLines(nullptr)) {}

LinesEditor::LinesEditor(QWidget* box, QPlainTextEdit* edit)
    : ParameterEditor(box, edit), edit_(edit), all_(new QToolButton(box)) {
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(edit);
  layout->addWidget(all_, 0, Qt::AlignRight);
  all_->setText(tr("Show all lines"));
  all_->setCheckable(true);
  all_->setAutoRaise(true);
  connect(edit, &QPlainTextEdit::textChanged, this, [this] {
    fitHeight();
    Q_EMIT edited(text());
  });
  connect(all_, &QToolButton::toggled, this, &LinesEditor::fitHeight);
  fitHeight();
}

QString LinesEditor::text() const {
  return edit_->toPlainText();
}

void LinesEditor::setText(const QString& text) {
  const QSignalBlocker quiet(edit_);
  edit_->setPlainText(text);
  fitHeight();
}

void LinesEditor::fitHeight() {
  constexpr int kFew = 8, kMost = 40;
  const int lines = edit_->blockCount();
  static_cast<LayerLines*>(edit_)->setLines(all_->isChecked() ? std::clamp(lines + 1, kFew, kMost) : kFew);
  all_->setVisible(lines > kFew || all_->isChecked());
}

}  // namespace ganvas::ui
