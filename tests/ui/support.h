#pragma once

#include <QString>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>
#include <filesystem>

#include "bridge/text.h"

namespace ganvas::ui::test {

/// Points the XDG directories into a temporary one, so that no test sees or changes the user's files, and selects
/// the offscreen platform. Call it from initMain(), before the application is made.
void isolate();

/// Writes a recipe file of the user's.
void writeRecipe(const QString& name, const QString& text);

/// A recipe of the user's: dense networks on synthetic 8×8 pictures, thousands of short steps.
QString tinyRecipe(const QString& name, int steps = 2000000);
void writeTinyRecipe(const QString& name);

/// A data set's source and place.
config::Data dataAt(const std::string& source, const QString& path = {});

/// Whether Debian's Fashion-MNIST is installed.
bool hasFashionMnist();

/// The widget of that object name below `parent`; fails the test's expectations by being null.
template <typename Widget>
Widget* find(QWidget& parent, const char* name) {
  return parent.findChild<Widget*>(QLatin1String(name));
}

/// A left click in the middle of a widget.
void click(QWidget* widget);

/// With GANVAS_SCREENSHOT_DIR set: saves pictures of the widget as NAME[-dark][-large].png. (Those of the guide are
/// ui-tour's.)
bool wantsScreenshots();
void saveScreenshots(QWidget& window, const QString& name);

}  // namespace ganvas::ui::test
