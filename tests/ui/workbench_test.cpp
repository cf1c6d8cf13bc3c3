#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>
#include <memory>

#include "models/runs_model.h"
#include "panels/experiment_panel.h"
#include "plots/curve_plot.h"
#include "runs/notes.h"
#include "runs/run_list.h"
#include "session/session_loader.h"
#include "support.h"
#include "window/main_window.h"
#include "window/theme.h"

namespace ganvas::ui {

namespace {
constexpr int kLong = 60000;  // ms
constexpr int kShortRun = 60;
}  // namespace

/// What the parts of the window do together, with the real core and, where it says so, another process.
class WorkbenchTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() {
    test::isolate();
    test::writeRecipe(QStringLiteral("endless"), test::tinyRecipe(QStringLiteral("endless")));
    test::writeRecipe(QStringLiteral("short"), test::tinyRecipe(QStringLiteral("short"), kShortRun));
  }

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::filesystem::path runsDir() const { return filePath(folder_->path()); }

  std::unique_ptr<MainWindow> open(const char* recipe = "endless",
                                   const SessionBridge::Loader& loader = session::loadSession) {
    auto window = std::make_unique<MainWindow>(MainWindow::Options{runsDir(), QLatin1String(recipe)}, loader);
    window->show();
    return window;
  }

  static QString state(MainWindow& window) { return test::find<QLabel>(window, "stateLabel")->text(); }
  static const session::Status& status(MainWindow& window) { return window.bridge().status(); }
  static bool enabled(MainWindow& window, const char* action) {
    return test::find<QAction>(window, action)->isEnabled();
  }
  static RunsModel& model(MainWindow& window) { return *window.findChild<RunsModel*>(); }
  static QString stateOf(MainWindow& window, int row) {
    return model(window).index(row).data(RunsModel::StateRole).toString();
  }
  static int points(MainWindow& window) { return test::find<CurvePlot>(window, "lossPlot")->pointCount(); }

  static void selectRow(MainWindow& window, int row) {
    auto* list = test::find<QListView>(window, "runsTable");
    const QRect cell = list->visualRect(list->model()->index(row, 0));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, cell.center());
  }

  static void train(MainWindow& window) {
    QTRY_VERIFY(enabled(window, "train"));
    test::click(test::find<QPushButton>(window, "trainButton"));
    QTRY_VERIFY_WITH_TIMEOUT(status(window).progress.step > 5 || state(window) == "Finished", kLong);
  }

  static void stop(MainWindow& window) {
    window.bridge().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!window.bridge().isBusy(), kLong);
  }

  static void drop(MainWindow& window, const std::filesystem::path& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(fileName(path))});
    QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QVERIFY(test::find<QWidget>(window, "dropHint"));
    QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &drop);
    QVERIFY(drop.isAccepted());
    QVERIFY(!test::find<QWidget>(window, "dropHint"));
  }

 private Q_SLOTS:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QSettings().clear();
  }

  void everythingAboutARunByKeyboard() {
    auto window = open();
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    QTRY_VERIFY(enabled(*window, "train"));
    QTest::keyClick(window.get(), Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(status(*window).progress.step > 5, kLong);
    QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Paused", kLong);
    QTest::keyClick(window.get(), Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Training", kLong);
    const auto grids = [&] { return runs::HistoryReader(status(*window).run / "history.db").samples().size(); };
    const std::size_t before = grids();
    QTest::keyClick(window.get(), Qt::Key_G, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(grids() > before, kLong);
    QTest::keyClick(window.get(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(runs::summarise(status(*window).run).lastCheckpoint > 0, kLong);
    QTest::keyClick(window.get(), Qt::Key_Period, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Stopped", kLong);
  }

  void theStatusBarTellsHowTrainingComesAlong() {
    auto window = open();
    auto* speed = test::find<QLabel>(*window, "statusSpeed");
    QVERIFY(!speed->isVisible());
    train(*window);
    QTRY_VERIFY_WITH_TIMEOUT(speed->isVisible() && speed->text().endsWith("pictures/s"), kLong);
    QVERIFY(test::find<QLabel>(*window, "statusStep")->text().contains("of 2,000,000"));
    QVERIFY(test::find<QLabel>(*window, "statusEpoch")->isVisible());
    QVERIFY(test::find<QLabel>(*window, "statusDevice")->text().startsWith("cpu"));
    QTRY_VERIFY(test::find<QLabel>(*window, "statusMemory")->text().contains("MiB"));
    stop(*window);
    QVERIFY(!speed->isVisible());
  }

  void aLiveChangeReachesTheRunAndItsHistory() {
    auto window = open();
    auto* dock = test::find<QDockWidget>(*window, "liveDock");
    dock->raise();
    auto* rate = test::find<QLineEdit>(*window, "live:generator_optimiser.learning_rate");
    QVERIFY(!rate->isEnabled());
    train(*window);
    QTRY_VERIFY(rate->isEnabled() && rate->text() == "0.0002");
    rate->selectAll();
    QTest::keyClicks(rate, QStringLiteral("0.001"));
    QTest::keyClick(rate, Qt::Key_Return);
    auto* answer = test::find<QLabel>(*window, "answer:generator_optimiser.learning_rate");
    QTRY_VERIFY_WITH_TIMEOUT(answer->text().contains("0.001"), kLong);
    const auto changes = runs::HistoryReader(status(*window).run / "history.db").liveChanges();
    QCOMPARE(changes.size(), 1U);
    QCOMPARE(changes[0].value, std::string("0.001"));
    stop(*window);
    QTRY_VERIFY(!rate->isEnabled());
  }

  void theQueueTrainsOneRunAfterTheOther() {
    auto window = open("short");
    auto* add = test::find<QPushButton>(*window, "enqueueButton");
    QTRY_VERIFY(add->isEnabled());
    for (int i = 0; i < 3; ++i) test::click(add);
    QTRY_COMPARE_WITH_TIMEOUT(model(*window).rowCount(), 3, kLong);
    for (int row = 0; row < 3; ++row) QTRY_COMPARE_WITH_TIMEOUT(stateOf(*window, row), "finished", kLong);
    QTRY_COMPARE(test::find<QListView>(*window, "queueList")->model()->rowCount(), 0);
    for (int row = 0; row < 3; ++row) QCOMPARE(model(*window).run(row)->history.step, kShortRun);
  }

  void theQueueLeavesWhatTheUserLooksAt() {
    auto window = open("short");
    train(*window);
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Finished", kLong);
    train(*window);
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Finished", kLong);
    QTRY_COMPARE_WITH_TIMEOUT(model(*window).rowCount(), 2, kLong);
    selectRow(*window, 1);
    auto* shown = test::find<QLabel>(*window, "shownDetails");
    QTRY_COMPARE(shown->toolTip(), fileName(model(*window).run(1)->path));
    const QString before = shown->toolTip();
    test::click(test::find<QPushButton>(*window, "enqueueButton"));
    QTRY_COMPARE_WITH_TIMEOUT(model(*window).rowCount(), 3, kLong);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(*window, 0), "finished", kLong);
    QCOMPARE(shown->toolTip(), before);
  }

  void aSecondCommandBeforeTheCoreIsThereIsRefused() {
    SessionBridge bridge([]() -> std::unique_ptr<session::Session> {
      QTest::qSleep(300);
      throw std::runtime_error("late");
    });
    QSignalSpy refused(&bridge, &SessionBridge::refused);
    bridge.resume({"/first", {}, {}});
    QVERIFY(bridge.isBusy());
    bridge.resume({"/second", {}, {}});
    QCOMPARE(refused.size(), 1);
    QTRY_COMPARE(refused.size(), 2);  // the core is missing
  }

  void fullScreenFollowsTheWindow() {
    auto window = open();
    auto* full = test::find<QAction>(*window, "fullScreen");
    full->trigger();
    QTRY_VERIFY(window->isFullScreen() && full->isChecked());
    window->setWindowState(Qt::WindowNoState);  // as a window manager may
    QTRY_VERIFY(!full->isChecked());
    full->trigger();
    QTRY_VERIFY(window->isFullScreen());
  }

  void closingPutsTheQueuesRunBackAndItGoesOnLater() {
    auto window = open("endless");
    auto* add = test::find<QPushButton>(*window, "enqueueButton");
    QTRY_VERIFY(add->isEnabled());
    test::click(add);
    QTRY_VERIFY_WITH_TIMEOUT(status(*window).progress.step > 5, kLong);
    QVERIFY(!window->close());
    QTRY_VERIFY(test::find<QPushButton>(*window, "stopAndClose"));
    QTest::mouseClick(test::find<QPushButton>(*window, "stopAndClose"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!window->isVisible(), kLong);
    const std::filesystem::path run = status(*window).run;
    window.reset();

    window = open("short");
    auto* queue = test::find<QListView>(*window, "queueList");
    QTRY_COMPARE_WITH_TIMEOUT(queue->model()->rowCount(), 1, kLong);
    QVERIFY(!window->bridge().isBusy());  // nobody has asked for it now
    QAction* go = nullptr;
    QTRY_VERIFY((go = test::find<QAction>(*window, "queuePause")) && go->isEnabled());
    go->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(status(*window).run == run && state(*window) == "Training", kLong);
    stop(*window);
  }

  void whatIsDroppedIsOpened() {
    auto window = open("short");
    train(*window);
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Finished", kLong);
    const std::filesystem::path run = status(*window).run;
    window.reset();

    const QTemporaryDir elsewhere;  // of runs: the dropped one is not in the list
    MainWindow other({filePath(elsewhere.path()), QStringLiteral("endless")}, session::loadSession);
    other.show();
    auto* panel = other.findChild<ExperimentPanel*>();
    QTRY_COMPARE(panel->recipeName(), "endless");
    drop(other, run);
    QTRY_VERIFY_WITH_TIMEOUT(points(other) > 10, kLong);
    QTRY_VERIFY(test::find<QLabel>(other, "shownDetails")->text().contains("finished"));
    QVERIFY(enabled(other, "resume") == false);  // it has made all its steps

    drop(other, run / "experiment.toml");
    QTRY_COMPARE(panel->experiment().schedule.steps, kShortRun);

    const QTemporaryDir data;
    QFile images(data.filePath(QStringLiteral("train-images-idx3-ubyte")));
    QVERIFY(images.open(QIODevice::WriteOnly));
    drop(other, filePath(data.path()));
    QTRY_VERIFY(test::find<QLabel>(other, "setPath"));  // it is looked at; the experiment keeps its own
    QTRY_COMPARE(test::find<QLabel>(other, "setPath")->text(), data.path());
    QVERIFY(panel->experiment().data.source != "idx");

    drop(other, filePath(elsewhere.path()));
    QTRY_VERIFY(test::find<QWidget>(other, "failureBanner")->isVisible());
  }

  void theEndIsToldWhenTheWindowIsInTheBackground() {
    auto window = open("short");
    QWidget front;
    front.show();
    front.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&front));
    QSignalSpy notified(&window->trainingWatch(), &TrainingWatch::notified);
    train(*window);
    front.activateWindow();
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Finished", kLong);
    QCOMPARE(notified.size(), 1);
    QVERIFY(notified[0][0].toString().contains("finished"));
  }

  void lowSpaceIsSaidBeforeItHurts() {
    auto window = open();
    auto* warning = test::find<QWidget>(*window, "warningBanner");
    window->trainingWatch().space().setLeastBytes(std::int64_t{1} << 62);
    QTRY_VERIFY(warning->isVisible());
    window->trainingWatch().space().setLeastBytes(1);
    QTRY_VERIFY(!warning->isVisible());
  }

  void settingsAreTakenAtOnceAndKept() {
    auto window = open();
    QTRY_VERIFY(enabled(*window, "train"));
    const QPalette before = QApplication::palette();
    test::find<QAction>(*window, "settings")->trigger();
    auto* appearance = test::find<QComboBox>(*window, "settings:appearance");
    QTRY_VERIFY(appearance && appearance->isVisible());
    appearance->setCurrentIndex(static_cast<int>(Appearance::Dark));
    QTest::mouseClick(test::find<QPushButton>(*window, "settingsOk"), Qt::LeftButton);
    QTRY_COMPARE(QApplication::palette().color(QPalette::Base), Theme::dark().color(QPalette::Base));
    window.reset();
    QApplication::setPalette(before);
    window = open();
    QCOMPARE(QApplication::palette().color(QPalette::Base), Theme::dark().color(QPalette::Base));
    window.reset();
    QApplication::setPalette(before);
  }

  void theLayoutIsKeptAndCanBeReset() {
    auto window = open();
    auto* log = test::find<QDockWidget>(*window, "logDock");
    auto* runs = test::find<QDockWidget>(*window, "runsDock");
    log->close();
    runs->setFloating(true);
    QVERIFY(window->close());
    window = open();
    QVERIFY(test::find<QDockWidget>(*window, "logDock")->isHidden());
    QVERIFY(test::find<QDockWidget>(*window, "runsDock")->isFloating());
    test::find<QAction>(*window, "resetLayout")->trigger();
    QVERIFY(!test::find<QDockWidget>(*window, "logDock")->isHidden());
    QVERIFY(!test::find<QDockWidget>(*window, "runsDock")->isFloating());
  }

  void aWindowFromALargerScreenFitsThisOne() {
    {
      auto window = open();
      window->setGeometry(5000, 4000, 4000, 3000);
      QVERIFY(window->close());
    }
    auto window = open();
    const QRect room = window->screen()->availableGeometry();
    QVERIFY2(room.contains(window->geometry().center()), "the window is out of sight");
    QVERIFY(window->width() <= room.width() && window->height() <= room.height());
  }

  void twoWindowsOnOneDirectory() {
    auto first = open();
    auto second = open("short");
    train(*first);
    QTRY_COMPARE_WITH_TIMEOUT(model(*second).rowCount(), 1, kLong);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(*second, 0), "training", kLong);
    selectRow(*second, 0);
    QTRY_VERIFY_WITH_TIMEOUT(points(*second) > 10, kLong);
    QVERIFY(!enabled(*second, "resume"));
    runs::RunNotes notes = runs::readNotes(status(*first).run);
    notes.name = std::string("a/b “\xf0\x9f\x90\x88” ") + std::string(300, 'n');  // the other window may show any name
    notes.name.resize(300);
    runs::writeNotes(status(*first).run, notes);
    QTRY_VERIFY_WITH_TIMEOUT(model(*second).index(0).data().toString().startsWith("a/b"), kLong);
    stop(*first);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(*second, 0), "stopped", kLong);
    QTRY_VERIFY_WITH_TIMEOUT(enabled(*second, "resume"), kLong);
  }

  void aRunOfAnotherProcessMovesAndItsDeathIsSeen() {
    auto window = open("short");
    QProcess other;
    other.start(QStringLiteral(GANVAS_BIN_DIR "/ganvas-cli"),
                {QStringLiteral("train"), QStringLiteral("endless"), QStringLiteral("--runs-dir"), folder_->path()});
    QTRY_COMPARE_WITH_TIMEOUT(model(*window).rowCount(), 1, kLong);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(*window, 0), "training", kLong);
    selectRow(*window, 0);
    QTRY_VERIFY_WITH_TIMEOUT(points(*window) > 10, kLong);
    const auto steps = [&] { return model(*window).index(0).data(RunsModel::StepRole).toLongLong(); };
    const qlonglong before = steps();
    QTRY_VERIFY_WITH_TIMEOUT(steps() > before, kLong);
    QVERIFY(!enabled(*window, "resume"));
    other.kill();
    QVERIFY(other.waitForFinished());
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(*window, 0), "interrupted", kLong);
    QTRY_VERIFY_WITH_TIMEOUT(enabled(*window, "resume"), kLong);
  }

  void withoutTheCoreHistoriesShow() {
    auto window = open("short");
    train(*window);
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Finished", kLong);
    window.reset();
    window = open("short", []() -> std::unique_ptr<session::Session> { throw std::runtime_error("no core"); });
    QTRY_VERIFY(test::find<QWidget>(*window, "failureBanner")->isVisible());
    QTRY_COMPARE(model(*window).rowCount(), 1);
    selectRow(*window, 0);
    QTRY_VERIFY_WITH_TIMEOUT(points(*window) > 10, kLong);
  }

  void aRunThatVanishesWhileItIsShown() {
    auto window = open("short");
    train(*window);
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Finished", kLong);
    QTRY_VERIFY_WITH_TIMEOUT(points(*window) > 10, kLong);
    std::filesystem::remove_all(status(*window).run);
    QTRY_COMPARE_WITH_TIMEOUT(model(*window).rowCount(), 0, kLong);
    QVERIFY(!enabled(*window, "resume"));
    train(*window);  // and the window is as good as before
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Finished", kLong);
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::WorkbenchTest)
#include "workbench_test.moc"
