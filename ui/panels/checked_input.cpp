#include "panels/checked_input.h"

#include <QBoxLayout>
#include <QLabel>
#include <utility>

#include "panels/error_note.h"

namespace ganvas::ui {

CheckedInput::CheckedInput(const QString& label, std::function<QString(const QString&)> check, QWidget* parent)
    : QInputDialog(parent), check_(std::move(check)) {
  setLabelText(label);  // makes the layout, too
  for (QLabel* text : findChildren<QLabel*>()) text->setTextFormat(Qt::PlainText);
  error_ = new ErrorNote(QStringLiteral("inputError"), this);
  if (auto* column = qobject_cast<QBoxLayout*>(layout())) column->insertWidget(column->count() - 1, error_);
  connect(this, &QInputDialog::textValueChanged, error_, [this] { error_->say({}); });
}

void CheckedInput::accept() {
  const QString problem = check_(textValue());
  error_->say(problem);
  if (problem.isEmpty()) QInputDialog::accept();
}

}  // namespace ganvas::ui
