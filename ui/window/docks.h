#pragma once

#include <QMainWindow>
#include <QString>
#include <vector>

class QDockWidget;
class QMenu;

namespace ganvas::ui {

/// The dock widgets of the window: where they are at first, and back there on request.
class Docks {
 public:
  enum Place { Left, LeftBelow, Right };

  explicit Docks(QMainWindow& window) : window_(window) {}

  /// `name` is remembered with the layout. Docks of one place share it as tabs, the first one on top.
  QDockWidget* add(const char* name, const QString& title, QWidget* content, Place place);
  /// All docks at their first places, in sizes that suit the window's.
  void arrange();
  /// Raises a dock among its tabs, shown if it was closed.
  static void reveal(QDockWidget* dock);
  /// A switch for each dock.
  void fill(QMenu& menu) const;

 private:
  struct Entry {
    QDockWidget* dock;
    Place place;
  };
  QDockWidget* firstAt(Place place) const;

  QMainWindow& window_;
  std::vector<Entry> entries_;
};

}  // namespace ganvas::ui
