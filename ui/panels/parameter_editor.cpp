#include "panels/parameter_editor.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QLocale>

#include "models/experiment_draft.h"
#include "panels/choice_editor.h"
#include "panels/lines_editor.h"
#include "panels/number_edit.h"
#include "panels/path_editor.h"

namespace ganvas::ui {

namespace {

using config::ParameterKind;

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::ParameterEditor", text);
}

class LineEditor : public ParameterEditor {
 public:
  explicit LineEditor(QLineEdit* line) : ParameterEditor(line, line), line_(line) {
    connect(line, &QLineEdit::textEdited, this, &ParameterEditor::edited);
    connect(line, &QLineEdit::editingFinished, this, &ParameterEditor::finished);
  }
  QString text() const override { return line_->text(); }
  void setText(const QString& text) override {
    line_->setText(text);
    line_->setCursorPosition(0);  // of a long text, the beginning shows
  }

 private:
  QLineEdit* line_;
};

class TextEditor : public LineEditor {
 public:
  using LineEditor::LineEditor;
  bool isWide() const override { return true; }
};

QString grouped(double bound) {
  return QLocale().toString(static_cast<qlonglong>(bound));
}

// As Parameter::boundsText, with the digits in groups: whole numbers may be long.
QString boundsText(const config::Parameter& parameter) {
  if (parameter.kind == ParameterKind::Integer && parameter.form.empty()) {
    return tr("%1 … %2").arg(grouped(parameter.minimum), grouped(parameter.maximum));
  }
  return QString::fromStdString(parameter.boundsText());
}

QString defaultText(const config::Parameter& parameter) {
  const config::Value value = parameter.defaultValue();
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return grouped(static_cast<double>(*whole));
  return QString::fromStdString(config::valueText(value));
}

QLineEdit* makeLine(const config::Parameter& parameter, QWidget* parent) {
  if (parameter.kind == ParameterKind::Text) return new QLineEdit(parent);
  auto* line = new NumberEdit(parameter, parent);
  line->setPlaceholderText(tr("default %1").arg(defaultText(parameter)));
  return line;
}

ParameterEditor* makeBare(const config::Parameter& parameter, QWidget* parent) {
  switch (parameter.kind) {
    case ParameterKind::Choice:
      return new ChoiceEditor(parameter, parent);
    case ParameterKind::Path:
      return new PathEditor(parameter.key.starts_with("data."), parent);
    case ParameterKind::Lines:
      return new LinesEditor(parent);
    case ParameterKind::Text:
      // A text of a fixed form is a short one.
      if (parameter.form.empty()) return new TextEditor(makeLine(parameter, parent));
      [[fallthrough]];
    case ParameterKind::Integer:
    case ParameterKind::Real:
      break;
  }
  return new LineEditor(makeLine(parameter, parent));
}

}  // namespace

ParameterEditor::ParameterEditor(QWidget* widget, QWidget* input) : QObject(widget), widget_(widget), input_(input) {}

void ParameterEditor::setStartFolder(const QString&) {}

QString parameterTip(const config::Parameter& parameter) {
  QString tip = QString::fromStdString(parameter.help);
  const QString standard = defaultText(parameter), bounds = boundsText(parameter);
  QStringList facts;
  if (!standard.isEmpty()) facts << tr("Default %1").arg(standard);
  if (!bounds.isEmpty()) facts << bounds;
  if (!parameter.unit.empty() && !facts.isEmpty())
    facts.last() += QLatin1Char(' ') + QString::fromStdString(parameter.unit);
  if (!facts.isEmpty()) tip += QLatin1Char('\n') + facts.join(QStringLiteral(" · "));
  return tip;
}

ParameterEditor* makeEditor(const config::Parameter& parameter, QWidget* parent, const QString& prefix) {
  ParameterEditor* editor = makeBare(parameter, parent);
  QWidget* input = editor->input();
  input->setObjectName(prefix + QString::fromStdString(parameter.key));
  input->setAccessibleName(QString::fromStdString(parameter.label));
  input->setAccessibleDescription(QString::fromStdString(parameter.help));
  input->setToolTip(parameterTip(parameter));
  return editor;
}

}  // namespace ganvas::ui
