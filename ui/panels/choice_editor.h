#pragma once

#include "panels/parameter_editor.h"

class QComboBox;

namespace ganvas::ui {

/// One of a parameter's choices. The wheel scrolls the panel and changes nothing.
class ChoiceEditor : public ParameterEditor {
  Q_OBJECT

 public:
  ChoiceEditor(const config::Parameter& parameter, QWidget* parent);
  QString text() const override;
  void setText(const QString& text) override;

 private:
  explicit ChoiceEditor(QComboBox* box);

  QComboBox* box_;
};

}  // namespace ganvas::ui
