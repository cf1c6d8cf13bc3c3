#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QObject>
#include <QPushButton>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>

#include "runs/run_lock.h"
#include "session/session_loader.h"
#include "support.h"
#include "window/main_window.h"

namespace ganvas::ui {

namespace {

constexpr int kLong = 120000;  // ms

QString recipeFor(const QString& name, const QString& data, const QString& lastLayer) {
  return QStringLiteral(R"(format = 1
[about]
name = "%1"
[data]
%2
[generator]
latent = 8
layers = ["linear %3", "tanh"]
[discriminator]
layers = ["flatten", "linear 1"]
[schedule]
batch_size = 8
steps = 20
)")
      .arg(name, data, lastLayer);
}

}  // namespace

/// What the window says of runs and files that cannot be used.
class BadInputTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() {
    test::isolate();
    test::writeTinyRecipe(QStringLiteral("tiny"));
  }

 private:
  QTemporaryDir runsDir_;

  static QString state(MainWindow& window) { return test::find<QLabel>(window, "stateLabel")->text(); }
  static bool failed(MainWindow& window) { return test::find<QWidget>(window, "failureBanner")->isVisible(); }
  /// All that the banner says.
  static QString said(MainWindow& window) {
    QStringList texts;
    for (const char* name : {"failureWhat", "failureWhere", "failureAdvice"}) {
      texts << test::find<QLabel>(window, name)->text();
    }
    return texts.join(QLatin1Char('\n'));
  }

  std::unique_ptr<MainWindow> open(const char* recipe) const {
    auto window = std::make_unique<MainWindow>(
        MainWindow::Options{filePath(runsDir_.path()), QString::fromLatin1(recipe)}, session::loadSession);
    window->show();
    return window;
  }

  static void click(MainWindow& window, const char* button) {
    QTRY_VERIFY_WITH_TIMEOUT(test::find<QPushButton>(window, button)->isEnabled(), kLong);
    test::click(test::find<QPushButton>(window, button));
  }

  /// Trains a little and stops.
  static void leaveAStoppedRun(MainWindow& window) {
    click(window, "trainButton");
    QTRY_VERIFY_WITH_TIMEOUT(window.bridge().status().progress.step > 20, kLong);
    click(window, "stopButton");
    QTRY_COMPARE_WITH_TIMEOUT(state(window), "Stopped", kLong);
    QTRY_VERIFY_WITH_TIMEOUT(test::find<QPushButton>(window, "resumeButton")->isEnabled(), kLong);
  }

 private Q_SLOTS:
  void aLockedRunNamesItsHolder() {
    auto window = open("tiny");
    leaveAStoppedRun(*window);
    if (QTest::currentTestFailed()) return;
    {
      const runs::RunLock held(window->bridge().status().run);  // the list has not noticed yet
      click(*window, "resumeButton");
      QTRY_VERIFY_WITH_TIMEOUT(failed(*window), kLong);
      QVERIFY2(said(*window).contains(QSysInfo::machineHostName()), qPrintable(said(*window)));
      QVERIFY2(said(*window).contains(QString::number(getpid())), qPrintable(said(*window)));
      // Now the list has noticed.
      QTRY_VERIFY_WITH_TIMEOUT(!test::find<QPushButton>(*window, "resumeButton")->isEnabled(), kLong);
    }
    QVERIFY(QDir(runsDir_.path()).mkdir(QStringLiteral("new")));  // the list is read again when its folder changes
    click(*window, "resumeButton");                               // nothing was broken
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Training", kLong);
    QVERIFY(!failed(*window));
    click(*window, "stopButton");
    QTRY_COMPARE_WITH_TIMEOUT(state(*window), "Stopped", kLong);
  }

  void aRunWhoseOnlyCheckpointIsDamagedIsNotResumed() {
    auto window = open("tiny");
    leaveAStoppedRun(*window);
    if (QTest::currentTestFailed()) return;
    int damaged = 0;
    const auto checkpoints = window->bridge().status().run / "checkpoints";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(checkpoints)) {
      if (!entry.is_regular_file()) continue;
      std::filesystem::resize_file(entry.path(), 5);
      ++damaged;
    }
    QVERIFY(damaged > 0);
    click(*window, "resumeButton");
    QTRY_VERIFY_WITH_TIMEOUT(failed(*window), kLong);
    QCOMPARE(state(*window), "Failed");
    QVERIFY2(said(*window).contains("checkpoint"), qPrintable(said(*window)));
    QVERIFY(test::find<QPushButton>(*window, "trainButton")->isEnabled());
  }

  void aDataFileOfAnotherKindIsNamed() {
    QTemporaryDir folder;
    QFile images(folder.filePath(QStringLiteral("train-images-idx3-ubyte")));
    QVERIFY(images.open(QIODevice::WriteOnly));
    images.write("this is no file of pictures at all");
    images.close();
    test::writeRecipe(
        QStringLiteral("wrong-magic"),
        recipeFor(QStringLiteral("wrong-magic"), QStringLiteral("source = \"idx\"\npath = \"%1\"").arg(folder.path()),
                  QStringLiteral("28x28x1")));
    auto window = open("wrong-magic");
    QTRY_VERIFY(test::find<QPushButton>(*window, "trainButton")->isEnabled());  // its files have been looked at
    click(*window, "trainButton");
    QTRY_VERIFY_WITH_TIMEOUT(failed(*window), kLong);
    QCOMPARE(state(*window), "Failed");
    QVERIFY2(said(*window).contains("train-images-idx3-ubyte"), qPrintable(said(*window)));
    QVERIFY(test::find<QPushButton>(*window, "trainButton")->isEnabled());
  }

  void layersThatDoNotFitCannotBeTrained() {
    test::writeRecipe(
        QStringLiteral("misfit"),
        recipeFor(QStringLiteral("misfit"), QStringLiteral("source = \"synthetic\"\nwidth = 8\nheight = 8"),
                  QStringLiteral("9x9x3")));
    auto window = open("misfit");
    auto* problem = test::find<QLabel>(*window, "trainProblem");
    QTRY_VERIFY(problem->text().contains("the generator ends in 9×9×3"));
    QVERIFY(problem->isVisible());
    QVERIFY(!test::find<QPushButton>(*window, "trainButton")->isEnabled());
    QVERIFY(!window->bridge().isBusy());
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::BadInputTest)
#include "bad_input_test.moc"
