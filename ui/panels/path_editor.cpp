#include "panels/path_editor.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include "panels/data_check.h"

namespace ganvas::ui {

PathEditor::PathEditor(bool filesToo, QWidget* parent) : PathEditor(filesToo, new QWidget(parent), new QLineEdit) {}

PathEditor::PathEditor(bool filesToo, QWidget* box, QLineEdit* line) : ParameterEditor(box, line), line_(line) {
  auto* choose = new QPushButton(tr("Choose…"), box);
  choose->setAutoDefault(false);
  choose->setToolTip(filesToo ? tr("Choose a folder, an archive or a file") : tr("Choose a folder"));
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
  if (!filesToo) {
    connect(choose, &QPushButton::clicked, this, [this] { this->choose(true); });
    return;
  }
  auto* menu = new QMenu(choose);
  menu->addAction(tr("&Folder…"), this, [this] { this->choose(true); });
  menu->addAction(tr("&Archive or file…"), this, [this] { this->choose(false); });
  choose->setMenu(menu);
}

QString PathEditor::text() const {
  return line_->text();
}

void PathEditor::setText(const QString& text) {
  line_->setText(text);
}

void PathEditor::choose(bool folder) {
  const QString from = expandHome(text().trimmed().isEmpty() ? start_ : text().trimmed());
  auto* dialog = new QFileDialog(line_, line_->accessibleName(), from);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
  if (folder) dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    line_->setText(path);
    Q_EMIT edited(path);
    Q_EMIT finished();
  });
  dialog->open();
}

}  // namespace ganvas::ui
