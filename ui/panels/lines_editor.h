#pragma once

#include "panels/parameter_editor.h"

class QToolButton;

namespace ganvas::ui {

class LayerLines;

/// Layer lines: a few in sight, all of them on request.
class LinesEditor : public ParameterEditor {
  Q_OBJECT

 public:
  explicit LinesEditor(QWidget* parent);
  QString text() const override;
  void setText(const QString& text) override;
  bool isWide() const override { return true; }

 private:
  LinesEditor(QWidget* box, LayerLines* edit);
  void fitHeight();

  LayerLines* edit_;
  QToolButton* all_;
};

}  // namespace ganvas::ui
