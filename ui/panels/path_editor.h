#pragma once

#include "panels/parameter_editor.h"

class QLineEdit;
class QPushButton;

namespace ganvas::ui {

/// A folder: typed, or chosen in a dialog. Its button is called "choose:" + the input's name.
class PathEditor : public ParameterEditor {
  Q_OBJECT

 public:
  explicit PathEditor(QWidget* parent);
  QString text() const override;
  void setText(const QString& text) override;
  void setStartFolder(const QString& folder) override { start_ = folder; }
  bool isWide() const override { return true; }

 private:
  explicit PathEditor(QWidget* box, QLineEdit* line);
  void choose();

  QLineEdit* line_;
  QString start_;
};

}  // namespace ganvas::ui
