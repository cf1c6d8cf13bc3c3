#include <QTest>
#include <algorithm>
#include <set>

#include "config/parameter.h"
#include "models/layer_completions.h"
#include "models/layer_text.h"
#include "models/line_diff.h"
#include "networks.h"
#include "plots/network_layout.h"
#include "support.h"

namespace ganvas::ui {

namespace {

using config::NetworkInput;
using config::Shape;

const Shape kPicture = Shape::picture(32, 32, 3);

config::NetworkPlan conditional() {
  return config::planNetwork("generator", test::conditionalGenerator(), {Shape::vector(128), 10, false});
}
config::NetworkPlan uNet() {
  return config::planNetwork("generator", test::uNet(), {kPicture, 0, true});
}

QRectF faces(const NetworkBlock& block) {
  return block.front.adjusted(0, -block.depth, block.depth, 0);
}

/// Whether nothing lies on something else, and everything within the drawing.
void verifyNoOverlap(const NetworkLayout& layout) {
  const QRectF whole(QPointF(), layout.size);
  for (std::size_t i = 1; i < layout.groups.size(); ++i) {
    QVERIFY2(layout.groups[i - 1].bounds.right() < layout.groups[i].bounds.left(), std::to_string(i).c_str());
  }
  for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
    QVERIFY(whole.contains(faces(layout.blocks[i])));
    if (i > 0) QVERIFY(layout.blocks[i - 1].front.right() <= layout.blocks[i].front.left() + 1e-9);
  }
  for (std::size_t i = 0; i < layout.arcs.size(); ++i) {
    QVERIFY(layout.arcs[i].left < layout.arcs[i].right);
    for (const NetworkBlock& block : layout.blocks) QVERIFY(layout.arcs[i].top < faces(block).top());
    for (std::size_t j = 0; j < i; ++j) {
      if (layout.arcs[i].top != layout.arcs[j].top) continue;
      QVERIFY(layout.arcs[i].right <= layout.arcs[j].left || layout.arcs[j].right <= layout.arcs[i].left);
    }
  }
}

QStringList inserted(const QString& before, const CompletionScope& scope = {}) {
  QStringList texts;
  for (const LayerCompletion& completion : layerCompletions(before, scope)) texts << completion.insert;
  return texts;
}

std::string shownChanges(const QStringList& before, const QStringList& now) {
  std::string text;
  for (const LineChange& change : lineChanges(before, now)) {
    const char kinds[] = {'+', '-', '~'};
    text += kinds[static_cast<int>(change.kind)] + std::to_string(change.was) + "/" + std::to_string(change.is) + " ";
  }
  return text;
}

}  // namespace

class NetworkLayoutTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private Q_SLOTS:
  static void sizesGrowWithResolutionAndChannels() {
    for (std::int64_t n = 1; n < 4096; n *= 2) {
      QVERIFY(blockHeight(n) < blockHeight(n + 1));
      QVERIFY(blockWidth(n) < blockWidth(n + 1));
      // By the logarithm: each doubling adds about as much.
      QVERIFY(std::abs((blockHeight(32 * n) - blockHeight(16 * n)) - (blockHeight(16 * n) - blockHeight(8 * n))) < 3);
    }
    const auto plan =
        config::planNetwork("discriminator", {"conv 64 k4 s2", "conv 128 k4 s2", "flatten"}, {kPicture, 0, false});
    const NetworkLayout layout = layOut(plan);
    QCOMPARE(layout.blocks.size(), 4u);  // the input too
    QVERIFY(layout.blocks[0].front.height() > layout.blocks[1].front.height());
    QVERIFY(layout.blocks[1].front.height() > layout.blocks[2].front.height());
    QVERIFY(layout.blocks[0].front.width() < layout.blocks[1].front.width());
    QVERIFY(layout.blocks[1].front.width() < layout.blocks[2].front.width());
    QCOMPARE(layout.blocks[2].front.width(), blockWidth(128));
    QCOMPARE(layout.blocks[2].front.height(), blockHeight(8));
    QVERIFY(layout.blocks[3].front.height() < layout.blocks[2].front.height());
  }

  static void nothingLiesOnSomethingElse() {
    for (const auto& plan : {conditional(), uNet()}) verifyNoOverlap(layOut(plan));
    config::NetworkPlan plan = config::planNetwork("generator", test::longNetwork(1000), {Shape::vector(8), 0, false});
    verifyNoOverlap(layOut(plan));
    verifyNoOverlap(layOut(plan, 1000));
    verifyNoOverlap(layOut({}));
  }

  static void eachLayerIsABlockInOrder() {
    const auto plan = conditional();
    const NetworkLayout layout = layOut(plan);
    QCOMPARE(layout.blocks.size(), plan.layers.size() + 1);
    for (int line = -1; line < static_cast<int>(plan.layers.size()); ++line) {
      const auto block = layout.blockOf(line);
      QVERIFY(block);
      QCOMPARE(*block, line + 1);
      QCOMPARE(layout.blocks[static_cast<std::size_t>(*block)].line, line);
    }
    QVERIFY(!layout.blockOf(static_cast<int>(plan.layers.size())));
    QVERIFY(!layout.blocks[2].isSlab);  // linear
    QVERIFY(layout.blocks[3].isSlab);   // batch_norm leans on it
    QCOMPARE(layout.blocks[3].group, layout.blocks[2].group);
    QCOMPARE(layout.blocks[3].front.left(), layout.blocks[2].front.right());
    QCOMPARE(layout.blocks[1].sideInput, QStringLiteral("label"));
    QVERIFY(layout.blocks[2].sideInput.isEmpty());
  }

  static void whatIsUnderAPointIsFound() {
    const NetworkLayout layout = layOut(conditional());
    for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
      QCOMPARE(layout.blockAt(layout.blocks[i].front.center()), std::optional(static_cast<int>(i)));
    }
    const NetworkBlock& block = layout.blocks[2];
    QCOMPARE(layout.blockAt(block.front.topLeft() + QPointF(block.depth / 2 + 2, -block.depth / 2)), std::optional(2));
    QVERIFY(!layout.blockAt({0, 0}));
    QVERIFY(!layout.blockAt({block.front.center().x(), layout.size.height() - 1}));
    QVERIFY(!layout.blockAt({layout.size.width() + 100, layout.axis}));
    QVERIFY(!layOut({}).blockAt({0, 0}));
  }

  static void branchesAreArcsFromSaveToUse() {
    const auto plan = uNet();
    const NetworkLayout layout = layOut(plan);
    QCOMPARE(layout.arcs.size(), 2u);
    std::set<std::pair<int, int>> lines;
    for (const NetworkArc& arc : layout.arcs) {
      lines.insert({layout.blocks[static_cast<std::size_t>(arc.from)].line,
                    layout.blocks[static_cast<std::size_t>(arc.to)].line});
    }
    QCOMPARE(lines, (std::set<std::pair<int, int>>{{3, 16}, {7, 12}}));
    // The inner one passes below the outer one.
    const auto& outer = layout.arcs[0].right - layout.arcs[0].left > layout.arcs[1].right - layout.arcs[1].left
                            ? layout.arcs[0]
                            : layout.arcs[1];
    const auto& inner = &outer == &layout.arcs[0] ? layout.arcs[1] : layout.arcs[0];
    QVERIFY(outer.top < inner.top);
    // What a `load` begins does not follow what stands before it.
    const NetworkLayout skips = layOut(conditional());
    const auto load = skips.blocks[static_cast<std::size_t>(*skips.blockOf(8))];
    QVERIFY(!skips.groups[static_cast<std::size_t>(load.group)].follows);
  }

  static void aFaultHasABlockOfItsOwn() {
    const auto partial =
        config::planUpToFault("generator", {"linear 8x8x4", "relu", "conv", "tanh"}, {Shape::vector(8), 0, false});
    QVERIFY(partial.fault);
    QCOMPARE(partial.fault->line(), 3u);
    QCOMPARE(partial.plan.layers.size(), 2u);
    const NetworkLayout layout = layOut(partial.plan, 2);
    QCOMPARE(layout.blocks.size(), 4u);
    QVERIFY(layout.blocks.back().family == LayerFamily::Fault);
    QCOMPARE(layout.blockOf(2), std::optional(3));
    // A network that is planned to its end, and does not fit, has none.
    QCOMPARE(layOut(partial.plan, 1).blocks.size(), 3u);
  }

  static void layerLinesAreFoundInAText() {
    const auto lines = layerTextLines(QStringLiteral("linear 8\n\n  relu ; tanh\t\n;\n"));
    QCOMPARE(lines.size(), 3u);
    QCOMPARE(lines[1], (LayerTextLine{2, 2, QStringLiteral("relu")}));
    QCOMPARE(lines[2], (LayerTextLine{2, 9, QStringLiteral("tanh")}));
    QCOMPARE(layerLineAt(lines, 0, 3), 0);
    QCOMPARE(layerLineAt(lines, 1, 0), 0);
    QCOMPARE(layerLineAt(lines, 2, 0), 1);
    QCOMPARE(layerLineAt(lines, 2, 12), 2);
    QCOMPARE(layerLineAt(lines, 4, 0), 2);
    QCOMPARE(layerLineAt({}, 0, 0), -1);
    QCOMPARE(charactersOf(QStringLiteral("é7"), 2), 1);
    // As the core reads it.
    const config::Parameter& parameter = *config::findParameter("generator.layers");
    const auto value = config::parseValue(parameter, " a;b\r\n\n c ", {});
    QCOMPARE(toStringList(std::get<std::vector<std::string>>(value)), (QStringList{"a", "b", "c"}));
    QCOMPARE(layerTextLines(QStringLiteral(" a;b\r\n\n c ")).size(), 3u);
  }

  static void completionFollowsTheGrammar() {
    QCOMPARE(inserted(QStringLiteral("conv")), (QStringList{"conv", "conv_transpose"}));
    QCOMPARE(inserted(QString()).size(), static_cast<qsizetype>(config::layerForms().size()));
    QCOMPARE(inserted(QStringLiteral("relu; gl")), QStringList{"global_average_pool"});
    QCOMPARE(inserted(QStringLiteral("conv 8 ")),
             (QStringList{"k", "s", "same", "valid", "p", "no_bias", "spectral_norm", "init=glorot",
                          "init=normal:", "init=zero"}));
    QCOMPARE(inserted(QStringLiteral("conv 8 k3 s2 init=zero no_bias ")),
             (QStringList{"same", "valid", "p", "spectral_norm"}));
    QCOMPARE(inserted(QStringLiteral("batch_norm 0.8 e")), QStringList{"eps="});
    QCOMPARE(inserted(QStringLiteral("prelu ")), QStringList{"channel"});
    QVERIFY(inserted(QStringLiteral("unknown ")).isEmpty());
    QVERIFY(inserted(QStringLiteral("zz")).isEmpty());
    const CompletionScope scope{{"d1", "d2"}, "32x32x3"};
    QCOMPARE(inserted(QStringLiteral("concat "), scope), (QStringList{"d1", "d2"}));
    QVERIFY(inserted(QStringLiteral("concat d1 "), scope).isEmpty());
    QVERIFY(inserted(QStringLiteral("save "), scope).isEmpty());
    QCOMPARE(inserted(QStringLiteral("reshape 3"), scope), QStringList{"32x32x3"});
    QVERIFY(layerHelp(QStringLiteral("conv")).contains("K×K"));
    for (const config::LayerForm& form : config::layerForms()) {  // nothing odd is offered for any layer
      const QString name = QString::fromUtf8(form.name.data(), static_cast<qsizetype>(form.name.size()));
      for (const QString& text : inserted(name + ' ')) QVERIFY2(!text.isEmpty() && text != "or", qPrintable(name));
    }
  }

  static void differencesAreTheFewest() {
    const QStringList base{"a", "b", "c", "d"};
    QCOMPARE(shownChanges(base, base), "");
    QCOMPARE(shownChanges(base, {"a", "x", "c", "d"}), "~1/1 ");
    QCOMPARE(shownChanges(base, {"a", "c", "d"}), "-1/1 ");
    QCOMPARE(shownChanges(base, {"a", "b", "x", "c", "d"}), "+2/2 ");
    QCOMPARE(shownChanges(base, {"x", "a", "b", "d", "y"}), "+0/0 -2/3 +4/4 ");
    QCOMPARE(shownChanges(base, {}), "-0/0 -1/0 -2/0 -3/0 ");
    QCOMPARE(shownChanges({}, {"a"}), "+0/0 ");
    QStringList many, others;
    for (int i = 0; i < 5000; ++i) {
      many << QString::number(i);
      others << QString::number(-i - 1);
    }
    QCOMPARE(lineChanges(many, others).size(), 5000u);
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::NetworkLayoutTest)
#include "network_layout_test.moc"
