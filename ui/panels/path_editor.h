#pragma once

#include "panels/parameter_editor.h"

class QLineEdit;
class QPushButton;

namespace ganvas::ui {

/// A folder, or a file where that may be meant too: typed, or chosen in a dialog. Its button is called "choose:" + the
/// input's name.
class PathEditor : public ParameterEditor {
  Q_OBJECT

 public:
  PathEditor(bool filesToo, QWidget* parent);
  QString text() const override;
  void setText(const QString& text) override;
  void setStartFolder(const QString& folder) override { start_ = folder; }
  bool isWide() const override { return true; }

 private:
  PathEditor(bool filesToo, QWidget* box, QLineEdit* line);
  void choose(bool folder);

  QLineEdit* line_;
  QString start_;
};

}  // namespace ganvas::ui
