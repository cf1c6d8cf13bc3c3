#include "window/aspect_splitter.h"

#include <QResizeEvent>
#include <QSettings>

namespace ganvas::ui {

namespace {

// Side by side from this share of width to height on: a square grid then has about half of the room.
constexpr double kWide = 1.35;

QVariantList toVariants(const QList<int>& sizes) {
  return {sizes.begin(), sizes.end()};
}

QList<int> toSizes(const QVariant& stored) {
  QList<int> sizes;
  for (const QVariant& value : stored.toList()) sizes << value.toInt();
  return sizes.size() == 2 && sizes[0] > 0 && sizes[1] > 0 ? sizes : QList<int>();
}

}  // namespace

AspectSplitter::AspectSplitter(QWidget* parent) : QSplitter(Qt::Vertical, parent) {
  setChildrenCollapsible(false);
  setHandleWidth(9);
}

void AspectSplitter::resizeEvent(QResizeEvent* event) {
  const QSize size = event->size();
  const auto wanted = size.width() > kWide * size.height() ? Qt::Horizontal : Qt::Vertical;
  if (wanted != orientation()) {
    (orientation() == Qt::Horizontal ? beside_ : above_) = sizes();
    arrange(wanted);
  }
  QSplitter::resizeEvent(event);
}

void AspectSplitter::arrange(Qt::Orientation orientation) {
  setOrientation(orientation);
  const QList<int>& known = orientation == Qt::Horizontal ? beside_ : above_;
  setSizes(!known.isEmpty() ? known : orientation == Qt::Horizontal ? QList<int>{1000, 1000} : QList<int>{900, 1000});
}

void AspectSplitter::saveTo(const QString& key) const {
  QSettings settings;
  const bool beside = orientation() == Qt::Horizontal;
  settings.setValue(key + QStringLiteral("/beside"), toVariants(beside ? sizes() : beside_));
  settings.setValue(key + QStringLiteral("/above"), toVariants(beside ? above_ : sizes()));
}

void AspectSplitter::restoreFrom(const QString& key) {
  const QSettings settings;
  beside_ = toSizes(settings.value(key + QStringLiteral("/beside")));
  above_ = toSizes(settings.value(key + QStringLiteral("/above")));
  arrange(orientation());
}

void AspectSplitter::reset() {
  beside_.clear();
  above_.clear();
  arrange(orientation());
}

}  // namespace ganvas::ui
