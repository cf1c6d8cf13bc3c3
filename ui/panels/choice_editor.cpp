#include "panels/choice_editor.h"

#include <QComboBox>
#include <QWheelEvent>

namespace ganvas::ui {

namespace {

class CalmBox : public QComboBox {
 public:
  explicit CalmBox(QWidget* parent) : QComboBox(parent) {
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(6);
  }

 protected:
  void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

}  // namespace

ChoiceEditor::ChoiceEditor(const config::Parameter& parameter, QWidget* parent) : ChoiceEditor(new CalmBox(parent)) {
  for (const std::string& choice : parameter.choices) box_->addItem(QString::fromStdString(choice));
}

ChoiceEditor::ChoiceEditor(QComboBox* box) : ParameterEditor(box, box), box_(box) {
  connect(box, &QComboBox::activated, this, [this] {
    Q_EMIT edited(text());
    Q_EMIT finished();
  });
}

QString ChoiceEditor::text() const {
  return box_->currentText();
}

void ChoiceEditor::setText(const QString& text) {
  box_->setCurrentIndex(box_->findText(text));
}

}  // namespace ganvas::ui
