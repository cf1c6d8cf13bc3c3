#include "plots/network_paint.h"

#include <QCoreApplication>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>

#include "plots/plot_style.h"

namespace ganvas::ui {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::NetworkView", text);
}

bool isDark(const QPalette& palette) {
  return palette.color(QPalette::Base).lightness() < 128;
}

void paintArrow(QPainter& painter, const QPointF& from, const QPointF& to) {
  painter.drawLine(from, to);
  const QPointF along = to - from;
  const double length = std::max(1.0, std::hypot(along.x(), along.y()));
  const QPointF step = along / length * 5, side(-step.y() * 0.6, step.x() * 0.6);
  QPainterPath head(to);
  head.lineTo(to - step + side);
  head.lineTo(to - step - side);
  head.closeSubpath();
  painter.fillPath(head, painter.pen().color());
}

/// Draws one network; what has to be known at each stroke is at hand.
class Drawing {
 public:
  Drawing(QPainter& painter, const NetworkLayout& layout, const QPalette& palette, const NetworkMarks& marks)
      : painter_(painter), layout_(layout), palette_(palette), marks_(marks) {
    base_ = palette.color(QPalette::Base);
    text_ = palette.color(QPalette::Text);
    quiet_ = blended(base_, text_, 0.55);
  }

  void paint(const QRectF& clip) {
    const auto seen = [&](const QRectF& box) {
      return box.right() + 60 >= clip.left() && box.left() - 60 <= clip.right();
    };
    for (std::size_t i = 0; i < layout_.groups.size(); ++i) {
      if (seen(layout_.groups[i].bounds)) paintGroup(i);
    }
    for (std::size_t i = 0; i < layout_.blocks.size(); ++i) {
      if (seen(layout_.blocks[i].front)) paintBlock(static_cast<int>(i));
    }
    for (const NetworkArc& arc : layout_.arcs) {
      if (arc.right >= clip.left() && arc.left <= clip.right()) paintArc(arc);
    }
  }

 private:
  void paintGroup(std::size_t index) {
    const NetworkGroup& group = layout_.groups[index];
    if (index > 0 && group.follows) {
      painter_.setPen(QPen(quiet_, 1.2));
      paintArrow(painter_, {layout_.groups[index - 1].bounds.right() + 2, layout_.axis},
                 {group.bounds.left() - 3, layout_.axis});
    }
    const QFontMetricsF metrics(painter_.font(), painter_.device());
    const QRectF line(group.bounds.center().x() - 150, layout_.captions, 300, metrics.height());
    painter_.setPen(text_);
    painter_.drawText(line, Qt::AlignHCenter | Qt::AlignTop, group.shape);
    painter_.setPen(quiet_);
    painter_.drawText(line.translated(0, metrics.height()), Qt::AlignHCenter | Qt::AlignTop, group.title);
  }

  bool isLastOfGroup(int index) const {
    const auto next = static_cast<std::size_t>(index) + 1;
    return next == layout_.blocks.size() || layout_.blocks[next].group != layout_.blocks[next - 1].group;
  }

  void paintBlock(int index) {
    const NetworkBlock& block = layout_.blocks[static_cast<std::size_t>(index)];
    const bool current = marks_.current == index;
    const QColor colour = familyColour(block.family, palette_);
    QColor face = blended(base_, colour, isDark(palette_) ? 0.45 : 0.40);
    if (marks_.hovered == index) face = blended(face, colour, 0.4);
    painter_.setPen(QPen(blended(colour, text_, 0.25), 1));
    if (block.family == LayerFamily::Fault) {
      painter_.setPen(QPen(colour, 1.4, Qt::DashLine));
      face = blended(base_, colour, 0.12);
    }
    paintFaces(block, face, isLastOfGroup(index));
    if (block.family == LayerFamily::Dropout) paintHoles(block, colour);
    if (block.family == LayerFamily::Fault) {
      painter_.drawText(block.front, Qt::AlignCenter, QStringLiteral("?"));
    }
    if (!block.sideInput.isEmpty()) paintSideInput(block, colour);
    if (current) paintCurrent(block);
  }

  void paintFaces(const NetworkBlock& block, const QColor& face, bool withSide) {
    const QRectF& f = block.front;
    const double d = block.depth;
    const QColor light = blended(face, isDark(palette_) ? QColor(Qt::white) : base_, 0.22);
    const QColor shade = blended(face, isDark(palette_) ? base_ : text_, 0.22);
    painter_.setBrush(light);
    painter_.drawPolygon(
        QPolygonF({f.topLeft(), f.topLeft() + QPointF(d, -d), f.topRight() + QPointF(d, -d), f.topRight()}));
    if (withSide) {
      painter_.setBrush(shade);
      painter_.drawPolygon(
          QPolygonF({f.topRight(), f.topRight() + QPointF(d, -d), f.bottomRight() + QPointF(d, -d), f.bottomRight()}));
    }
    painter_.setBrush(face);
    painter_.drawRect(f);
  }

  void paintHoles(const NetworkBlock& block, const QColor& colour) {
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(colour);
    const QRectF& f = block.front;
    for (double y = f.top() + 5; y < f.bottom() - 3; y += 6) painter_.drawEllipse(QPointF(f.center().x(), y), 1.3, 1.3);
  }

  void paintSideInput(const NetworkBlock& block, const QColor& colour) {
    const double x = block.front.center().x(), y = layout_.captions - 13;
    painter_.setPen(QPen(colour, 1.2));
    paintArrow(painter_, {x, y - 1}, {x, block.front.bottom() + 1});
    QFont small = painter_.font();
    small.setPointSizeF(std::max(5.0, small.pointSizeF() * 0.85));
    const QFont usual = painter_.font();
    painter_.setFont(small);
    painter_.setPen(text_);
    painter_.drawText(QRectF(x - 60, y, 120, 14), Qt::AlignHCenter | Qt::AlignTop, block.sideInput);
    painter_.setFont(usual);
  }

  void paintCurrent(const NetworkBlock& block) {
    painter_.setPen(QPen(text_, 2.2));
    painter_.setBrush(Qt::NoBrush);
    painter_.drawRect(block.front.adjusted(-1, -1, 1, 1));
  }

  QPointF topOf(int index) const {
    const NetworkBlock& block = layout_.blocks[static_cast<std::size_t>(index)];
    return {block.front.center().x() + block.depth / 2, block.front.top() - block.depth / 2};
  }

  void paintArc(const NetworkArc& arc) {
    constexpr double kRound = 6;
    const QPointF from = topOf(arc.from), to = topOf(arc.to);
    const double round = std::min(kRound, (arc.right - arc.left) / 2);
    QPainterPath path(from);
    path.lineTo(from.x(), arc.top + round);
    path.quadTo(from.x(), arc.top, from.x() + round, arc.top);
    path.lineTo(to.x() - round, arc.top);
    path.quadTo(to.x(), arc.top, to.x(), arc.top + round);
    path.lineTo(to.x(), to.y() - 6);
    const bool marked = marks_.current == arc.from || marks_.current == arc.to || marks_.hovered == arc.from ||
                        marks_.hovered == arc.to;
    painter_.setPen(QPen(marked ? palette_.color(QPalette::Highlight) : quiet_, marked ? 2 : 1.2));
    painter_.setBrush(Qt::NoBrush);
    painter_.drawPath(path);
    paintArrow(painter_, to - QPointF(0, 6), to);
  }

  QPainter& painter_;
  const NetworkLayout& layout_;
  const QPalette& palette_;
  const NetworkMarks& marks_;
  QColor base_, text_, quiet_;
};

}  // namespace

QColor familyColour(LayerFamily family, const QPalette& palette) {
  const auto series = [&](int index) { return seriesPen(index, palette, 1).color(); };
  const QColor base = palette.color(QPalette::Base), text = palette.color(QPalette::Text);
  switch (family) {
    case LayerFamily::Dense:
      return series(4);
    case LayerFamily::Convolution:
      return series(0);
    case LayerFamily::Transposed:
      return series(2);
    case LayerFamily::Resize:
      return series(5);
    case LayerFamily::Norm:
      return series(6);
    case LayerFamily::Activation:
      return series(1);
    case LayerFamily::Attention:
      return series(3);
    case LayerFamily::Reshape:
    case LayerFamily::Dropout:
      return series(7);
    case LayerFamily::Label:
      return blended(series(3), familyColour(LayerFamily::Fault, palette), 0.5);
    case LayerFamily::Fault:
      return isDark(palette) ? QColor(0xf0, 0x7a, 0x7a) : QColor(0xc6, 0x28, 0x28);
    case LayerFamily::Input:
      return blended(base, text, 0.35);
    case LayerFamily::Branch:
      return blended(base, text, 0.7);
  }
  return text;
}

QString familyName(LayerFamily family) {
  static constexpr std::array<const char*, kLayerFamilies> names{
      QT_TRANSLATE_NOOP("ganvas::ui::NetworkView", "Input"),
      QT_TRANSLATE_NOOP("ganvas::ui::NetworkView", "Dense"),
      QT_TRANSLATE_NOOP("ganvas::ui::NetworkView", "Convolution"),
      QT_TRANSLATE_NOOP("ganvas::ui::NetworkView", "Transposed convolution"),
      QT_TRANSLATE_NOOP("ganvas::ui::NetworkView", "Other size"),
      QT_TRANSLATE_NOOP("ganvas::ui::NetworkView", "Other form"),
      QT_TRANSLATE_NOOP("ganvas::ui::NetworkView", "Normalisation"),
      QT_TRANSLATE_NOOP("ganvas::ui::NetworkView", "Activation"),
      QT_TRANSLATE_NOOP("ganvas::ui::NetworkView", "Dropout"),
      QT_TRANSLATE_NOOP("ganvas::ui::NetworkView", "Attention, spread"),
      QT_TRANSLATE_NOOP("ganvas::ui::NetworkView", "Label or step"),
      QT_TRANSLATE_NOOP("ganvas::ui::NetworkView", "Branch, mark"),
      QT_TRANSLATE_NOOP("ganvas::ui::NetworkView", "Error")};
  return tr(names[static_cast<std::size_t>(family)]);
}

void paintNetwork(QPainter& painter, const NetworkLayout& layout, const QPalette& palette, const NetworkMarks& marks,
                  const QRectF& clip) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  Drawing(painter, layout, palette, marks).paint(clip);
  painter.restore();
}

double paintFamilies(QPainter& painter, const NetworkLayout& layout, const QPalette& palette, const QPointF& at,
                     double width) {
  std::array<bool, kLayerFamilies> used{};
  for (const NetworkBlock& block : layout.blocks) used[static_cast<std::size_t>(block.family)] = true;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QFontMetricsF metrics(painter.font(), painter.device());
  const double line = metrics.height() + 3, swatch = metrics.height() * 0.6;
  double x = at.x(), y = at.y();
  for (int i = 0; i < kLayerFamilies; ++i) {
    const auto family = static_cast<LayerFamily>(i);
    if (!used[static_cast<std::size_t>(i)] || family == LayerFamily::Input || family == LayerFamily::Fault) continue;
    const QString name = familyName(family);
    const double wide = swatch + 5 + metrics.horizontalAdvance(name) + 14;
    if (x > at.x() && x + wide > at.x() + width) {
      x = at.x();
      y += line;
    }
    const QColor colour = familyColour(family, palette);
    painter.setPen(colour);
    painter.setBrush(blended(palette.color(QPalette::Base), colour, 0.4));
    painter.drawRect(QRectF(x, y + (metrics.height() - swatch) / 2, swatch, swatch));
    painter.setPen(blended(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.8));
    painter.drawText(QRectF(x + swatch + 5, y, wide, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter, name);
    x += wide;
  }
  painter.restore();
  return y + line - at.y();
}

}  // namespace ganvas::ui
