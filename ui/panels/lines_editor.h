#pragma once

#include "panels/parameter_editor.h"

class QPlainTextEdit;
class QToolButton;

namespace ganvas::ui {

/// Layer lines: a few in sight, all of them on request.
class LinesEditor : public ParameterEditor {
  Q_OBJECT

 public:
  explicit LinesEditor(QWidget* parent);
  QString text() const override;
  void setText(const QString& text) override;
  bool isWide() const override { return true; }

 private:
  LinesEditor(QWidget* box, QPlainTextEdit* edit);
  void fitHeight();

  QPlainTextEdit* edit_;
  QToolButton* all_;
};

}  // namespace ganvas::ui
