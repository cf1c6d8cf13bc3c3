#pragma once

#include <QString>

class QAction;
class QLabel;
class QPushButton;
class QWidget;

namespace ganvas::ui {

/// Makes `button` do what `action` does: its text, tooltip, icon and enabled state follow the action's.
void attach(QPushButton* button, QAction* action);
/// A new button, attached.
QPushButton* actionButton(QAction* action, const QString& objectName, QWidget* parent);

/// A section's heading: bold, in the text colour.
QLabel* heading(const QString& text, QWidget* parent);

/// A label whose text may be long: wraps, and its words can be selected.
QLabel* wrappingLabel(const QString& objectName, QWidget* parent);

/// The parameter table's help for `key`, as a tooltip; empty for an unknown key.
QString parameterHelp(const char* key);

/// An action's tooltip with its shortcut behind.
QString withShortcut(const QString& text, const QAction& action);

}  // namespace ganvas::ui
