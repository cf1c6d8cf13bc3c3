#include "window/docks.h"

#include <QAction>
#include <QDockWidget>
#include <QMenu>
#include <algorithm>

namespace ganvas::ui {

QDockWidget* Docks::add(const char* name, const QString& title, QWidget* content, Place place) {
  auto* dock = new QDockWidget(title, &window_);
  dock->setObjectName(QLatin1String(name));
  dock->setWidget(content);
  entries_.push_back({dock, place});
  return dock;
}

QDockWidget* Docks::firstAt(Place place) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.place == place; });
  return found == entries_.end() ? nullptr : found->dock;
}

void Docks::arrange() {
  // The sides reach from top to bottom: pictures and curves between them need height less than the lists do.
  window_.setCorner(Qt::TopLeftCorner, Qt::LeftDockWidgetArea);
  window_.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  window_.setCorner(Qt::TopRightCorner, Qt::RightDockWidgetArea);
  window_.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  for (const Entry& entry : entries_) {
    entry.dock->setFloating(false);
    window_.addDockWidget(entry.place == Right ? Qt::RightDockWidgetArea : Qt::LeftDockWidgetArea, entry.dock);
    QDockWidget* first = firstAt(entry.place);
    if (entry.place == LeftBelow && first == entry.dock) {
      window_.splitDockWidget(firstAt(Left), entry.dock, Qt::Vertical);
    } else if (first != entry.dock) {
      window_.tabifyDockWidget(first, entry.dock);
    }
    entry.dock->show();
  }
  for (const Place place : {Left, LeftBelow, Right}) {
    if (QDockWidget* first = firstAt(place)) first->raise();
  }
  const int width = window_.width();
  window_.resizeDocks({firstAt(Left), firstAt(Right)},
                      {std::clamp(width * 22 / 100, 250, 420), std::clamp(width * 26 / 100, 300, 520)}, Qt::Horizontal);
  window_.resizeDocks({firstAt(Left), firstAt(LeftBelow)}, {700, 300}, Qt::Vertical);
}

void Docks::reveal(QDockWidget* dock) {
  dock->show();
  dock->raise();
}

void Docks::fill(QMenu& menu) const {
  for (const Entry& entry : entries_) menu.addAction(entry.dock->toggleViewAction());
}

}  // namespace ganvas::ui
