#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QDialog>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <memory>
#include <vector>

#include "base/error.h"
#include "models/network_table.h"
#include "networks.h"
#include "panels/architecture_panel.h"
#include "panels/drawing_bar.h"
#include "panels/experiment_panel.h"
#include "panels/layer_editor.h"
#include "panels/network_page.h"
#include "plots/network_view.h"
#include "support.h"
#include "window/main_window.h"

namespace ganvas::ui {

namespace {

config::Recipe makeRecipe(const char* name, test::Lines generator, test::Lines discriminator) {
  config::Recipe recipe{.name = name, .experiment = {}, .file = {}};
  recipe.experiment.about.name = name;
  recipe.experiment.data.source = "synthetic";
  recipe.experiment.data.classes = 10;
  recipe.experiment.generator.layers = std::move(generator);
  recipe.experiment.discriminator.layers = std::move(discriminator);
  return recipe;
}

std::vector<config::Recipe> recipes() {
  std::vector<config::Recipe> all{
      makeRecipe("plain", {"linear 8x8x16", "relu", "conv_transpose 8 k4 s2", "conv_transpose 3 k4 s2", "tanh"},
                 {"conv 8 k3 s2", "leaky_relu 0.2", "flatten", "linear 1"}),
      makeRecipe("conditional", test::conditionalGenerator(), test::conditionalDiscriminator()),
      makeRecipe("u-net", test::uNet(), {}), makeRecipe("long", test::longNetwork(1000), {"flatten", "linear 1"})};
  all[2].experiment.objective.loss = "denoising";
  all[3].experiment.data.width = all[3].experiment.data.height = 8;
  all[3].experiment.generator.layers.back() = "conv 3 k3";
  return all;
}

/// The experiment panel and the architecture window on it, as in the main window.
struct Bench {
  QAction train{QStringLiteral("&Train")};
  QAction enqueue{QStringLiteral("&Add to queue")};
  ExperimentPanel experiment{&train, &enqueue};
  std::unique_ptr<ArchitecturePanel> panel;

  explicit Bench(const QString& recipe = QStringLiteral("plain")) {
    experiment.setRecipes(recipes(), {}, recipe);
    experiment.resize(360, 900);
    panel = std::make_unique<ArchitecturePanel>(experiment, &train);
    panel->show();
  }
  NetworkPage& page(bool generator = true) const { return generator ? panel->generator() : panel->discriminator(); }
  LayerEditor& editor(bool generator = true) const { return page(generator).editor(); }
  NetworkView& view(bool generator = true) const { return page(generator).view(); }
  template <typename Widget>
  Widget* find(const char* name, bool generator = true) const {
    return test::find<Widget>(page(generator), name);
  }
  QString error(bool generator = true) const {
    auto* note = find<QLabel>("layerError", generator);
    return note->isHidden() ? QString() : note->text();
  }
  QListWidget& changes() const { return *find<QListWidget>("changesList"); }
  /// The cursor's end of a layer line.
  void put(int line, bool generator = true) const { editor(generator).goTo(line); }
};

void type(QWidget& widget, const char* text) {
  QTest::keyClicks(&widget, QLatin1String(text));
}

/// An IDX file of unsigned bytes.
void writeIdx(const QString& path, const std::vector<quint32>& sizes, const QByteArray& items) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  QByteArray header("\0\0\x08", 3);
  header += static_cast<char>(sizes.size());
  for (const quint32 size : sizes) {
    for (const int shift : {24, 16, 8, 0}) header += static_cast<char>(size >> shift & 0xff);
  }
  file.write(header + items);
}

/// The text that is underlined as wrong.
QString underlined(const LayerEditor& editor) {
  for (const auto& selection : editor.extraSelections()) {
    if (selection.format.underlineStyle() == QTextCharFormat::WaveUnderline) return selection.cursor.selectedText();
  }
  return {};
}

}  // namespace

class ArchitectureTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private Q_SLOTS:
  static void init() { QSettings().clear(); }

  void bothNetworksAreShown() {
    const Bench bench;
    QCOMPARE(bench.editor().layers().size(), 5);
    QCOMPARE(bench.editor(false).layers(), (QStringList{"conv 8 k3 s2", "leaky_relu 0.2", "flatten", "linear 1"}));
    QTRY_COMPARE(bench.view().layout().blocks.size(), 6u);
    QCOMPARE(bench.view(false).layout().blocks.size(), 5u);
    const auto* table = bench.find<QTableView>("networkTable")->model();
    QCOMPARE(table->rowCount(), 6);
    QCOMPARE(table->index(0, NetworkTable::Output).data().toString(), "8×8×16");
    // 100 × 1,024 weights and as many biases as outputs.
    QCOMPARE(table->index(0, NetworkTable::Parameters).data().toString(), "103,424");
    QCOMPARE(table->index(5, NetworkTable::Layer).data().toString(), "Total");
    QCOMPARE(bench.error(), "");
    QVERIFY(test::find<QLabel>(*bench.panel, "memoryNeed")->text().contains("a batch of 128"));
    QVERIFY(test::find<QLabel>(*bench.panel, "networksFit")->text().contains("32×32×3"));
  }

  void aBrokenLineIsPointedOutAndCannotBeTrained() {
    Bench bench;
    bench.put(2);
    QTest::keyClick(&bench.editor(), Qt::Key_Return);
    type(bench.editor(), "conv_transpose 8 k4 q9");
    QVERIFY(bench.experiment.problem().contains("q9"));  // at once
    QTRY_VERIFY(bench.error().startsWith("Line 4: "));
    QVERIFY2(bench.error().contains("The form is: conv_transpose C kK"), qPrintable(bench.error()));
    QTRY_COMPARE(underlined(bench.editor()), "q9");
    QCOMPARE(test::find<QTabWidget>(*bench.panel, "networkTabs")->tabText(0), "Generator (error)");
    QVERIFY(test::find<QLabel>(*bench.panel, "architectureProblem")->text().contains("line 4"));
    QVERIFY(bench.view().layout().blocks.back().family == LayerFamily::Fault);
    QCOMPARE(bench.view().layout().blocks.size(), 5u);  // input, three good ones, the fault
    for (int i = 0; i < 23; ++i) QTest::keyClick(&bench.editor(), Qt::Key_Backspace);
    QTRY_COMPARE(bench.error(), "");
    QCOMPARE(underlined(bench.editor()), "");
    QCOMPARE(bench.experiment.problem(), "");
    QVERIFY(test::find<QLabel>(*bench.panel, "architectureProblem")->isHidden());
  }

  void networksAreCheckedAgainstEachOtherAndTheData() {
    Bench bench;
    bench.put(3);  // conv_transpose 3 k4 s2 → the pictures' channels
    bench.editor().setLayers({"linear 8x8x16", "relu", "conv_transpose 8 k4 s2", "conv_transpose 1 k4 s2", "tanh"},
                             true);
    Q_EMIT bench.editor().edited(bench.editor().toPlainText());
    QTRY_VERIFY(bench.error().contains("The generator ends in 32×32×1"));
    QCOMPARE(underlined(bench.editor()), "tanh");
    QCOMPARE(bench.view().layout().blocks.size(), 6u);  // all are drawn
    QVERIFY(test::find<QLabel>(*bench.panel, "memoryNeed")->isHidden());
    bench.editor().undo();
    QTRY_COMPARE(bench.error(), "");
    bench.put(3, false);
    QTest::keyClick(&bench.editor(false), Qt::Key_Backspace);
    type(bench.editor(false), "7");
    QTRY_VERIFY(bench.error(false).contains("one number"));
    QVERIFY(bench.experiment.problem().contains("one number"));
  }

  void idxFilesAreLookedAtBeforeTheNetworksAreSaidToFit() {
    const QTemporaryDir folder;
    writeIdx(folder.filePath(QStringLiteral("train-images-idx3-ubyte")), {3, 32, 32}, QByteArray(3 * 32 * 32, 0));
    writeIdx(folder.filePath(QStringLiteral("train-labels-idx1-ubyte")), {3}, QByteArray("\0\2\1", 3));
    Bench bench;
    bench.editor().setLayers({"linear 8x8x16", "relu", "conv_transpose 8 k4 s2", "conv_transpose 1 k4 s2", "tanh"},
                             true);
    Q_EMIT bench.editor().edited(bench.editor().toPlainText());
    const auto* fit = test::find<QLabel>(*bench.panel, "networksFit");
    for (const char* source : {"idx", "fashion-mnist"}) {
      bench.experiment.setData(test::dataAt(source, folder.path()));
      QVERIFY(bench.experiment.problem().contains("being looked at"));
      QTRY_COMPARE(bench.experiment.problem(), "");
      const QString classes = qstrcmp(source, "idx") == 0 ? "in 3 classes" : "in 10 classes";
      QTRY_VERIFY2(fit->isVisible() && fit->text().contains("the data set: pictures of 32×32×1 " + classes),
                   qPrintable(fit->text()));
    }
  }

  void networksThatDoNotFitIdxFilesCannotBeTrained() {
    const QTemporaryDir folder;
    writeIdx(folder.filePath(QStringLiteral("train-images-idx3-ubyte")), {3, 28, 28}, QByteArray(3 * 28 * 28, 0));
    Bench bench;
    bench.experiment.setData(test::dataAt("idx", folder.path()));
    QTRY_VERIFY2(bench.experiment.problem().contains("ends in 32×32×3"), qPrintable(bench.experiment.problem()));
    QVERIFY(bench.experiment.problem().contains("28×28×1"));
    Bench conditional(QStringLiteral("conditional"));  // and these pictures have no labels
    conditional.experiment.setData(test::dataAt("idx", folder.path()));
    QTRY_VERIFY2(conditional.experiment.problem().contains("no labels"), qPrintable(conditional.experiment.problem()));
  }

  void aSetThatCannotBeReadIsNotSaidToFit() {
    const QTemporaryDir folder;
    QFile images(folder.filePath(QStringLiteral("train-images-idx3-ubyte")));
    QVERIFY(images.open(QIODevice::WriteOnly) && images.write("no pictures at all") > 0);
    images.close();
    Bench bench;
    bench.experiment.setData(test::dataAt("idx", folder.path()));
    QTRY_COMPARE(bench.experiment.problem(), "");  // the run says what is wrong
    const auto* fit = test::find<QLabel>(*bench.panel, "networksFit");
    QTRY_VERIFY2(fit->text().contains("train-images-idx3-ubyte"), qPrintable(fit->text()));
    QVERIFY(!fit->text().contains("fit each other and the data set"));
  }

  void aConditionalNetworkKnowsItsClasses() {
    Bench bench(QStringLiteral("conditional"));
    QCOMPARE(bench.experiment.problem(), "");
    QTRY_VERIFY(test::find<QLabel>(*bench.panel, "networksFit")->text().contains("10 classes"));
    QCOMPARE(bench.view().layout().blocks[1].sideInput, "label");
    bench.editor().selectAll();
    bench.put(0);
    bench.editor().moveCursor(QTextCursor::StartOfBlock);
    bench.editor().moveCursor(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    QTest::keyClick(&bench.editor(), Qt::Key_Delete);
    QTRY_VERIFY(bench.error().contains("sees labels"));
    QVERIFY(bench.experiment.problem().contains("sees labels"));
  }

  void aDiffusionModelHasOneNetwork() {
    const Bench bench(QStringLiteral("u-net"));
    auto* tabs = test::find<QTabWidget>(*bench.panel, "networkTabs");
    QVERIFY(!tabs->isTabVisible(1));
    QCOMPARE(bench.experiment.problem(), "");
    QTRY_COMPARE(bench.view().layout().arcs.size(), 2u);
    QCOMPARE(bench.error(), "");
  }

  void anUnusedSaveIsPointedOut() {
    Bench bench;
    bench.put(1);
    type(bench.editor(), ";save x");
    QTRY_VERIFY(bench.error().contains("never used"));
    QCOMPARE(underlined(bench.editor()), "save x");
  }

  void completionInserts() {
    Bench bench;
    LayerEditor& editor = bench.editor();
    editor.setFocus();
    bench.put(4);
    QTest::keyClick(&editor, Qt::Key_Return);
    type(editor, "lay");
    auto* popup = editor.completer()->popup();
    QTRY_VERIFY(popup->isVisible());
    QCOMPARE(popup->model()->rowCount(), 1);
    QVERIFY(popup->model()->index(0, 0).data(Qt::ToolTipRole).toString().contains("Ba et al."));
    QTest::keyClick(popup, Qt::Key_Return);
    QTRY_VERIFY(!popup->isVisible());
    QCOMPARE(editor.layers().last(), "layer_norm");
    type(editor, " e");
    QTRY_VERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Tab);
    QCOMPARE(editor.layers().last(), "layer_norm eps=");
    QTRY_COMPARE(bench.experiment.experiment().generator.layers.back(), "layer_norm eps=");
    // A second choice of several.
    QTest::keyClick(&editor, Qt::Key_Return);
    type(editor, "con");
    QTRY_VERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(editor.layers().last(), "conv_transpose");
  }

  void completionIsNoTrap() {
    Bench bench;
    LayerEditor& editor = bench.editor();
    bench.panel->activateWindow();
    editor.setFocus();
    bench.put(4);
    QTest::keyClick(&editor, Qt::Key_Return);
    type(editor, "re");
    auto* popup = editor.completer()->popup();
    QTRY_VERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Escape);
    QTRY_VERIFY(!popup->isVisible());
    QCOMPARE(editor.layers().last(), "re");
    QTest::keyClick(&editor, Qt::Key_Tab);
    QVERIFY(bench.panel->focusWidget() != &editor);
    QCOMPARE(editor.layers().last(), "re");
    // A word that is whole: Return is a new line, list or not.
    editor.setFocus();
    type(editor, "shape");
    QTest::keyClick(&editor, Qt::Key_Return);
    type(editor, "conv");
    QTRY_VERIFY(popup->isVisible());  // there is conv_transpose as well
    QTest::keyClick(popup, Qt::Key_Return);
    QTRY_VERIFY(!popup->isVisible());
    type(editor, "x");
    QCOMPARE(editor.layers().last(), "x");
    // Asked for, everything is listed.
    QTest::keyClick(&editor, Qt::Key_Return);
    QTest::keyClick(&editor, Qt::Key_Space, Qt::ControlModifier);
    QTRY_VERIFY(popup->isVisible());
    QCOMPARE(popup->model()->rowCount(), static_cast<int>(config::layerForms().size()));
    QTest::keyClick(popup, Qt::Key_Escape);
  }

  void aBlockAndTheCursorPointOutTheSameLayer() {
    Bench bench;
    NetworkView& view = bench.view();
    QTRY_COMPARE(view.layout().blocks.size(), 6u);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.placeOf(3).center().toPoint());
    QCOMPARE(bench.editor().currentLine(), 2);
    auto* table = bench.find<QTableView>("networkTable");
    QCOMPARE(table->selectionModel()->currentIndex().row(), 2);
    bench.put(4);
    QCOMPARE(view.currentLine(), 4);
    QVERIFY(view.accessibleDescription().contains("tanh"));
    QVERIFY(bench.find<QLabel>("layerForm")->text().contains("To −1 … 1"));
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(bench.editor().currentLine(), 3);
    QTest::keyClick(&view, Qt::Key_Home);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(bench.editor().currentLine(), 0);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(1, 1)).center());
    QCOMPARE(bench.editor().currentLine(), 1);
    QCOMPARE(view.currentLine(), 1);
    QTest::keyClick(&view, Qt::Key_Return);
    QVERIFY(bench.panel->focusWidget() == &bench.editor());
  }

  void changesAreListedAndTakenBackOneByOne() {
    Bench bench;
    QVERIFY(bench.changes().isHidden());
    bench.put(1);
    type(bench.editor(), ";dropout 0.1");
    bench.put(0);
    QTest::keyClick(&bench.editor(), Qt::Key_Backspace);
    QCOMPARE(bench.changes().count(), 2);
    QCOMPARE(bench.changes().item(0)->text(), "± line 1: linear 8x8x1 (was: linear 8x8x16)");
    QCOMPARE(bench.changes().item(1)->text(), "+ line 3: dropout 0.1");
    QVERIFY(bench.find<QLabel>("changesTitle")->text().contains("2 layers"));
    bench.changes().setCurrentRow(0);
    QCOMPARE(bench.editor().currentLine(), 0);
    test::click(bench.find<QPushButton>("revertLine"));
    QCOMPARE(bench.editor().layers().first(), "linear 8x8x16");
    QCOMPARE(bench.changes().count(), 1);
    bench.panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.panel.get()));
    bench.changes().setFocus();
    bench.changes().setCurrentRow(0);
    QTest::keyClick(&bench.changes(), Qt::Key_Delete);
    QCOMPARE(bench.changes().count(), 0);
    QVERIFY(bench.experiment.experiment() == bench.experiment.base());
    // A line that is gone comes back to its place, and undo takes reverting back.
    for (const int line : {0, 2, 4}) {
      bench.put(line);
      QTextCursor cursor = bench.editor().textCursor();
      cursor.select(QTextCursor::LineUnderCursor);
      cursor.removeSelectedText();
      QCOMPARE(bench.changes().count(), 1);
      QVERIFY(bench.changes().item(0)->text().startsWith("− was line "));
      bench.changes().setCurrentRow(0);
      test::click(bench.find<QPushButton>("revertLine"));
      QVERIFY(bench.experiment.experiment() == bench.experiment.base());
      bench.editor().undo();
      QCOMPARE(bench.changes().count(), 1);
      test::click(bench.find<QPushButton>("revertLines"));
      QVERIFY(bench.experiment.experiment() == bench.experiment.base());
    }
  }

  void anAddedLineIsRemovedWithItsBreak() {
    Bench bench;
    const QString before = bench.editor().toPlainText();
    bench.editor().moveCursor(QTextCursor::Start);
    bench.editor().insertPlainText(QStringLiteral("linear 5\n"));
    QCOMPARE(bench.changes().count(), 1);
    bench.changes().setCurrentRow(0);
    test::click(bench.find<QPushButton>("revertLine"));
    QCOMPARE(bench.editor().toPlainText(), before);
    for (const int line : {1, 4}) {
      bench.put(line);
      QTest::keyClick(&bench.editor(), Qt::Key_Return);
      type(bench.editor(), "silu");
      bench.changes().setCurrentRow(0);
      test::click(bench.find<QPushButton>("revertLine"));
      QCOMPARE(bench.editor().toPlainText(), before);
    }
  }

  void editorsOfTheSameLinesStayInStep() {
    Bench bench;
    bench.experiment.show();
    auto* section = bench.experiment.findChild<QAbstractButton*>(QStringLiteral("section:networks"));
    test::click(section);
    auto* small = test::find<QPlainTextEdit>(bench.experiment, "generator.layers");
    QVERIFY(small);
    bench.put(4);
    type(bench.editor(), ";relu");
    QTRY_VERIFY(small->toPlainText().endsWith("tanh\nrelu"));
    small->moveCursor(QTextCursor::End);
    QTest::keyClick(small, Qt::Key_Return);
    type(*small, "silu");
    QTRY_COMPARE(bench.editor().layers().last(), "silu");
    bench.editor().undo();  // what was typed elsewhere, letter by letter
    QTRY_VERIFY(bench.editor().layers().last() != "silu");
    QTRY_COMPARE(toStringList(bench.experiment.experiment().generator.layers), bench.editor().layers());
    // Blanks are the user's: they stay while the lines mean the same.
    bench.editor().moveCursor(QTextCursor::Start);
    QTest::keyClick(&bench.editor(), Qt::Key_Return);
    QTest::qWait(150);
    QVERIFY(bench.editor().toPlainText().startsWith('\n'));
    // Another recipe: another text, and no way back into this one.
    bench.experiment.setRecipes(recipes(), {}, QStringLiteral("conditional"));
    QTRY_COMPARE(bench.editor().layers().first(), "label_one_hot");
    QVERIFY(!bench.editor().document()->isUndoAvailable());
  }

  void undoAndRedo() {
    Bench bench;
    const QStringList before = bench.editor().layers();
    bench.put(4);
    QTest::keyClick(&bench.editor(), Qt::Key_Return);
    type(bench.editor(), "silu");
    const QStringList after = bench.editor().layers();
    while (bench.editor().document()->isUndoAvailable())
      QTest::keyClick(&bench.editor(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.editor().layers(), before);
    QVERIFY(bench.experiment.experiment() == bench.experiment.base());
    while (bench.editor().document()->isRedoAvailable()) bench.editor().redo();
    QCOMPARE(bench.editor().layers(), after);
    QCOMPARE(toStringList(bench.experiment.experiment().generator.layers), after);
  }

  void nothingAndHugeTextsAreHeld() {
    Bench bench;
    bench.editor().selectAll();
    QTest::keyClick(&bench.editor(), Qt::Key_Delete);
    QTRY_VERIFY(bench.error().contains("no layers"));
    QVERIFY(bench.experiment.problem().contains("no layers"));
    QVERIFY(bench.view().layout().blocks.size() <= 1);
    QCOMPARE(bench.changes().count(), 5);
    QApplication::clipboard()->setText(QString(5'000'000, u'x'));
    bench.editor().paste();
    QVERIFY(bench.editor().layers().isEmpty());
    QVERIFY(bench.error().contains("Nothing was pasted"));
    QApplication::clipboard()->setText(QString(5000, u'x') + '\n' + QStringLiteral("relu\n").repeated(3000));
    QElapsedTimer clock;
    clock.start();
    bench.editor().paste();
    QTRY_VERIFY(bench.error().contains("1000"));
    QVERIFY(clock.elapsed() < 5000);
    test::click(bench.find<QPushButton>("revertLines"));
    QTRY_COMPARE(bench.error(), "");
  }

  void aThousandLayersStayFluid() {
    Bench bench(QStringLiteral("long"));
    QTRY_COMPARE(bench.view().layout().blocks.size(), 1001u);
    QCOMPARE(bench.error(), "");
    bench.put(500);
    QElapsedTimer clock;
    clock.start();
    constexpr int kLetters = 20;
    for (int i = 0; i < kLetters; ++i) {
      QTest::keyClick(&bench.editor(), Qt::Key_7);
      QCoreApplication::processEvents();
    }
    qInfo("a letter in a network of 1,000 layers: %.1f ms", static_cast<double>(clock.elapsed()) / kLetters);
    QVERIFY(clock.elapsed() < kLetters * 250);
    QTest::qWait(120);
    clock.restart();
    bench.view().grab();
    qInfo("drawing it: %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < 500);
  }

  void theDrawingIsExported() {
    Bench bench(QStringLiteral("conditional"));
    QTRY_VERIFY(bench.view().layout().blocks.size() > 2);
    QVERIFY(bench.view().encoded("a <b>", PictureFormat::Png).startsWith("\x89PNG"));
    QVERIFY(bench.view().encoded("a <b>", PictureFormat::Pdf).startsWith("%PDF"));
    const QByteArray svg = bench.view().encoded("a <b>", PictureFormat::Svg);
    QVERIFY(svg.contains("<svg") && svg.contains("2×2×512"));
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("net.png"));
    bench.page().findChild<DrawingBar*>()->exportTo(file, PictureFormat::Png);
    QTRY_VERIFY(QImage(file).width() > 500);
    bench.page().findChild<DrawingBar*>()->exportTo(folder.filePath(QStringLiteral("no/net.png")), PictureFormat::Png);
    QTRY_VERIFY(bench.find<QWidget>("exportDrawing"));
  }

  void theDrawingZooms() {
    Bench bench(QStringLiteral("long"));
    QTRY_COMPARE(bench.view().layout().blocks.size(), 1001u);
    NetworkView& view = bench.view();
    bench.put(999);
    QVERIFY(view.viewport()->rect().contains(view.placeOf(1000).center().toPoint()));
    const QPointF middle = QRectF(view.viewport()->rect()).center();
    const double before = view.zoom();
    test::click(bench.find<QWidget>("zoomIn"));
    QVERIFY(view.zoom() > before);
    for (int i = 0; i < 40; ++i) view.zoomBy(2);
    QVERIFY(view.zoom() <= 4);
    QVERIFY(view.viewport()->rect().adjusted(-2000, -2000, 2000, 2000).contains(middle.toPoint()));
    test::click(bench.find<QWidget>("zoomFit"));
    QCOMPARE(view.zoom(), before);
  }

  void theTableIsAModel() {
    NetworkTable table;
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(table.rowCount(), 0);
    QSignalSpy reset(&table, &QAbstractItemModel::modelReset);
    table.setPlan(config::planNetwork("generator", test::uNet(), {config::Shape::picture(32, 32, 3), 0, true}));
    QCOMPARE(table.rowCount(), static_cast<int>(test::uNet().size()) + 1);
    QCOMPARE(reset.size(), 1);
    table.setPlan({});
    QCOMPARE(table.rowCount(), 0);
  }

  void itIsSavedAsARecipe() {
    Bench bench;
    bench.put(4);
    type(bench.editor(), ";relu");
    QSignalSpy saved(&bench.experiment, &ExperimentPanel::recipeSaved);
    test::click(test::find<QPushButton>(*bench.panel, "saveArchitecture"));
    auto* dialog = test::find<QDialog>(*bench.panel, "saveRecipeDialog");
    QVERIFY(dialog);
    auto* name = dialog->findChild<QLineEdit*>();
    name->setText(QStringLiteral("my-net"));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(saved.size(), 1);
    QTRY_COMPARE(bench.experiment.recipeName(), "my-net");
    QTRY_COMPARE(bench.changes().count(), 0);  // it is the recipe now
    QCOMPARE(bench.editor().layers().last(), "relu");
    QTRY_VERIFY(bench.panel->windowTitle().contains("my-net"));
  }

  void theMainWindowOpensIt() {
    const QTemporaryDir runs;
    MainWindow window({filePath(runs.path()), QStringLiteral("quickstart")},
                      []() -> std::unique_ptr<session::Session> { throw Error("not here", {}, {}); });
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* experiment = window.findChild<ExperimentPanel*>();
    QTRY_COMPARE(experiment->recipeName(), "quickstart");
    QTest::keyClick(&window, Qt::Key_E, Qt::ControlModifier);
    auto* panel = window.findChild<ArchitecturePanel*>();
    QVERIFY(panel && panel->isVisible() && panel->isWindow());
    QTRY_VERIFY(!panel->generator().editor().layers().isEmpty());
    panel->generator().editor().selectAll();
    QTest::keyClick(&panel->generator().editor(), Qt::Key_Delete);
    QTRY_VERIFY(!test::find<QPushButton>(*panel, "trainArchitecture")->isEnabled());
    panel->close();
    // The section of the networks has a button for it.
    test::click(window.findChild<QAbstractButton*>(QStringLiteral("section:networks")));
    auto* button = window.findChild<QPushButton*>(QStringLiteral("button:networks"));
    QVERIFY(button);
    button->click();
    QVERIFY(panel->isVisible());
    window.close();
  }

  void screenshots() {
    if (!test::wantsScreenshots()) return;
    for (const char* recipe : {"plain", "conditional", "u-net", "long"}) {
      const Bench bench{QLatin1String(recipe)};
      bench.put(4);
      test::saveScreenshots(*bench.panel, QStringLiteral("architecture-") + QLatin1String(recipe));
    }
    Bench bench(QStringLiteral("conditional"));
    auto* tabs = test::find<QTabWidget>(*bench.panel, "networkTabs");
    bench.put(9);
    type(bench.editor(), " q");
    bench.put(2);
    type(bench.editor(), ";silu");
    test::saveScreenshots(*bench.panel, QStringLiteral("architecture-broken"));
    tabs->setCurrentIndex(1);
    test::saveScreenshots(*bench.panel, QStringLiteral("architecture-discriminator"));
    bench.editor(false).setFocus();
    QTest::keyClick(&bench.editor(false), Qt::Key_Return);
    type(bench.editor(false), "conv");
    QVERIFY(bench.editor(false).completer()->popup()->grab().save(qEnvironmentVariable("GANVAS_SCREENSHOT_DIR") +
                                                                  QStringLiteral("/architecture-popup.png")));
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::ArchitectureTest)
#include "architecture_test.moc"
