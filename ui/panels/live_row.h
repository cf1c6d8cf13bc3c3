#pragma once

#include <QWidget>

#include "panels/parameter_editor.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace ganvas::ui {

class ErrorNote;

/// One live parameter of the run that trains: its value now, an editor for another one, and what came of the last
/// change. The objects are called "live:KEY", "apply:KEY", "half:KEY", "double:KEY", "liveError:KEY", "answer:KEY".
class LiveRow : public QWidget {
  Q_OBJECT

 public:
  LiveRow(const config::Parameter& parameter, QWidget* parent);

  const config::Parameter& parameter() const { return parameter_; }
  /// The run's value. A text that the user has begun stays. When it is the one asked for, that is settled.
  void show(const config::Experiment& current, bool training);
  /// The run's answer; after it, show() shows the run's value again.
  void setAnswer(const QString& text);
  bool waits() const { return waiting_; }

 Q_SIGNALS:
  void changeRequested(const QString& key, const QString& value);

 private:
  QToolButton* addFactor(const QString& text, const QString& name, const QString& tip, double factor);
  void arrange();
  void multiply(double factor);
  void apply();
  void say(const QString& text);
  void check();

  const config::Parameter& parameter_;
  ParameterEditor* editor_;
  QPushButton* apply_;
  QList<QToolButton*> factors_;
  ErrorNote* error_;
  QLabel* answer_;
  QString current_;  ///< the run's value as text
  QString asked_;    ///< the value asked for last
  bool training_ = false;
  bool waiting_ = false;  ///< for the run's answer
  bool begun_ = false;    ///< the user has typed something that is not applied yet
};

}  // namespace ganvas::ui
