#include <QAction>
#include <QInputDialog>
#include <QLabel>
#include <QListView>
#include <QObject>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include "runs/run_list.h"
#include "session/session_loader.h"
#include "support.h"
#include "window/main_window.h"

namespace ganvas::ui {

namespace {
constexpr int kLong = 120000;  // ms
constexpr int kSteps = 40;
}  // namespace

/// Training a finished run for more steps.
class ExtendTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() {
    test::isolate();
    test::writeRecipe(QStringLiteral("short"), test::tinyRecipe(QStringLiteral("short"), kSteps));
  }

 private:
  QTemporaryDir runsDir_;

  static QString state(MainWindow& window) { return test::find<QLabel>(window, "stateLabel")->text(); }
  static QPointer<QInputDialog> ask(QAction* extend, MainWindow& window) {
    extend->trigger();
    return test::find<QInputDialog>(window, "extendDialog");
  }

 private Q_SLOTS:
  void aFinishedRunGoesOnToItsNewTotal() {
    MainWindow window({filePath(runsDir_.path()), QStringLiteral("short")}, session::loadSession);
    window.show();
    auto* extend = test::find<QAction>(window, "runExtend");
    auto* train = test::find<QPushButton>(window, "trainButton");
    QVERIFY(extend && !extend->isEnabled());
    QTRY_VERIFY(train->isEnabled());
    test::click(train);
    QTRY_COMPARE_WITH_TIMEOUT(state(window), "Finished", kLong);
    QTRY_VERIFY(extend->isEnabled());
    auto* resume = test::find<QPushButton>(window, "resumeButton");
    QVERIFY(!resume->isEnabled());
    QVERIFY(resume->toolTip().contains("Extend"));
    const std::filesystem::path run = window.bridge().status().run;

    QPointer<QInputDialog> dialog = ask(extend, window);
    QTRY_VERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->intMinimum(), kSteps + 1);
    QCOMPARE(dialog->intValue(), 2 * kSteps);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QVERIFY(!window.bridge().isBusy());

    dialog = ask(extend, window);
    QTRY_VERIFY(dialog && dialog->isVisible());
    auto* total = dialog->findChild<QSpinBox*>();
    QVERIFY(total);
    total->selectAll();
    QTest::keyClicks(total, QStringLiteral("100"));
    QTest::keyClick(total, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(state(window) == "Finished" && window.bridge().status().progress.step == 100, kLong);
    QVERIFY(window.bridge().status().run == run);
    const runs::RunSummary summary = runs::summarise(run);
    QCOMPARE(summary.stateText(), std::string("finished"));
    QCOMPARE(summary.history.step, 100);
    QCOMPARE(summary.history.totalSteps, 100);
    QCOMPARE(test::find<QListView>(window, "runsTable")->model()->rowCount(), 1);
    QTRY_VERIFY(extend->isEnabled());
    QVERIFY(!test::find<QWidget>(window, "failureBanner")->isVisible());
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::ExtendTest)
#include "extend_test.moc"
