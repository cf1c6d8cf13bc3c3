#pragma once

#include <QObject>
#include <QString>

#include "config/parameter.h"

class QWidget;

namespace ganvas::ui {

/// What edits one parameter, as text: a line, a choice, a path with a button, or several lines. Belongs to its widget.
class ParameterEditor : public QObject {
  Q_OBJECT

 public:
  /// The widget to place in a layout, and the one within that takes the focus and has the object's name.
  QWidget* widget() const { return widget_; }
  QWidget* input() const { return input_; }

  virtual QString text() const = 0;
  /// Without a signal.
  virtual void setText(const QString& text) = 0;
  /// Where choosing a path begins while none is given.
  virtual void setStartFolder(const QString& folder);
  /// Whether it wants the whole width of a panel.
  virtual bool isWide() const { return false; }

 Q_SIGNALS:
  void edited(const QString& text);
  /// Enter, another value chosen, or the focus goes elsewhere.
  void finished();

 protected:
  ParameterEditor(QWidget* widget, QWidget* input);

 private:
  QWidget* widget_;
  QWidget* input_;
};

/// The editor for a parameter's kind. Its input is called `prefix` + the key and bears the table's help and default.
ParameterEditor* makeEditor(const config::Parameter& parameter, QWidget* parent, const QString& prefix = {});

/// Help, default and bounds of a parameter: a tooltip.
QString parameterTip(const config::Parameter& parameter);

}  // namespace ganvas::ui
