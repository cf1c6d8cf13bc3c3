#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSlider>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <set>

#include "base/error.h"
#include "fake_inspector.h"
#include "models/classes_model.h"
#include "models/duplicates_model.h"
#include "models/left_out_model.h"
#include "models/picture_histogram.h"
#include "models/set_order.h"
#include "models/set_sizes.h"
#include "models/set_text.h"
#include "panels/data_panel.h"
#include "panels/experiment_panel.h"
#include "panels/pixel_picture.h"
#include "panels/tile_grid.h"
#include "plots/bar_plot.h"
#include "plots/histogram_plot.h"
#include "plots/size_plot.h"
#include "support.h"
#include "window/main_window.h"

namespace ganvas::ui {

namespace {

config::Recipe recipe() {
  config::Recipe recipe{.name = "plain", .experiment = {}, .file = {}};
  recipe.experiment.data.source = "synthetic";
  return recipe;
}

/// The experiment panel and the window on its data, as in the main window; what is looked at is the test's.
struct Bench {
  QAction train{QStringLiteral("&Train")};
  QAction enqueue{QStringLiteral("&Add to queue")};
  QAction look{QStringLiteral("&Data set…")};
  std::shared_ptr<test::FakeInspector::Plan> plan = std::make_shared<test::FakeInspector::Plan>();
  std::shared_ptr<test::FakeInspector::Log> log = std::make_shared<test::FakeInspector::Log>();
  ExperimentPanel experiment{&train, &enqueue};
  std::unique_ptr<DataPanel> panel;
  bool loaded = true;

  Bench() {
    experiment.setRecipes({recipe()}, {}, QStringLiteral("plain"));
    experiment.setSectionAction(QStringLiteral("data"), &look);
    const auto maker = [this]() -> std::unique_ptr<session::Inspector> {
      return loaded ? std::make_unique<test::FakeInspector>(plan, log) : nullptr;
    };
    const auto recognise = [](const std::filesystem::path& path, config::Data data) {
      if (path.filename() == "nothing") throw Error("there are no pictures", path.string(), "Choose another folder");
      data.source = "folder";
      data.path = path.string();
      return data;
    };
    panel = std::make_unique<DataPanel>(experiment, maker, recognise);
  }
  Bench& open() {
    panel->show();
    return *this;
  }
  template <typename Widget>
  Widget* find(const char* name) const {
    return test::find<Widget>(*panel, name);
  }
  QString text(const char* name) const { return find<QLabel>(name)->text(); }
  void showTab(int index) const { find<QTabWidget>("setTabs")->setCurrentIndex(index); }
  TileGrid& grid() const { return *find<TileGrid>("setGrid"); }
  QString draft(const char* key) const {
    return QString::fromStdString(config::valueText(config::findParameter(key)->get(experiment.experiment())));
  }
};

QMenu* openMenu() {
  const auto widgets = QApplication::topLevelWidgets();
  for (QWidget* widget : widgets) {
    auto* menu = qobject_cast<QMenu*>(widget);
    if (menu && menu->isVisible()) return menu;
  }
  return nullptr;
}

/// Chooses a command of a widget's context menu, and the file in the dialog that it opens.
void saveBy(QWidget& widget, const QString& command, const QString& file) {
  Q_EMIT widget.customContextMenuRequested({5, 5});
  QMenu* menu = openMenu();
  QVERIFY(menu);
  const auto actions = menu->actions();
  const auto found = std::find_if(actions.begin(), actions.end(),
                                  [&](QAction* action) { return action->text().remove(u'&').contains(command); });
  QVERIFY2(found != actions.end(), qPrintable(command));
  (*found)->trigger();
  menu->close();
  if (file.isEmpty()) return;
  auto* dialog = widget.window()->findChild<QFileDialog*>(QStringLiteral("exportDialog"));
  QVERIFY(dialog);
  Q_EMIT dialog->fileSelected(file);
  dialog->close();
  delete dialog;
  QTRY_VERIFY2(QFile::exists(file), qPrintable(file));
}

}  // namespace

class DataPanelTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private Q_SLOTS:
  void aShuffledOrderHasEachPictureOnce() {
    for (const std::int64_t count : {1, 2, 3, 35, 1000, 4097}) {
      SetOrder order;
      order.setAll(count);
      order.shuffle(7);
      std::set<std::int64_t> seen;
      std::int64_t stayed = 0;
      for (std::int64_t place = 0; place < count; ++place) {
        seen.insert(order.at(place));
        stayed += order.at(place) == place ? 1 : 0;
      }
      QCOMPARE(static_cast<std::int64_t>(seen.size()), count);
      QVERIFY(*seen.begin() == 0 && *seen.rbegin() == count - 1);
      if (count >= 35) QVERIFY(stayed < count / 4);
    }
    SetOrder order;
    order.setClass({3, 1, 3, 0, 3}, 3);
    QCOMPARE(order.count(), std::int64_t{3});
    QCOMPARE(order.at(1), std::int64_t{2});
  }

  void textsSayWhatIsKnown() {
    session::Inspection inspection;
    inspection.info.count = 60000;
    inspection.info.width = inspection.info.height = 28;
    inspection.info.channels = 1;
    QVERIFY(lookedText(inspection).contains("yet"));
    inspection.open = true;
    auto statistics = std::make_shared<session::SetStatistics>();
    statistics->looked = 4096;
    inspection.statistics = statistics;
    inspection.activity = "reading the pictures";
    inspection.secondsLeft = 75;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCOMPARE(lookedText(inspection), "Of 4,096 of 60,000 pictures, going on.");
    QCOMPARE(activityText(inspection), "Reading the pictures, 1 min 15 s left");
    QCOMPARE(setFacts(inspection.info), "60,000 pictures of 28 × 28 pixels, grey, without labels");
    QCOMPARE(balanceText({5, 5}, {"a", "b"}), "All 2 classes have 5 pictures.");
    QVERIFY(balanceText({10, 4, 25}, {"a", "b", "c"}).contains("b, has 4 pictures, the largest, c, has 25: 6.3 times"));
    QVERIFY(balanceText({0, 4}, {"a", "b"}).endsWith("has 4."));
    QCOMPARE(countDuplicates({{true, {1, 2, 3}}, {false, {4, 9}}}).exact, std::int64_t{2});
    QCOMPARE(countDuplicates({{true, {1, 2, 3}}, {false, {4, 9}}}).near, std::int64_t{3});
    QCOMPARE(csvField("a \"b\", c"), "\"a \"\"b\"\", c\"");
    QLocale::setDefault(QLocale::c());
  }

  void aspectsGoToTheNearest() {
    const AspectCounts aspects = countAspects({{640, 480, 3}, {100, 101, 2}, {10, 1000, 1}, {0, 5, 9}});
    QCOMPARE(aspects.counts[static_cast<std::size_t>(aspects.names.indexOf("4:3"))], std::int64_t{3});
    QCOMPARE(aspects.counts[static_cast<std::size_t>(aspects.names.indexOf("1:1"))], std::int64_t{2});
    QCOMPARE(aspects.counts[0], std::int64_t{1});
  }

  void modelsKeepTheirWord() {
    LeftOutModel files;
    ClassesModel classes;
    DuplicatesModel groups;
    const QAbstractItemModelTester tester1(&files), tester2(&classes), tester3(&groups);
    using Files = std::vector<LeftOut>;
    files.setFiles(std::make_shared<Files>(Files{{"a.jpg", "the file ends early"}}));
    files.setFiles(std::make_shared<Files>(Files{{"a.jpg", "the file ends early"}, {"b, c.jpg", "not a picture"}}));
    QCOMPARE(files.rowCount(), 2);
    QCOMPARE(tableCsv(files), "File,Reason\na.jpg,the file ends early\n\"b, c.jpg\",not a picture\n");
    files.setFiles(std::make_shared<Files>(Files{{"c.jpg", "gone"}}));
    QCOMPARE(files.index(0, 0).data().toString(), "c.jpg");
    files.setFiles(nullptr);
    QCOMPARE(files.rowCount(), 0);
    classes.setClasses({"cat", ""}, 12, {});
    QCOMPARE(classes.index(2, 0).data().toString(), "1");
    classes.setClasses({"cat", ""}, 12, {7, 5});
    QCOMPARE(classes.index(1, 1).data().toString(), "7");
    groups.setGroups(std::make_shared<std::vector<session::DuplicateGroup>>(1, session::DuplicateGroup{true, {3, 4}}));
    QVERIFY(groups.index(0, 0).data(Qt::ToolTipRole).toString().contains("3, 4"));
    groups.setGroups(nullptr);
  }

  void theExperimentsSetIsShownAndFollowed() {
    Bench bench;
    bench.open();
    QTRY_VERIFY(bench.text("setFacts").contains("200 pictures of 16 × 16 pixels, colour, in 5 classes"));
    QCOMPARE(bench.log->opened.size(), std::size_t{1});
    QVERIFY(bench.text("setOwner").contains("experiment’s data set"));
    QVERIFY(!bench.find<QPushButton>("useSet")->isEnabled());
    QVERIFY(!bench.find<QProgressBar>("setProgress")->isVisible());
    bench.experiment.edit(*config::findParameter("data.width"), "48");
    QTRY_COMPARE(bench.log->opened.size(), std::size_t{2});
    QCOMPARE(bench.log->opened.back().data.width, std::int64_t{48});
    bench.experiment.edit(*config::findParameter("schedule.batch_size"), "48");  // no matter of the pictures
    QTest::qWait(700);
    QCOMPARE(bench.log->opened.size(), std::size_t{2});
  }

  void onlyVisiblePicturesAreRead() {
    Bench bench;
    bench.plan->set.count = 1000000;
    bench.plan->looked = 100;
    bench.open();
    QTRY_COMPARE(bench.grid().count(), std::int64_t{1000000});
    QTRY_VERIFY(!bench.log->chosen.empty());
    bench.grid().verticalScrollBar()->setValue(bench.grid().verticalScrollBar()->maximum());
    QTRY_VERIFY(bench.log->chosen.size() >= 2);
    std::size_t read = 0;
    for (const auto& chosen : bench.log->chosen) {
      QVERIFY(chosen.size() <= 1024);
      read += chosen.size();
    }
    QVERIFY2(read < 3000, qPrintable(QString::number(read)));
    QCOMPARE(bench.grid().visible().first + bench.grid().visible().second, std::int64_t{1000000});
    const std::size_t before = bench.log->chosen.size();
    QTest::qWait(100);
    QCOMPARE(bench.log->chosen.size(), before);  // nobody asks for what is there
  }

  void picturesCanBeDrawnAgainShownInOrderAndByClass() {
    Bench bench;
    bench.open();
    auto* mode = bench.find<QComboBox>("pictureOrder");
    QTRY_COMPARE(bench.grid().count(), std::int64_t{200});
    QTRY_VERIFY(!bench.log->chosen.empty());
    const auto first = bench.log->chosen.front();
    QVERIFY(!std::is_sorted(first.begin(), first.end()));
    test::click(bench.find<QPushButton>("drawAgain"));
    bench.grid().setCurrent(0);
    QTRY_VERIFY(bench.text("pictureFacts").startsWith("Picture "));
    const QString drawn = bench.text("pictureFacts");
    test::click(bench.find<QPushButton>("drawAgain"));
    bench.grid().setCurrent(0);
    QVERIFY(bench.text("pictureFacts") != drawn);
    mode->setFocus();
    QTest::keyClick(mode, Qt::Key_Down);
    QVERIFY(!bench.find<QPushButton>("drawAgain")->isEnabled());
    bench.grid().setCurrent(3);
    QTRY_VERIFY(bench.text("pictureFacts").startsWith("Picture 3: "));
    QTRY_VERIFY(bench.text("pictureFacts").contains("photos/3.jpg"));
    QVERIFY(bench.text("pictureFacts").contains("640 × 480"));
    auto* classes = bench.find<QTableView>("classFilter");
    QCOMPARE(classes->model()->rowCount(), 6);
    classes->selectRow(2);  // the class 1
    const auto labels = bench.panel->feed().inspection().labels;
    QCOMPARE(bench.grid().count(), static_cast<std::int64_t>(std::count(labels->begin(), labels->end(), 1)));
    classes->selectRow(0);
    QCOMPARE(bench.grid().count(), std::int64_t{200});
  }

  void thePictureThatIsSeenIsTheOneOfItsNumber() {
    Bench bench;
    bench.open();
    auto* mode = bench.find<QComboBox>("pictureOrder");
    mode->setFocus();
    QTest::keyClick(mode, Qt::Key_Down);
    QTRY_COMPARE(bench.grid().count(), std::int64_t{200});
    bench.grid().setCurrent(7);
    auto* large = bench.find<PixelPicture>("largePicture");
    QTRY_VERIFY(!large->image().isNull());
    SyntheticSource source(bench.plan->set);
    std::vector<std::uint8_t> pixels(source.info().pictureBytes());
    std::vector<std::int32_t> label(1);
    source.read(7, pixels, label);
    QCOMPARE(qRed(large->image().pixel(5, 9)), int{pixels[(9 * 16 + 5) * 3]});
    QCOMPARE(qBlue(large->image().pixel(15, 15)), int{pixels[(15 * 16 + 15) * 3 + 2]});
    const auto counts = pictureHistogram(large->image());
    QCOMPARE(counts.size(), std::size_t{3});
    QCOMPARE(counts[1][pixels[1]],
             std::int64_t{std::count_if(pixels.begin(), pixels.end(), [&, i = 0](auto value) mutable {
               return i++ % 3 == 1 && value == pixels[1];
             })});
  }

  void theGridIsWalkedWithTheKeys() {
    Bench bench;
    bench.open();
    QTRY_COMPARE(bench.grid().count(), std::int64_t{200});
    TileGrid& grid = bench.grid();
    grid.setFocus();
    const int columns = grid.columns();
    for (const auto& [key, tile] : std::vector<std::pair<Qt::Key, int>>{{Qt::Key_Right, 0},
                                                                        {Qt::Key_Right, 1},
                                                                        {Qt::Key_Down, 1 + columns},
                                                                        {Qt::Key_Left, columns},
                                                                        {Qt::Key_End, 199},
                                                                        {Qt::Key_Right, 199},
                                                                        {Qt::Key_Home, 0},
                                                                        {Qt::Key_Up, 0}}) {
      QTest::keyClick(&grid, key);
      QCOMPARE(grid.current(), std::int64_t{tile});
    }
    QVERIFY(grid.accessibleDescription().startsWith("Picture "));
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.tileRect(2).center());
    QCOMPARE(grid.current(), std::int64_t{2});
    auto* zoom = bench.find<QSlider>("tileZoom");
    zoom->setValue(zoom->maximum());
    QVERIFY(grid.columns() < columns);
  }

  void classesPixelsAndSizesAreDrawn() {
    Bench bench;
    bench.plan->sizes = true;
    bench.open();
    bench.showTab(1);
    auto* bars = bench.find<BarPlot>("classCounts");
    QTRY_COMPARE(bars->barCount(), 5);
    QVERIFY(bars->csv().startsWith("\"class\",\"pictures\"\n"));
    QVERIFY(bench.text("classBalance").contains("classes") || bench.text("classBalance").contains("smallest"));
    QCOMPARE(bench.find<TileGrid>("classMeans")->count(), std::int64_t{5});
    bench.showTab(2);
    auto* histogram = bench.find<HistogramPlot>("setHistogram");
    QVERIFY(!histogram->isEmpty());
    QCOMPARE(histogram->csv().count('\n'), 257);
    test::click(bench.find<QWidget>("histogramLog"));
    QVERIFY(histogram->logarithmic());
    QCOMPARE(bench.find<PixelPicture>("meanPicture")->image().size(), QSize(16, 16));
    QVERIFY(bench.text("pixelValues").contains("101"));
    bench.showTab(3);
    QVERIFY(bench.find<SizePlot>("sourceSizes")->isVisible());
    QVERIFY(bench.text("sizesText").contains("most often 640 × 480"));
    bench.plan->sizes = false;
    bench.experiment.edit(*config::findParameter("data.width"), "8");
    QTRY_VERIFY(!bench.find<SizePlot>("sourceSizes")->isVisible());
    QCOMPARE(bench.text("sizesText"), "All pictures have the size 16 × 16.");
  }

  void withoutLabelsThereAreNoClasses() {
    Bench bench;
    bench.plan->set.classes = 0;
    bench.plan->set.channels = 1;
    bench.open();
    auto* tabs = bench.find<QTabWidget>("setTabs");
    QTRY_VERIFY(!tabs->isTabEnabled(1));
    QVERIFY(!bench.find<QTableView>("classFilter")->isVisible());
    QVERIFY(bench.text("setFacts").contains("grey, without labels"));
    bench.showTab(2);
    QVERIFY(bench.find<HistogramPlot>("setHistogram")->csv().startsWith("value,grey\n"));
  }

  void progressIsToldAndCanBeCancelled() {
    Bench bench;
    bench.plan->looked = 50;
    bench.open();
    QTRY_VERIFY(bench.find<QProgressBar>("setProgress")->isVisible());
    QCOMPARE(bench.find<QProgressBar>("setProgress")->value(), 250);
    QCOMPARE(bench.text("setActivity"), "Reading the pictures, 1 min 15 s left");
    bench.showTab(2);
    QCOMPARE(bench.text("pixelsLooked"), "Of 50 of 200 pictures, going on.");
    bench.showTab(4);
    QVERIFY(bench.text("duplicatesText").contains("known when"));
    test::click(bench.find<QPushButton>("setCancel"));
    QCOMPARE(bench.log->cancelled, 1);
    QTRY_COMPARE(bench.text("setActivity"), "Cancelled. Of 50 of 200 pictures.");
    QVERIFY(bench.text("duplicatesText").contains("not known"));
    bench.panel->close();
    bench.open();  // looked at again
    QTRY_COMPARE(bench.log->opened.size(), std::size_t{2});
  }

  void duplicatesCanBeDropped() {
    Bench bench;
    bench.plan->duplicates = {{true, {0, 5, 9}}, {false, {1, 2}}};
    bench.open();
    bench.showTab(4);
    QTRY_COMPARE(bench.text("duplicatesText"),
                 "2 pictures repeat another one exactly, 1 picture looks like another one.");
    QCOMPARE(bench.find<QListView>("duplicatesList")->model()->rowCount(), 2);
    const auto asked = [&](std::int64_t picture) {
      return std::any_of(bench.log->chosen.begin(), bench.log->chosen.end(), [&](const auto& chosen) {
        return std::find(chosen.begin(), chosen.end(), picture) != chosen.end();
      });
    };
    for (const std::int64_t picture : {0, 5, 9, 1, 2})
      QTRY_VERIFY2(asked(picture), qPrintable(QString::number(picture)));
    test::click(bench.find<QPushButton>("dropNear"));
    QCOMPARE(bench.draft("preparation.duplicates"), "near");
    QTRY_COMPARE(bench.log->opened.size(), std::size_t{2});
    QTRY_VERIFY(bench.find<QPushButton>("keepDuplicates")->isVisible());
    test::click(bench.find<QPushButton>("keepDuplicates"));
    QCOMPARE(bench.draft("preparation.duplicates"), "keep");
    QTRY_COMPARE(bench.log->opened.size(), std::size_t{3});
    test::click(bench.find<QPushButton>("dropExact"));
    QCOMPARE(bench.draft("preparation.duplicates"), "exact");
  }

  void whatWasLeftOutIsListedSortedAndCopied() {
    Bench bench;
    bench.plan->leftOut = {{"b.jpg", "not a picture"}, {"a.jpg", "the file ends early"}};
    bench.open();
    bench.showTab(5);
    auto* table = bench.find<QTableView>("leftOutTable");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QCOMPARE(bench.text("leftOutText"), "2 files were left out.");
    table->sortByColumn(0, Qt::AscendingOrder);
    test::click(bench.find<QPushButton>("copyLeftOut"));
    QCOMPARE(QApplication::clipboard()->text(), "a.jpg\tthe file ends early\nb.jpg\tnot a picture");
    table->selectRow(1);
    table->setFocus();
    bench.panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.panel.get()));
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), "b.jpg\tnot a picture");
  }

  void anotherSetIsLookedAtAndUsed() {
    Bench bench;
    bench.open();
    QTRY_COMPARE(bench.log->opened.size(), std::size_t{1});
    QTemporaryDir folder;
    bench.panel->open(filePath(folder.path()));
    QTRY_COMPARE(bench.log->opened.size(), std::size_t{2});
    QCOMPARE(bench.log->opened.back().data.source, std::string("folder"));
    QTRY_VERIFY(bench.text("setOwner").contains("uses another one: synthetic"));
    QCOMPARE(bench.draft("data.source"), "synthetic");
    bench.experiment.edit(*config::findParameter("seed"), "3");  // another set is looked at: it stays
    QTest::qWait(700);
    QCOMPARE(bench.log->opened.size(), std::size_t{2});
    auto* part = bench.find<QComboBox>("setPart");
    part->setCurrentText("test");
    Q_EMIT part->textActivated("test");
    QTRY_COMPARE(bench.log->opened.size(), std::size_t{3});
    test::click(bench.find<QPushButton>("useSet"));
    QCOMPARE(bench.draft("data.source"), "folder");
    QCOMPARE(bench.draft("data.path"), folder.path());
    QCOMPARE(bench.draft("data.split"), "test");
    QVERIFY(bench.text("setOwner").contains("experiment’s data set"));
    QVERIFY(!bench.find<QPushButton>("useSet")->isEnabled());
  }

  void theExperimentsSetIsComeBackTo() {
    Bench bench;
    bench.open();
    bench.panel->inspect(test::dataAt("folder", "/nowhere"));
    QTRY_VERIFY(bench.find<QPushButton>("showDraftSet")->isVisible());
    test::click(bench.find<QPushButton>("showDraftSet"));
    QTRY_COMPARE(bench.log->opened.back().data.source, std::string("synthetic"));
    QVERIFY(!bench.find<QPushButton>("showDraftSet")->isVisible());
  }

  void whatIsWrongIsTold() {
    Bench bench;
    bench.plan->failure = session::Failure{"the archive is damaged", "pets.zip", "Fetch it again"};
    bench.open();
    auto* note = bench.find<QLabel>("setError");
    QTRY_VERIFY(note->isVisible());
    QVERIFY(note->text().contains("damaged") && note->text().contains("Fetch it again"));
    bench.plan->failure.reset();
    bench.panel->open("/somewhere/nothing");
    QTRY_VERIFY(note->text().contains("there are no pictures"));
    QVERIFY(bench.log->opened.size() == 1);  // what is shown stays
    bench.panel->inspectDraft();
    QTRY_VERIFY(!note->isVisible());
  }

  void anInspectorThatIsNotThereYetIsWaitedFor() {
    Bench bench;
    bench.loaded = false;
    bench.open();
    QTRY_VERIFY(bench.find<QProgressBar>("setProgress")->isVisible());
    bench.panel->feed().tryAgain();
    QCOMPARE(bench.log->opened.size(), std::size_t{0});
    bench.loaded = true;
    bench.panel->feed().tryAgain();
    QTRY_VERIFY(bench.text("setFacts").contains("200 pictures"));
  }

  void plotsAndPicturesAreExported() {
    Bench bench;
    bench.plan->sizes = true;
    bench.open();
    QTemporaryDir folder;
    QTRY_COMPARE(bench.grid().count(), std::int64_t{200});
    bench.grid().setCurrent(0);
    QTRY_VERIFY(!bench.find<PixelPicture>("largePicture")->image().isNull());
    saveBy(*bench.find<QWidget>("largePicture"), "as PNG", folder.filePath("one.png"));
    QCOMPARE(QImage(folder.filePath("one.png")).size(), QSize(16, 16));
    saveBy(bench.grid(), "what is seen as PNG", folder.filePath("all.png"));
    QVERIFY(QImage(folder.filePath("all.png")).width() > 100);
    bench.showTab(1);
    for (const char* kind : {"PNG", "SVG", "PDF"}) {
      saveBy(*bench.find<QWidget>("classCounts"), kind, folder.filePath(QStringLiteral("bars.") + kind));
      QVERIFY(QFileInfo(folder.filePath(QStringLiteral("bars.") + kind)).size() > 1000);
    }
    saveBy(*bench.find<QWidget>("classCounts"), "CSV", folder.filePath("bars.csv"));
    QFile csv(folder.filePath("bars.csv"));
    QVERIFY(csv.open(QIODevice::ReadOnly) && csv.readAll().startsWith("\"class\""));
    bench.showTab(3);
    saveBy(*bench.find<QWidget>("sourceSizes"), "Copy as picture", {});
    QVERIFY(!QApplication::clipboard()->image().isNull());
  }

  void theWindowOpensItAndDataAreDroppedOnIt() {
    QTemporaryDir folder;
    QFile picture(folder.filePath("a.png"));
    QVERIFY(picture.open(QIODevice::WriteOnly));
    MainWindow window({filePath(folder.filePath("runs"))}, []() -> std::unique_ptr<session::Session> {
      throw Error("the training engine is gone", {}, "Install Ganvas again");
    });
    window.show();
    auto* action = window.findChild<QAction*>("dataSet");
    QCOMPARE(action->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_I));
    action->trigger();
    auto* panel = window.findChild<DataPanel*>("dataPanel");
    QVERIFY(panel && panel->isVisible());
    QTRY_VERIFY(test::find<QLabel>(*panel, "setError")->text().contains("training engine is gone"));
    panel->close();
    window.open(filePath(folder.path()));
    QTRY_COMPARE(test::find<QLabel>(*panel, "setPath")->text(), folder.path());
    QVERIFY(panel->isVisible());
    QTRY_VERIFY(window.findChild<QPushButton*>("button:data"));
    auto* button = window.findChild<QPushButton*>("button:data");
    QTRY_VERIFY(button->isVisible());
  }

  void screenshots() {
    if (!test::wantsScreenshots()) QSKIP("only on demand");
    Bench bench;
    bench.plan->set = {.width = 32, .height = 32, .channels = 3, .classes = 10, .count = 4000};
    bench.plan->looked = 1500;
    bench.plan->sizes = true;
    bench.plan->leftOut = {{"train/cats/12.jpg", "the file ends early"}, {"train/cats/notes.txt.jpg", "not a picture"}};
    bench.open();
    QTRY_COMPARE(bench.grid().count(), std::int64_t{4000});
    bench.grid().setCurrent(17);
    bench.experiment.resize(380, 1000);
    bench.experiment.show();
    bench.experiment.setData(test::dataAt("folder", "/photos"));
    for (const char* name : {"data", "preparation", "augmentation", "objective", "generator_optimiser"}) {
      auto* header = bench.experiment.findChild<QAbstractButton*>(QStringLiteral("section:") + QLatin1String(name));
      const bool open = QLatin1String(name) == "data" || QLatin1String(name) == "preparation";
      if (header->isChecked() != open) header->click();
    }
    QTest::qWait(100);
    QVERIFY(bench.experiment.grab().save(qEnvironmentVariable("GANVAS_SCREENSHOT_DIR") + "/sections.png"));
    for (int tab = 0; tab < 6; ++tab) {
      if (tab == 4) {
        bench.plan->looked = 4000;
        bench.plan->duplicates = {{true, {0, 5, 9}}, {false, {1, 2}}, {true, {}}};
        for (std::int64_t i = 0; i < 60; ++i) bench.plan->duplicates[2].pictures.push_back(10 * i + 20);
        bench.panel->inspectDraft();
        QTest::qWait(300);
      }
      bench.showTab(tab);
      QTest::qWait(100);
      test::saveScreenshots(*bench.panel, QStringLiteral("data-%1").arg(tab));
    }
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::DataPanelTest)
#include "data_panel_test.moc"
