#include "plots/network_layout.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace ganvas::ui {

namespace {

using config::LayerKind;
using config::LayerPlan;
using config::Shape;

constexpr double kMargin = 14, kGap = 24, kSlab = 7, kBranch = 9;
constexpr double kArcStep = 13, kSideInput = 32;
constexpr std::size_t kMostArcLevels = 10;  // more would need the whole height: further arcs share the highest

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::NetworkView", text);
}

double blockDepth(const Shape& shape) {
  return shape.isPicture() ? 3 + 2.5 * std::log2(1.0 + static_cast<double>(shape.width)) : 4;
}

QString kernelText(const LayerPlan& layer) {
  QString text = QStringLiteral(" k%1").arg(layer.kernel);
  if (layer.stride > 1) text += QStringLiteral(" s%1").arg(layer.stride);
  return text;
}

QString titleOf(const LayerPlan& layer) {
  switch (layer.kind) {
    case LayerKind::Linear:
      return tr("dense");
    case LayerKind::Conv:
      return tr("conv") + kernelText(layer);
    case LayerKind::ConvTranspose:
      return tr("convT") + kernelText(layer);
    case LayerKind::Upsample:
      return tr("upsample %1").arg(layer.stride);
    case LayerKind::PixelShuffle:
      return tr("shuffle %1").arg(layer.stride);
    case LayerKind::AveragePool:
      return tr("pool %1").arg(layer.stride);
    case LayerKind::GlobalAveragePool:
      return tr("global pool");
    case LayerKind::SelfAttention:
      return tr("attention");
    case LayerKind::MinibatchStddev:
      return tr("spread");
    case LayerKind::LabelOneHot:
      return tr("one-hot");
    case LayerKind::LabelEmbedding:
      return tr("embedding");
    case LayerKind::LabelProjection:
      return tr("projection");
    default:
      return QString::fromStdString(layer.line).section(u' ', 0, 1);
  }
}

QString sideInputOf(const LayerPlan& layer) {
  if (layer.classes > 0) return tr("label");
  return layer.kind == LayerKind::AddTimestep ? tr("step") : QString();
}

/// Whether a layer stands for itself rather than leaning on the box before it.
bool isBox(const LayerPlan& layer) {
  switch (familyOf(layer.kind)) {
    case LayerFamily::Norm:
    case LayerFamily::Activation:
    case LayerFamily::Dropout:
      return false;
    case LayerFamily::Branch:
      return layer.kind == LayerKind::Load || layer.kind == LayerKind::Concat;
    default:
      return layer.kind != LayerKind::AddTimestep;
  }
}

/// Places blocks from left to right with their middles on y = 0, then moves everything to where it is seen.
class Placement {
 public:
  explicit Placement(const TextSize& text) : text_(text) {}

  void addInput(const config::NetworkPlan& plan) {
    openGroup(plan.input, plan.name == "generator" && !plan.input.isPicture() ? tr("noise") : tr("input"), true);
    addBlock(NetworkBlock::kInput, LayerFamily::Input, false, plan.input, blockWidth(plan.input.channels));
  }

  void addLayer(int line, const LayerPlan& layer) {
    const LayerFamily family = familyOf(layer.kind);
    const bool box = isBox(layer);
    if (box) openGroup(layer.output, titleOf(layer), layer.kind != LayerKind::Load);
    const double slab = family == LayerFamily::Branch ? kBranch : kSlab;
    addBlock(line, family, !box, layer.output, box ? blockWidth(layer.output.channels) : slab);
    layout_.blocks.back().sideInput = sideInputOf(layer);
    if (layer.kind == LayerKind::Load || layer.kind == LayerKind::Add || layer.kind == LayerKind::Concat) {
      addArc(static_cast<int>(layer.from));
    }
  }

  void addFault(int line, const Shape& before) {
    openGroup(before, tr("line %1").arg(line + 1), true);
    layout_.groups.back().shape = tr("error");
    addBlock(line, LayerFamily::Fault, false, before, 24);
  }

  NetworkLayout finished() {
    closeGroup();
    placeArcs();
    double above = 0, below = 0;
    bool sides = false;
    for (const NetworkBlock& block : layout_.blocks) {
      above = std::max(above, block.depth - block.front.top());
      below = std::max(below, block.front.bottom());
      sides = sides || !block.sideInput.isEmpty();
    }
    const double arcs = static_cast<double>(ends_.size()) * kArcStep;
    move(kMargin + arcs + above, above);
    layout_.captions = layout_.axis + below + (sides ? kSideInput : 8);
    layout_.size = {right_ + kMargin, layout_.captions + 2 * text_.line + kMargin};
    return std::move(layout_);
  }

 private:
  void openGroup(const Shape& shape, const QString& title, bool follows) {
    closeGroup();
    layout_.groups.push_back({{}, QString::fromStdString(shape.text()), title, follows});
    const NetworkGroup& group = layout_.groups.back();
    caption_ = static_cast<double>(std::max(group.shape.size(), group.title.size())) * text_.character;
    left_ = right_ + (layout_.groups.size() == 1 ? kMargin : kGap);
    x_ = left_;
  }

  void addBlock(int line, LayerFamily family, bool slab, const Shape& shape, double width) {
    const double height = blockHeight(shape.isPicture() ? shape.height : 0);
    layout_.blocks.push_back({line,
                              family,
                              slab,
                              QRectF(x_, -height / 2, width, height),
                              blockDepth(shape),
                              static_cast<int>(layout_.groups.size()) - 1,
                              {}});
    x_ += width;
  }

  // Text below that is wider than the group makes room on both sides.
  void closeGroup() {
    if (layout_.groups.empty()) return;
    const int index = static_cast<int>(layout_.groups.size()) - 1;
    QRectF bounds;
    for (auto block = layout_.blocks.rbegin(); block != layout_.blocks.rend() && block->group == index; ++block) {
      bounds |= block->front.adjusted(0, -block->depth, block->depth, 0);
    }
    const double spare = std::max(0.0, caption_ - bounds.width()) / 2;
    for (auto block = layout_.blocks.rbegin(); block != layout_.blocks.rend() && block->group == index; ++block) {
      block->front.translate(spare, 0);
    }
    layout_.groups.back().bounds = bounds.translated(spare, 0);
    right_ = bounds.right() + 2 * spare;
  }

  void addArc(int fromLine) {
    if (const auto from = layout_.blockOf(fromLine)) {
      layout_.arcs.push_back({*from, static_cast<int>(layout_.blocks.size()) - 1, 0, 0, 0});
    }
  }

  /// Each arc on the lowest level that is free there.
  void placeArcs() {
    for (NetworkArc& arc : layout_.arcs) {
      const auto middle = [&](int block) {
        const NetworkBlock& b = layout_.blocks[static_cast<std::size_t>(block)];
        return b.front.center().x() + b.depth / 2;
      };
      arc.left = middle(arc.from);
      arc.right = middle(arc.to);
    }
    std::vector<NetworkArc*> order;
    for (NetworkArc& arc : layout_.arcs) order.push_back(&arc);
    // Short ones first, so that they stay low and long ones pass above them.
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return a->right - a->left < b->right - b->left; });
    for (NetworkArc* arc : order) {
      auto level = std::find_if(ends_.begin(), ends_.end(), [&](const auto& taken) { return isFree(taken, *arc); });
      if (level == ends_.end()) {
        if (ends_.size() < kMostArcLevels) ends_.emplace_back();
        level = ends_.end() - 1;
      }
      level->push_back(arc);
      arc->top = static_cast<double>(level - ends_.begin() + 1);  // a level; move() makes it a height
    }
  }

  static bool isFree(const std::vector<NetworkArc*>& taken, const NetworkArc& arc) {
    return std::none_of(taken.begin(), taken.end(),
                        [&](const NetworkArc* other) { return other->left < arc.right && arc.left < other->right; });
  }

  void move(double axis, double above) {
    layout_.axis = axis;
    for (NetworkBlock& block : layout_.blocks) block.front.translate(0, axis);
    for (NetworkGroup& group : layout_.groups) group.bounds.translate(0, axis);
    for (NetworkArc& arc : layout_.arcs) arc.top = axis - above - arc.top * kArcStep;
  }

  TextSize text_;
  NetworkLayout layout_;
  std::vector<std::vector<NetworkArc*>> ends_;  ///< the arcs of each level, from the lowest
  double left_ = 0, right_ = 0, x_ = 0, caption_ = 0;
};

}  // namespace

LayerFamily familyOf(LayerKind kind) {
  switch (kind) {
    case LayerKind::Linear:
      return LayerFamily::Dense;
    case LayerKind::Conv:
      return LayerFamily::Convolution;
    case LayerKind::ConvTranspose:
      return LayerFamily::Transposed;
    case LayerKind::Upsample:
    case LayerKind::PixelShuffle:
    case LayerKind::AveragePool:
    case LayerKind::GlobalAveragePool:
      return LayerFamily::Resize;
    case LayerKind::Reshape:
    case LayerKind::Flatten:
      return LayerFamily::Reshape;
    case LayerKind::BatchNorm:
    case LayerKind::GroupNorm:
      return LayerFamily::Norm;
    case LayerKind::LeakyRelu:
    case LayerKind::Relu:
    case LayerKind::Prelu:
    case LayerKind::Silu:
    case LayerKind::Tanh:
    case LayerKind::Sigmoid:
      return LayerFamily::Activation;
    case LayerKind::Dropout:
      return LayerFamily::Dropout;
    case LayerKind::SelfAttention:
    case LayerKind::MinibatchStddev:
      return LayerFamily::Attention;
    case LayerKind::LabelOneHot:
    case LayerKind::LabelEmbedding:
    case LayerKind::LabelProjection:
    case LayerKind::AddTimestep:
      return LayerFamily::Label;
    case LayerKind::Features:
    case LayerKind::Save:
    case LayerKind::Load:
    case LayerKind::Add:
    case LayerKind::Concat:
      return LayerFamily::Branch;
  }
  return LayerFamily::Branch;
}

double blockHeight(std::int64_t resolution) {
  return 16 + 18 * std::log2(1.0 + static_cast<double>(resolution));
}

double blockWidth(std::int64_t channels) {
  return 4 + 4 * std::log2(1.0 + static_cast<double>(channels));
}

std::optional<int> NetworkLayout::blockAt(const QPointF& point) const {
  // Blocks come from left to right: only those around the point need a look.
  const auto group = std::upper_bound(groups.begin(), groups.end(), point.x(),
                                      [](double x, const NetworkGroup& g) { return x < g.bounds.left(); });
  if (group == groups.begin() || !(group - 1)->bounds.contains(point)) return {};
  const int wanted = static_cast<int>(group - groups.begin()) - 1;
  std::optional<int> found;  // a slab hides the faces of what it leans on
  const auto first = std::lower_bound(blocks.begin(), blocks.end(), wanted,
                                      [](const NetworkBlock& b, int index) { return b.group < index; });
  for (auto block = first; block != blocks.end() && block->group == wanted; ++block) {
    const bool within = block->front.adjusted(0, -block->depth, block->depth, 0).contains(point);
    if (within) found = static_cast<int>(block - blocks.begin());
  }
  return found;
}

std::optional<int> NetworkLayout::blockOf(int line) const {
  const auto found =
      std::lower_bound(blocks.begin(), blocks.end(), line, [](const NetworkBlock& b, int l) { return b.line < l; });
  if (found == blocks.end() || found->line != line) return {};
  return static_cast<int>(found - blocks.begin());
}

NetworkLayout layOut(const config::NetworkPlan& plan, std::optional<int> fault, const TextSize& text) {
  Placement placement(text);
  placement.addInput(plan);
  for (std::size_t i = 0; i < plan.layers.size(); ++i) placement.addLayer(static_cast<int>(i), plan.layers[i]);
  if (fault && *fault == static_cast<int>(plan.layers.size())) placement.addFault(*fault, plan.output);
  return placement.finished();
}

}  // namespace ganvas::ui
