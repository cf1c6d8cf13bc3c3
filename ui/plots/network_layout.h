#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <optional>
#include <vector>

#include "config/network_plan.h"

namespace ganvas::ui {

/// What layers have in common for the eye: each family has its colour.
enum class LayerFamily {
  Input,
  Dense,
  Convolution,
  Transposed,
  Resize,
  Reshape,
  Norm,
  Activation,
  Dropout,
  Attention,
  Label,
  Branch,
  Fault
};
inline constexpr int kLayerFamilies = 13;

LayerFamily familyOf(config::LayerKind kind);

/// A layer as it is drawn: a box whose height tells the resolution and whose width the channels, both by their
/// logarithms; or a thin slab that leans on the box at its left, where the layer changes no shape.
struct NetworkBlock {
  static constexpr int kInput = -1;

  int line = kInput;  ///< index of the layer; the network's input comes before the first
  LayerFamily family = LayerFamily::Input;
  bool isSlab = false;
  QRectF front;       ///< its front face
  double depth = 0;   ///< how far the other faces recede, to the right and up; tells the picture's width
  int group = 0;      ///< which box it belongs to
  QString sideInput;  ///< what comes in from below: "label", "step"; empty for none
};

/// A box with its slabs.
struct NetworkGroup {
  QRectF bounds;         ///< with all faces; groups do not overlap
  QString shape, title;  ///< "16×16×64", "conv k4 s2": written below, one above the other
  bool follows = true;   ///< whether its input is what the group before it makes
};

/// A saved value on its way to where it is used, above the boxes.
struct NetworkArc {
  int from = 0, to = 0;  ///< blocks
  double left = 0, right = 0;
  double top = 0;  ///< y of its level part; arcs of one level do not overlap
};

struct NetworkLayout {
  std::vector<NetworkBlock> blocks;  ///< from left to right
  std::vector<NetworkGroup> groups;
  std::vector<NetworkArc> arcs;
  double axis = 0;      ///< y of the boxes' middle
  double captions = 0;  ///< y of the upper line of text
  QSizeF size;

  /// The block there, faces included.
  std::optional<int> blockAt(const QPointF& point) const;
  /// The block of a layer, or nothing.
  std::optional<int> blockOf(int line) const;
};

/// Sizes of text, in the drawing's units.
struct TextSize {
  double character = 6.5;  ///< width of a wide one
  double line = 15;
};

/// Heights and widths of boxes, for shapes of that resolution (0: a vector) and number of channels.
double blockHeight(std::int64_t resolution);
double blockWidth(std::int64_t channels);

/// The network from left to right, in units of about a pixel. `fault`: index of the line that could not be planned,
/// which is drawn as a box of its own behind the last one.
NetworkLayout layOut(const config::NetworkPlan& plan, std::optional<int> fault = {}, const TextSize& text = {});

}  // namespace ganvas::ui
