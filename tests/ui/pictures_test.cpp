#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPalette>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <memory>

#include "panels/picture_view.h"
#include "panels/pictures_panel.h"
#include "support.h"

namespace ganvas::ui {

namespace {

constexpr int kRows = 2, kColumns = 3, kWidth = 8, kHeight = 6;
constexpr int kSheetWidth = 2 + kColumns * (kWidth + 2), kSheetHeight = 2 + kRows * (kHeight + 2);

QColor colour(std::int64_t step, int index) {
  return {static_cast<int>(step / 100 % 25) * 10, index * 40, 120};
}

/// A sheet as the core makes them: white margins of two pixels; each picture has a black pixel in its corner.
QImage sheet(std::int64_t step) {
  QImage image(kSheetWidth, kSheetHeight, QImage::Format_RGB888);
  image.fill(Qt::white);
  QPainter painter(&image);
  for (int i = 0; i < kRows * kColumns; ++i) {
    const QRect cell(2 + i % kColumns * (kWidth + 2), 2 + i / kColumns * (kHeight + 2), kWidth, kHeight);
    painter.fillRect(cell, colour(step, i));
    painter.fillRect(QRect(cell.topLeft(), QSize(1, 1)), Qt::black);
  }
  return image;
}

runs::SampleRecord record(std::int64_t step) {
  return {step, double(step) / 1000, "samples/" + std::to_string(step) + ".png", kRows, kColumns};
}

/// A run's folder with kept grids.
struct Run {
  QTemporaryDir folder;

  Run() { QDir(folder.path()).mkdir(QStringLiteral("samples")); }
  QString file(std::int64_t step) const { return folder.filePath(QStringLiteral("samples/%1.png").arg(step)); }
  std::filesystem::path path() const { return filePath(folder.path()); }
  std::vector<runs::SampleRecord> keep(std::int64_t first, std::int64_t last) const {
    std::vector<runs::SampleRecord> grids;
    for (std::int64_t step = first; step <= last; step += 100) {
      if (!sheet(step).save(file(step), "PNG")) qFatal("no sheet");
      grids.push_back(record(step));
    }
    return grids;
  }
};

/// The panel on the screen with a run of grids.
struct Shown {
  Run run;
  PicturesPanel panel;
  PictureView* view = test::find<PictureView>(panel, "gridView");
  QSlider* slider = test::find<QSlider>(panel, "gridSlider");

  explicit Shown(std::int64_t last = 500, QSize size = {500, 400}) {
    panel.resize(size);
    panel.show();
    panel.activateWindow();
    if (!QTest::qWaitForWindowActive(&panel)) qFatal("no window");
    view->setFocus();
    panel.setRun(run.path(), QStringLiteral("quickstart"));
    panel.addGrids(run.keep(100, last), false);
    settle(last);
  }
  void settle(std::int64_t step) const {
    QTRY_COMPARE(panel.shownStep(), step);
    QTRY_COMPARE(view->image().convertToFormat(QImage::Format_RGB888), sheet(step));
  }
  void press(Qt::Key key, Qt::KeyboardModifiers with = {}) const {
    QTest::keyClick(QApplication::focusWidget(), key, with);
  }
  QString caption() { return test::find<QLabel>(panel, "gridCaption")->text(); }
  QString notice() { return test::find<QLabel>(panel, "gridNotice")->text(); }
  QPoint middleOf(int index) const {
    const QPointF inPicture(2 + index % kColumns * (kWidth + 2) + kWidth / 2.0,
                            2 + index / kColumns * (kHeight + 2) + kHeight / 2.0);
    return (inPicture * view->zoom().scale() + view->zoom().origin()).toPoint();
  }
  void wheel(const QPointF& at, int steps) const {
    QWheelEvent event(at, view->mapToGlobal(at), {}, {0, 120 * steps}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(view, &event);
  }
};

GridAnswer answerOf(GridFeed& feed, const Run& run, const runs::SampleRecord& grid) {
  QSignalSpy answers(&feed, &GridFeed::answered);
  feed.ask({run.path(), grid, {}, 1});
  if (!answers.wait(20000)) return {};
  return answers.first().first().value<GridAnswer>();
}

}  // namespace

class PicturesTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private Q_SLOTS:
  void aLiveGridStaysUntilTheHistoryListsIt() {
    GridTimeline grids;
    QCOMPARE(grids.nearest(5), -1);
    grids.add({record(100), record(200)}, false);
    grids.addLive(300, 2, 3);
    grids.addLive(200, 2, 3);
    QCOMPARE(grids.count(), 3);
    QCOMPARE(grids.at(2).file, std::string());
    grids.addLive(400, 2, 3);
    grids.add({record(300)}, false);
    QCOMPARE(grids.count(), 4);
    QCOMPARE(grids.at(2), record(300));
    QCOMPARE(grids.nearest(250), 2);
    QCOMPARE(grids.nearest(900), 3);
    grids.add({record(100)}, true);
    QCOMPARE(grids.count(), 1);
    QVERIFY(!grids.has(400));
  }

  void followsTheNewestUntilTheUserGoesBack() {
    Shown shown(500);
    QVERIFY(shown.panel.following());
    QCOMPARE(shown.caption(), "step 500 · epoch 0.5");
    shown.press(Qt::Key_Left);
    shown.settle(400);
    QVERIFY(!shown.panel.following());
    shown.panel.addGrids(shown.run.keep(600, 600), false);
    QCOMPARE(shown.slider->maximum(), 5);
    QCOMPARE(shown.slider->value(), 3);
    auto* newest = test::find<QToolButton>(shown.panel, "newestButton");
    QVERIFY(newest->text().contains("+2"));
    shown.settle(400);
    test::click(newest);
    shown.settle(600);
    QVERIFY(!newest->isEnabled());
    shown.panel.addGrids(shown.run.keep(700, 700), false);
    shown.settle(700);
  }

  void theKeysMoveAlongTheGrids() {
    Shown shown(2500);
    shown.press(Qt::Key_Home);
    shown.settle(100);
    shown.press(Qt::Key_Left);
    shown.press(Qt::Key_Right);
    shown.settle(200);
    shown.press(Qt::Key_PageUp);
    shown.settle(1200);
    shown.press(Qt::Key_PageDown);
    shown.settle(200);
    shown.press(Qt::Key_End);
    shown.settle(2500);
    QVERIFY(shown.panel.following());
    shown.slider->setFocus();
    shown.press(Qt::Key_Left);
    shown.settle(2400);
  }

  void theFilmShowsEveryGridAndStopsAtTheEnd() {
    Shown shown(1200);
    shown.panel.commands().rates->actions().last()->trigger();
    QSignalSpy answers(&shown.panel.feed(), &GridFeed::answered);
    shown.press(Qt::Key_P);
    QVERIFY(shown.panel.playing());
    QTRY_VERIFY(!shown.panel.playing());
    shown.settle(1200);
    QVERIFY(shown.panel.following());
    std::vector<std::int64_t> steps;
    for (const auto& answer : answers) steps.push_back(answer.first().value<GridAnswer>().grid.step);
    QCOMPARE(steps.size(), std::size_t{12});
    for (std::size_t i = 0; i < steps.size(); ++i) QCOMPARE(steps[i], std::int64_t(100 * (i + 1)));
  }

  void theFilmRepeatsUntilItIsStopped() {
    Shown shown(400);
    shown.panel.commands().rates->actions().last()->trigger();
    shown.panel.commands().loop->trigger();
    QSignalSpy answers(&shown.panel.feed(), &GridFeed::answered);
    test::click(test::find<QToolButton>(shown.panel, "playButton"));
    QTRY_VERIFY(answers.size() > 8);
    QVERIFY(shown.panel.playing());
    shown.slider->setValue(shown.slider->value() == 1 ? 2 : 1);
    QVERIFY(!shown.panel.playing());
  }

  void twoStepsAreComparedByFlipping() {
    Shown shown(500);
    QVERIFY(!shown.panel.commands().flip->isEnabled());
    QCOMPARE(shown.view->badge(), QString());
    shown.press(Qt::Key_Left);
    shown.settle(400);
    shown.press(Qt::Key_M);
    QCOMPARE(shown.view->badge(), "A");
    shown.press(Qt::Key_End);
    shown.settle(500);
    QCOMPARE(shown.view->badge(), "B");
    shown.press(Qt::Key_Space);  // a tap stays
    shown.settle(400);
    QCOMPARE(shown.view->badge(), "A");
    QVERIFY(shown.caption().startsWith("A: step 400"));
    shown.press(Qt::Key_Space);
    shown.settle(500);
    QVERIFY(shown.caption().startsWith("B: step 500"));
    QTest::keyPress(shown.view, Qt::Key_Space);  // holding is a look
    shown.settle(400);
    QTest::qWait(350);
    QTest::keyRelease(shown.view, Qt::Key_Space);
    shown.settle(500);
    QTest::keyPress(shown.view, Qt::Key_Space);
    QTest::qWait(350);
    shown.press(Qt::Key_Home);  // moving on ends the look
    QTest::keyRelease(shown.view, Qt::Key_Space);
    shown.settle(100);
    shown.press(Qt::Key_End);
    shown.settle(500);
    test::click(test::find<QToolButton>(shown.panel, "flipButton"));
    shown.settle(400);
    shown.press(Qt::Key_Left);  // moving on shows where one has gone
    shown.settle(400);
    QVERIFY(!shown.panel.commands().flip->isChecked());
  }

  void theRunStartedAnewForgetsWhatItNoLongerHas() {
    Shown shown(500);
    shown.press(Qt::Key_M);
    shown.panel.addGrids({record(100), record(200)}, true);
    shown.settle(200);
    QCOMPARE(shown.view->badge(), QString());
    QCOMPARE(shown.slider->maximum(), 1);
    shown.panel.addGrids({}, true);
    QCOMPARE(shown.panel.shownStep(), -1);
    QVERIFY(shown.view->image().isNull());
    QVERIFY(shown.view->message().contains("no pictures"));
    shown.panel.clear();
    QCOMPARE(shown.view->message(), "Pictures appear here as the generator learns.");
    QCOMPARE(shown.caption(), QString());
  }

  void theGridThatWasJustMadeNeedsNoFile() {
    Shown shown(200);
    shown.panel.setLive(300, kRows, kColumns, sheet(300));
    QCOMPARE(shown.panel.shownStep(), 300);
    QCOMPARE(shown.caption(), "step 300");
    shown.panel.addGrids({record(300)}, false);
    shown.settle(300);
    QCOMPARE(shown.caption(), "step 300 · epoch 0.3");
    QCOMPARE(shown.slider->maximum(), 2);
  }

  void thePictureUnderTheMouseIsNamedAndOutlined() {
    Shown shown;
    const QPoint middle = shown.middleOf(4);
    QTest::mouseMove(shown.view, middle);
    QCOMPARE(shown.view->hovered(), 4);
    QCOMPARE(shown.view->hoverText(), "picture 5 (row 2, column 2)");
    const double scale = shown.view->zoom().scale();
    const QPoint edge(middle.x(), middle.y() - static_cast<int>(kHeight / 2.0 * scale) - 1);
    QCOMPARE(shown.view->grab().toImage().pixelColor(edge), shown.view->palette().color(QPalette::Highlight));
    shown.panel.setClasses({"a", "b", "c", "d", "shirt"});
    QCOMPARE(shown.view->hoverText(), "picture 5 (row 2, column 2): shirt");
    QTest::mouseMove(shown.view, shown.middleOf(5));
    QCOMPARE(shown.view->hoverText(), "picture 6 (row 2, column 3): a");  // the classes begin again
    shown.panel.setClasses({});
    QCOMPARE(shown.view->hoverText(), "picture 6 (row 2, column 3)");
    const QPointF margin(shown.middleOf(4) + QPointF((kWidth / 2.0 + 1) * scale, 0));
    QTest::mouseMove(shown.view, margin.toPoint());
    QCOMPARE(shown.view->hoverText(), QString());
  }

  void theWheelZoomsAtTheMouseAndDraggingPans() {
    Shown shown;
    const PictureZoom& zoom = shown.view->zoom();
    const QPoint at = shown.middleOf(4);
    const QPointF before = zoom.toPicture(at);
    shown.wheel(at, 3);
    QVERIFY(!zoom.fits());
    const QPointF moved = zoom.toPicture(at) - before;
    QVERIFY(std::abs(moved.x()) <= 0.5 / zoom.scale() + 1e-9 && std::abs(moved.y()) <= 0.5 / zoom.scale() + 1e-9);
    QCOMPARE(zoom.scale(), std::floor(zoom.scale()));
    const QPoint origin = zoom.origin();
    QTest::mousePress(shown.view, Qt::LeftButton, {}, at);
    QTest::mouseMove(shown.view, at + QPoint(30, 20));
    QTest::mouseRelease(shown.view, Qt::LeftButton, {}, at + QPoint(30, 20));
    QCOMPARE(zoom.origin(), origin + QPoint(30, 20));
    const double scale = zoom.scale();
    shown.press(Qt::Key_Left);
    shown.settle(400);
    QCOMPARE(zoom.scale(), scale);
    QCOMPARE(zoom.origin(), origin + QPoint(30, 20));
    QTest::mouseDClick(shown.view, Qt::LeftButton, {}, at);
    QVERIFY(zoom.fits());
    shown.press(Qt::Key_1);
    QCOMPARE(zoom.scale(), 1.0);
    shown.press(Qt::Key_Plus);
    QCOMPARE(zoom.scale(), 2.0);
    shown.press(Qt::Key_0);
    QVERIFY(zoom.fits());
  }

  void scalesAreWholeAndThePictureStaysInView() {
    PictureZoom zoom;
    zoom.setSizes({100, 50}, {370, 300});  // as 185 × 150 points at twice the pixels
    QCOMPARE(zoom.scale(), 3.0);
    QCOMPARE(zoom.origin(), QPoint(35, 75));
    zoom.pan({40, 0});
    QCOMPARE(zoom.origin(), QPoint(35, 75));
    zoom.step(4, zoom.middle());
    QCOMPARE(zoom.scale(), 8.0);
    zoom.pan({10000, -10000});
    QCOMPARE(zoom.origin(), QPoint(0, -100));  // 400 pixels high in 300
    zoom.step(-9, zoom.middle());
    QVERIFY(zoom.fits());
    zoom.setSizes({1000, 1000}, {300, 300});
    QCOMPARE(zoom.scale(), 0.3);
    zoom.step(1, zoom.middle());
    QCOMPARE(zoom.scale(), 0.5);
  }

  void aPictureIsCopiedAtItsOwnSize() {
    Shown shown;
    Q_EMIT shown.view->customContextMenuRequested(shown.middleOf(4));
    auto* menu = test::find<QMenu>(*shown.view, "pictureMenu");
    QVERIFY(menu && menu->isVisible());
    QTest::keyClick(menu, Qt::Key_C);  // “&Copy picture”
    const QImage copied = QApplication::clipboard()->image().convertToFormat(QImage::Format_RGB888);
    QCOMPARE(copied, sheet(500).copy(2 + kWidth + 2, 2 + kHeight + 2, kWidth, kHeight));
    shown.press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->image().convertToFormat(QImage::Format_RGB888), sheet(500));
  }

  void picturesAreSavedWholeAndFaultsAreSaid() {
    Shown shown;
    QSignalSpy saved(&shown.panel, &PicturesPanel::saved);
    const QString grid = shown.run.folder.filePath("grid.png"), picture = shown.run.folder.filePath("picture.png");
    shown.panel.saveGrid(grid);
    shown.panel.savePicture(0, picture);
    QTRY_COMPARE(saved.size(), 2);
    QCOMPARE(QImage(grid).convertToFormat(QImage::Format_RGB888), sheet(500));
    QCOMPARE(QImage(picture).convertToFormat(QImage::Format_RGB888), sheet(500).copy(2, 2, kWidth, kHeight));
    QVERIFY(shown.notice().contains("picture.png"));
    shown.panel.saveGrid(shown.run.folder.filePath("nowhere/grid.png"));
    QTRY_VERIFY(shown.notice().contains("nowhere/grid.png was not written"));
    QVERIFY(test::find<QLabel>(shown.panel, "gridNotice")->isVisible());
    shown.press(Qt::Key_Left);
    QCOMPARE(shown.notice(), QString());
  }

  void theFileDialogOffersANameAndDoesNotBlock() {
    Shown shown;
    shown.panel.commands().saveGrid->trigger();
    auto* dialog = test::find<QFileDialog>(shown.panel, "saveDialog");
    QVERIFY(dialog);
    QCOMPARE(dialog->selectedFiles().first().section('/', -1), "quickstart-step-000500.png");
    dialog->reject();
  }

  void theGridIsSavedAsItWasWhenAsked() {
    Shown shown;
    QSignalSpy saved(&shown.panel, &PicturesPanel::saved);
    shown.panel.commands().saveGrid->trigger();
    auto* dialog = test::find<QFileDialog>(shown.panel, "saveDialog");
    shown.panel.setRun("/another", "another");
    const QString grid = shown.run.folder.filePath("asked.png");
    Q_EMIT dialog->fileSelected(grid);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(QImage(grid).convertToFormat(QImage::Format_RGB888), sheet(500));
    dialog->reject();
  }

  void filesThatCannotBeShownAreSaidAndTheOthersShown() {
    Shown shown(500);
    QVERIFY(QFile::remove(shown.run.file(300)));
    QFile cut(shown.run.file(200));
    QVERIFY(cut.resize(cut.size() / 2));
    shown.press(Qt::Key_Home);
    shown.settle(100);
    shown.press(Qt::Key_Right);
    QTRY_COMPARE(shown.panel.shownStep(), 200);
    QVERIFY(shown.view->image().isNull());
    QVERIFY(shown.view->message().contains("samples/200.png cannot be read"));
    shown.press(Qt::Key_Right);
    QTRY_COMPARE(shown.panel.shownStep(), 300);
    QVERIFY(shown.view->message().contains("samples/300.png is missing"));
    QVERIFY(!shown.panel.commands().copyGrid->isEnabled());
    shown.press(Qt::Key_Right);
    shown.settle(400);
  }

  void hostileFilesAreRefused() {
    Run run;
    GridFeed feed;
    QImage(7000, 7000, QImage::Format_Mono).save(run.file(100), "PNG");
    QVERIFY(answerOf(feed, run, record(100)).problem.contains("7000 × 7000"));
    runs::SampleRecord outside = record(200);
    for (const char* file : {"../secret.png", "samples/../../secret.png", "/etc/hostname", ""}) {
      outside.file = file;
      const GridAnswer answer = answerOf(feed, run, outside);
      QVERIFY(answer.problem.contains("outside") && answer.sheet.isNull());
    }
    QCOMPARE(std::system(("mkfifo " + run.file(300).toStdString()).c_str()), 0);
    QVERIFY(answerOf(feed, run, record(300)).problem.contains("no file"));
    QFile notPng(run.file(400));
    QVERIFY(notPng.open(QIODevice::WriteOnly) && notPng.write("<svg/>") > 0);
    notPng.close();
    QVERIFY(answerOf(feed, run, record(400)).problem.contains("cannot be read"));
  }

  void theCacheIsBoundedAndSeesNewFiles() {
    Run run;
    run.keep(100, 300);
    GridFeed feed(nullptr, 2 * QImage(run.file(100)).sizeInBytes());
    for (const int step : {100, 200, 100}) answerOf(feed, run, record(step));
    QCOMPARE(feed.filesRead(), 2);
    answerOf(feed, run, record(300));  // drops 200, the one not used for longest
    answerOf(feed, run, record(100));
    QCOMPARE(feed.filesRead(), 3);
    answerOf(feed, run, record(200));
    QCOMPARE(feed.filesRead(), 4);
    QImage other(3, 3, QImage::Format_RGB888);
    other.fill(Qt::red);
    QVERIFY(other.save(run.file(200), "PNG"));
    QCOMPARE(answerOf(feed, run, record(200)).sheet.size(), QSize(3, 3));
  }

  void theNextGridsAreReadAhead() {
    Shown shown(2000);
    shown.press(Qt::Key_Home);
    shown.settle(100);
    const int before = shown.panel.feed().filesRead();
    QTRY_VERIFY(shown.panel.feed().filesRead() >= 2);
    QVERIFY(before <= 12);
    shown.press(Qt::Key_Right);
    shown.settle(200);
    QTRY_VERIFY(shown.panel.feed().filesRead() >= 5);  // 2000, 100, 200 and those after it
  }

  void twentyThousandGridsCostNothingUntilTheyAreLookedAt() {
    Run run;
    run.keep(2000000, 2000000);
    std::vector<runs::SampleRecord> grids;
    for (int i = 1; i <= 20000; ++i) grids.push_back(record(100 * i));
    PicturesPanel panel;
    panel.show();
    panel.setRun(run.path(), {});
    QElapsedTimer time;
    time.start();
    panel.addGrids(std::vector(grids.begin(), grids.begin() + 19000), false);
    for (int i = 19000; i < 20000; ++i) panel.addGrids({grids[static_cast<std::size_t>(i)]}, false);
    QTRY_COMPARE(panel.shownStep(), 2000000);
    QVERIFY2(time.elapsed() < 5000, qPrintable(QString::number(time.elapsed())));
    QVERIFY(panel.feed().filesRead() <= 1);
    auto* slider = test::find<QSlider>(panel, "gridSlider");
    QCOMPARE(slider->maximum(), 19999);
    time.start();
    for (int i = 0; i < 20000; i += 20) slider->setValue(i);
    slider->setValue(12345);
    QTRY_COMPARE(panel.shownStep(), 1234600);
    QVERIFY2(time.elapsed() < 5000, qPrintable(QString::number(time.elapsed())));
  }

  void noWhiteMarginsGlareInTheDark() {
    Shown shown;
    QPalette dark = shown.view->palette();
    dark.setColor(QPalette::Base, QColor(30, 31, 32));
    shown.view->setPalette(dark);
    QTest::mouseMove(shown.view, QPoint(1, 1));
    shown.panel.setFocusProxy(nullptr);
    const QImage shot = shown.view->grab().toImage();
    const double scale = shown.view->zoom().scale();
    const QPoint margin = shown.middleOf(4) + QPoint(static_cast<int>((kWidth / 2.0 + 1) * scale), 0);
    QCOMPARE(shot.pixelColor(margin), QColor(30, 31, 32));
    QCOMPARE(shot.pixelColor(shown.middleOf(4)), colour(500, 4));
    // The corner pixel is a sharp square.
    const QPoint corner = (QPointF(2, 2) * scale).toPoint() + shown.view->zoom().origin();
    const int last = static_cast<int>(scale) - 1;
    QCOMPARE(shot.pixelColor(corner), QColor(Qt::black));
    QCOMPARE(shot.pixelColor(corner + QPoint(last, last)), QColor(Qt::black));
    QCOMPARE(shot.pixelColor(corner + QPoint(last + 1, last)), colour(500, 0));
    QCOMPARE(shot.pixelColor(corner - QPoint(1, 1)), QColor(30, 31, 32));
  }

  void aSheetThatFitsNoLayoutIsShownAsItIs() {
    PictureView view;
    view.resize(200, 200);
    QImage image(10, 10, QImage::Format_RGB888);
    image.fill(Qt::red);
    view.setSheet(image, 3, 3);
    QCOMPARE(view.grab().toImage().pixelColor(100, 100), QColor(Qt::red));
    QCOMPARE(view.pictureAt({100, 100}), -1);
    view.setSheet(image, std::numeric_limits<int>::max(), std::numeric_limits<int>::max());
    QCOMPARE(view.pictureAt({100, 100}), -1);
  }

  void screenshots() {
    if (!test::wantsScreenshots()) return;
    Shown shown(2500, {300, 300});
    shown.press(Qt::Key_M);
    shown.press(Qt::Key_Left);
    shown.settle(2400);
    QTest::mouseMove(shown.view, shown.middleOf(4));
    shown.panel.grab().save(qEnvironmentVariable("GANVAS_SCREENSHOT_DIR") + "/pictures-small.png");
    test::saveScreenshots(shown.panel, QStringLiteral("pictures"));
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::PicturesTest)
#include "pictures_test.moc"
