#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QObject>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "panels/picture_view.h"
#include "plots/curve_plot.h"
#include "session/session_loader.h"
#include "support.h"
#include "window/main_window.h"

namespace ganvas::ui {

namespace {
constexpr int kLong = 120000;  // ms: LibTorch loads and the first steps run on a machine that builds beside
}

/// Drives the real window, by mouse, with the real core.
class WindowTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() {
    test::isolate();
    // A user's recipe replaces the embedded one of the same name.
    if (!test::hasFashionMnist()) test::writeTinyRecipe(QStringLiteral("quickstart"));
  }

 private:
  QTemporaryDir runsDir_;

  std::unique_ptr<MainWindow> open() {
    auto window = std::make_unique<MainWindow>(MainWindow::Options{filePath(runsDir_.path())}, session::loadSession);
    window->show();
    return window;
  }

  static QString state(MainWindow& window) { return test::find<QLabel>(window, "stateLabel")->text(); }
  static std::int64_t step(MainWindow& window) { return window.bridge().status().progress.step; }
  static int points(MainWindow& window) { return test::find<CurvePlot>(window, "lossPlot")->pointCount(); }
  static QImage grid(MainWindow& window) { return test::find<PictureView>(window, "gridView")->image(); }

  static void clickRow(QListView* table, int row) {
    const QRect cell = table->visualRect(table->model()->index(row, 0));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell.center());
  }

  void trainUntilThereIsSomethingToSee(MainWindow& window) {
    QTRY_COMPARE(test::find<QComboBox>(window, "recipeChooser")->currentText(), "quickstart");
    QTRY_VERIFY(test::find<QPushButton>(window, "trainButton")->isEnabled());
    test::click(test::find<QPushButton>(window, "trainButton"));
    QTRY_VERIFY_WITH_TIMEOUT(points(window) > 10, kLong);
    QTRY_VERIFY_WITH_TIMEOUT(!grid(window).isNull(), kLong);
    QCOMPARE(state(window), "Training");
    QVERIFY(!test::find<QPushButton>(window, "trainButton")->isEnabled());
    QVERIFY(test::find<QProgressBar>(window, "progressBar")->format().contains("of"));
    QTRY_VERIFY(!test::find<QPlainTextEdit>(window, "log")->toPlainText().isEmpty());
  }

  void pauseAndGoOn(MainWindow& window) {
    test::click(test::find<QPushButton>(window, "pauseButton"));
    QTRY_COMPARE_WITH_TIMEOUT(state(window), "Paused", kLong);
    const std::int64_t held = step(window);
    QTest::qWait(1000);  // the proof of standing still takes a while
    QCOMPARE(step(window), held);
    QCOMPARE(state(window), "Paused");
    test::click(test::find<QPushButton>(window, "resumeButton"));
    QTRY_VERIFY_WITH_TIMEOUT(step(window) > held, kLong);
    QCOMPARE(state(window), "Training");
  }

 private Q_SLOTS:
  static void initTestCase() {
    if (test::hasFashionMnist()) return;
    qWarning("Fashion-MNIST is not installed: a tiny recipe on computed pictures stands in for quickstart");
  }

  void trainPauseResumeStopCloseReopenResume() {
    auto window = open();
    QVERIFY(QTest::qWaitForWindowExposed(window.get()));
    trainUntilThereIsSomethingToSee(*window);
    if (QTest::currentTestFailed()) return;
    pauseAndGoOn(*window);
    if (QTest::currentTestFailed()) return;

    test::click(test::find<QPushButton>(*window, "stopButton"));
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Stopped", kLong);
    const std::int64_t stopped = step(*window);
    const std::filesystem::path run = window->bridge().status().run;
    auto* table = test::find<QListView>(*window, "runsTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->index(0, 0).data(RunsModel::StateRole).toString(), "stopped", kLong);
    QVERIFY(window->close());
    window.reset();

    window = open();
    table = test::find<QListView>(*window, "runsTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, kLong);
    QVERIFY(!test::find<QPushButton>(*window, "resumeButton")->isEnabled());
    clickRow(table, 0);
    QTRY_VERIFY(points(*window) > 10);
    QTRY_VERIFY(!grid(*window).isNull());
    QTRY_VERIFY(test::find<QPlainTextEdit>(*window, "log")->toPlainText().contains("stopped"));
    test::click(test::find<QPushButton>(*window, "resumeButton"));
    QTRY_VERIFY_WITH_TIMEOUT(state(*window) == "Training" && step(*window) > stopped, kLong);
    QVERIFY(window->bridge().status().run == run);
    QCOMPARE(table->model()->rowCount(), 1);

    test::click(test::find<QPushButton>(*window, "stopButton"));
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Stopped", kLong);
  }

  void aFailureIsShownInABannerAndLeavesTheWindowUsable() {
    MainWindow::Options options{filePath(runsDir_.path())};
    options.runsDir /= "file";
    QFile file(fileName(options.runsDir));  // a file where the runs directory should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    MainWindow window(options, session::loadSession);
    window.show();
    auto* train = test::find<QPushButton>(window, "trainButton");
    QTRY_VERIFY(train->isEnabled());
    test::click(train);
    QTRY_VERIFY_WITH_TIMEOUT(test::find<QWidget>(window, "failureBanner")->isVisible(), kLong);
    QCOMPARE(state(window), "Failed");
    QVERIFY(!test::find<QLabel>(window, "failureWhat")->text().isEmpty());
    QVERIFY(train->isEnabled());

    // The next recipe lacks its data: the reason stands where the button is off.
    auto* chooser = test::find<QComboBox>(window, "recipeChooser");
    chooser->setCurrentText(QStringLiteral("dcgan-3"));
    QVERIFY(!train->isEnabled());
    QVERIFY(test::find<QLabel>(window, "trainProblem")->isVisible());
    QVERIFY(window.close());
  }

  void aCoreThatCannotBeLoadedIsSaid() {
    MainWindow window({filePath(runsDir_.path())},
                      []() -> std::unique_ptr<session::Session> { throw std::runtime_error("the module is missing"); });
    window.show();
    QTRY_VERIFY(test::find<QWidget>(window, "failureBanner")->isVisible());
    QCOMPARE(test::find<QLabel>(window, "failureWhat")->text(), "The module is missing");
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::WindowTest)
#include "window_test.moc"
