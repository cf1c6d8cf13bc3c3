#include <QElapsedTimer>
#include <QLabel>
#include <QMessageBox>
#include <QObject>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include "runs/run_list.h"
#include "session/inspector.h"
#include "session/session_loader.h"
#include "support.h"
#include "window/main_window.h"

namespace ganvas::ui {

namespace {
constexpr int kLong = 120000;
}

namespace {

/// A session whose run neither ends nor listens.
class StuckSession : public session::Session {
 public:
  void start(session::StartRequest) override { state_ = session::State::Running; }
  void resume(session::ResumeRequest) override {}
  void pause() override {}
  void unpause() override {}
  void stop() override { state_ = session::State::Stopping; }
  void sampleNow() override {}
  void checkpointNow() override {}
  void setLive(const std::string&, const std::string&) override {}
  void measureStep(config::Experiment) override {}
  void cancelMeasurement() override {}
  std::string torchVersion() const override { return "1.13.0"; }
  std::unique_ptr<session::Inspector> makeInspector() override { return {}; }
  session::Status status() const override {
    session::Status status;
    status.state = state_;
    return status;
  }
  void onChange(std::function<void()>) override {}
  session::Status waitForChange(std::uint64_t, std::chrono::milliseconds) const override { return status(); }

 private:
  session::State state_ = session::State::Idle;
};

}  // namespace

/// Closing the window while a run trains.
class CloseTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() {
    test::isolate();
    test::writeTinyRecipe(QStringLiteral("tiny"));
  }

 private:
  QTemporaryDir runsDir_;

  static MainWindow::Options options(const QString& folder) { return {filePath(folder), QStringLiteral("tiny")}; }

  static void startTraining(MainWindow& window) {
    window.show();
    auto* train = test::find<QPushButton>(window, "trainButton");
    QTRY_VERIFY(train->isEnabled());
    test::click(train);
    QTRY_VERIFY_WITH_TIMEOUT(window.bridge().status().progress.step > 20, kLong);
  }

 private Q_SLOTS:
  void asksOnceThenStopsWithACheckpoint() {
    MainWindow window(options(runsDir_.path()), session::loadSession);
    startTraining(window);
    if (QTest::currentTestFailed()) return;

    QVERIFY(!window.close());
    QPointer<QMessageBox> question = test::find<QMessageBox>(window, "closeQuestion");
    QTRY_VERIFY(question && question->isVisible());
    window.close();  // a second try asks no second time
    QCOMPARE(window.findChildren<QMessageBox*>().size(), 1);
    test::click(test::find<QPushButton>(*question, "keepTraining"));
    QTRY_VERIFY(!question);
    const std::int64_t before = window.bridge().status().progress.step;
    QTRY_VERIFY_WITH_TIMEOUT(window.bridge().status().progress.step > before, kLong);
    QVERIFY(window.isVisible());

    QVERIFY(!window.close());
    question = test::find<QMessageBox>(window, "closeQuestion");
    QTRY_VERIFY(question && question->isVisible());
    const std::filesystem::path run = window.bridge().status().run;
    test::click(test::find<QPushButton>(*question, "stopAndClose"));
    QCOMPARE(test::find<QLabel>(window, "stateLabel")->text(), "Finishing…");
    QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), CloseGuard::kLongestMs);
    const runs::RunSummary summary = runs::summarise(run);
    QCOMPARE(summary.stateText(), std::string("stopped"));
    QVERIFY(summary.lastCheckpoint > 20);
    QCOMPARE(summary.lastCheckpoint, summary.history.step);
  }

  void aRunThatDoesNotStopIsLeftBehindAfterAWhile() {
    MainWindow window(options(runsDir_.path()), [] { return std::make_unique<StuckSession>(); });
    window.show();
    auto* train = test::find<QPushButton>(window, "trainButton");
    QTRY_VERIFY(train->isEnabled() && window.bridge().loaded());
    test::click(train);
    QCOMPARE(window.bridge().status().state, session::State::Running);
    auto* guard = window.findChild<CloseGuard*>();
    QVERIFY(guard);
    guard->setBound(300);
    QVERIFY(!window.close());
    test::click(test::find<QPushButton>(window, "stopAndClose"));
    QVERIFY(window.isVisible());
    QTRY_VERIFY(!window.isVisible());
    QVERIFY(window.bridge().abandoned());
  }

  void aWindowThatIsDestroyedStopsItsRun() {
    std::filesystem::path run;
    {
      MainWindow window(options(runsDir_.path()), session::loadSession);
      startTraining(window);
      if (QTest::currentTestFailed()) return;
      run = window.bridge().status().run;
    }
    QCOMPARE(runs::summarise(run).stateText(), std::string("stopped"));
    QCoreApplication::processEvents();
  }

  void aWindowThatIsDestroyedWhileTheCoreLoadsIsGoneCleanly() {
    for (int i = 0; i < 3; ++i) {
      MainWindow window(options(runsDir_.path()), session::loadSession);
      window.bridge().load();
      window.bridge().start({});
      QCOMPARE(window.bridge().status().state, session::State::Preparing);
      window.bridge().stop();
      QCOMPARE(window.bridge().status().state, session::State::Idle);
    }
    QCoreApplication::processEvents();
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::CloseTest)
#include "close_test.moc"
