#include "panels/path_editor.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include "panels/data_check.h"

namespace ganvas::ui {

PathEditor::PathEditor(QWidget* parent) : PathEditor(new QWidget(parent), new QLineEdit) {}

PathEditor::PathEditor(QWidget* box, QLineEdit* line) : ParameterEditor(box, line), line_(line) {
  auto* choose = new QPushButton(tr("Choose…"), box);
  choose->setAutoDefault(false);
  choose->setToolTip(tr("Choose a folder"));
  auto* layout = new QHBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(line, 1);
  layout->addWidget(choose);
  line->setMaxLength(4096);
  line->setPlaceholderText(tr("none chosen"));
  connect(line, &QLineEdit::objectNameChanged, choose,
          [choose](const QString& name) { choose->setObjectName(QStringLiteral("choose:") + name); });
  connect(line, &QLineEdit::textEdited, this, &ParameterEditor::edited);
  connect(line, &QLineEdit::editingFinished, this, &ParameterEditor::finished);
  connect(choose, &QPushButton::clicked, this, &PathEditor::choose);
}

QString PathEditor::text() const {
  return line_->text();
}

void PathEditor::setText(const QString& text) {
  line_->setText(text);
}

void PathEditor::choose() {
  const QString from = expandHome(text().trimmed().isEmpty() ? start_ : text().trimmed());
  auto* dialog = new QFileDialog(line_, line_->accessibleName(), from);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
    line_->setText(folder);
    Q_EMIT edited(folder);
    Q_EMIT finished();
  });
  dialog->open();
}

}  // namespace ganvas::ui
