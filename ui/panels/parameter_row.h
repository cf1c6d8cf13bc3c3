#pragma once

#include <QWidget>

#include "panels/parameter_editor.h"

class QLabel;
class QToolButton;

namespace ganvas::ui {

class ErrorNote;
class ExperimentDraft;

/// One parameter: label, editor, a mark and a way back where its value is another than the experiment began with, and
/// below what is wrong with it. The objects are called KEY, "revert:KEY" and "error:KEY".
class ParameterRow : public QWidget {
  Q_OBJECT

 public:
  ParameterRow(const config::Parameter& parameter, const QString& label, QWidget* parent);

  const config::Parameter& parameter() const { return parameter_; }
  ParameterEditor& editor() const { return *editor_; }
  /// Follows the draft. What the user is typing stays while it means the same.
  void show(const ExperimentDraft& draft, const QString& origin);
  /// What is known beyond the value itself: a problem with it, and what comes of it.
  void setNotes(const QString& problem, const QString& summary);
  QList<QWidget*> tabStops() const;

 Q_SIGNALS:
  void edited(const ganvas::config::Parameter& parameter, const QString& text);
  void finished(const ganvas::config::Parameter& parameter);
  void revertWanted(const ganvas::config::Parameter& parameter);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void arrange();
  void say(const QString& problem);
  QString meaning(const QString& text) const;
  void setChanged(bool changed, const QString& tip);

  const config::Parameter& parameter_;
  QLabel* label_;
  ParameterEditor* editor_;
  QToolButton* revert_;
  ErrorNote* error_;
  QLabel* summary_ = nullptr;
  QString valueProblem_;  ///< why the text is no value
  bool changed_ = false;
};

}  // namespace ganvas::ui
