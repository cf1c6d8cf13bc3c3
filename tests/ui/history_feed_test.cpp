#include <QImage>
#include <QObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>
#include <limits>

#include "bridge/history_feed.h"
#include "bridge/text.h"
#include "support.h"
#include "window/run_watcher.h"

namespace ganvas::ui {

namespace {

constexpr int kSteps = 5000;

/// A run of 5,000 steps: d_loss is the step, g_loss its negative.
void writeRun(const std::filesystem::path& run) {
  std::filesystem::create_directories(run / "samples");
  runs::HistoryWriter writer(run / "history.db");
  std::vector<float> rows;
  for (int step = 1; step <= kSteps; ++step) {
    rows.push_back(static_cast<float>(step));
    rows.push_back(static_cast<float>(-step));
  }
  writer.append({"d_loss", "g_loss"}, rows);
  writer.addEvent(0, "info", "started");
  writer.addEvent(5000, "checkpoint", "checkpoint at step 5000");
  QImage grid(34, 18, QImage::Format_Grayscale8);
  grid.fill(90);
  QVERIFY(grid.save(fileName(run / "samples/005000.png")));
  writer.addSample({5000, 1.5, "samples/005000.png", 1, 2});
  writer.setState({"stopped", kSteps, 8000, 12.5, ""});
  writer.flush();
}

}  // namespace

class HistoryFeedTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private:
  QTemporaryDir folder_;
  std::filesystem::path run_ = filePath(folder_.path()) / "run";

  RunSnapshot ask(HistoryFeed& feed, const RunQuery& query) {
    RunSnapshot result;
    const auto connection = connect(&feed, &HistoryFeed::answered, this, [&](const RunSnapshot& s) { result = s; });
    QSignalSpy answered(&feed, &HistoryFeed::answered);
    feed.ask(query);
    if (answered.isEmpty()) answered.wait(10000);
    disconnect(connection);
    return result;
  }

 private Q_SLOTS:
  void initTestCase() { writeRun(run_); }

  void readsCurvesEventsAndGrid() {
    HistoryFeed feed;
    const RunSnapshot snapshot = ask(feed, {.run = run_, .curves = {.series = {"d_loss", "g_loss"}, .points = 400}});
    QCOMPARE(snapshot.problem, QString());
    QCOMPARE(snapshot.steps, kSteps);
    QCOMPARE(snapshot.state.state, std::string("stopped"));
    QCOMPARE(snapshot.curves.size(), 2U);
    const auto& points = snapshot.curves[0].points;
    QVERIFY(!points.empty());
    QVERIFY(points.size() <= 400);
    // Nothing is lost between the points: together they cover every step, and their extremes are the curve's.
    QCOMPARE(points.front().minimum, 1.0F);
    QCOMPARE(points.back().maximum, 5000.0F);
    QCOMPARE(points.back().step + points.back().width - 1, kSteps);
    QCOMPARE(snapshot.curves[1].points.front().maximum, -1.0F);
    QCOMPARE(snapshot.events.size(), 2U);
    QCOMPARE(snapshot.marks.size(), 1U);
    QCOMPARE(snapshot.marks[0].step, 5000);
    QCOMPARE(snapshot.series, (std::vector<std::string>{"d_loss", "g_loss"}));
    QCOMPARE(snapshot.grids.size(), 1U);
    QCOMPARE(snapshot.grids[0].step, 5000);
  }

  void readsOnlyWhatIsNew() {
    HistoryFeed feed;
    const RunSnapshot snapshot = ask(feed, {.run = run_,
                                            .curves = {.series = {"d_loss"}, .first = 101, .last = 200},
                                            .afterEvent = 1,
                                            .afterGrid = 5000,
                                            .knownGrids = 1});
    QCOMPARE(snapshot.curves[0].points.size(), 100U);
    QCOMPARE(snapshot.curves[0].points.front().minimum, 101.0F);
    QCOMPARE(snapshot.curves[0].points.back().maximum, 200.0F);
    QCOMPARE(snapshot.events.size(), 1U);
    QCOMPARE(snapshot.events[0].text, std::string("checkpoint at step 5000"));
    QVERIFY(snapshot.grids.empty() && !snapshot.allGrids);
  }

  void tellsOfGridsThatAreNoLongerTheRuns() {
    HistoryFeed feed;  // a resume from an older checkpoint forgot some of those that are known
    const RunSnapshot snapshot = ask(feed, {.run = run_, .afterGrid = 5000, .knownGrids = 3});
    QVERIFY(snapshot.allGrids);
    QCOMPARE(snapshot.grids.size(), 1U);
  }

  void saysWhyAHistoryCannotBeRead() {
    HistoryFeed feed;
    const std::filesystem::path broken = filePath(folder_.path()) / "broken";
    std::filesystem::create_directories(broken);
    std::ofstream(broken / "history.db") << std::string(8192, 'x');
    QVERIFY(!ask(feed, {.run = broken}).problem.isEmpty());
    QVERIFY(!ask(feed, {.run = broken / "nowhere"}).problem.isEmpty());
    QCOMPARE(ask(feed, {.run = run_}).problem, QString());  // and goes on with the next run
  }

  void canGoWhileAQuestionIsUnderWay() {
    for (int i = 0; i < 20; ++i) {
      HistoryFeed feed;
      feed.ask({.run = run_, .curves = {.series = {"d_loss", "g_loss"}}});
    }
    QCoreApplication::processEvents();
  }

  void theWatcherAsksAtMostFourTimesASecond() {
    RunWatcher watcher;
    watcher.setNeeds({{"d_loss"}, 0, 0, 100});
    QSignalSpy snapshots(&watcher, &RunWatcher::snapshot);
    watcher.show(run_);
    const QDeadlineTimer second(1000);
    while (!second.hasExpired()) {
      watcher.advance();
      QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    }
    QVERIFY2(snapshots.size() >= 2 && snapshots.size() <= 5, qPrintable(QString::number(snapshots.size())));
  }

  void theWatcherAnswersTheUsersMovesAtOnce() {
    RunWatcher watcher;
    watcher.setNeeds({{"d_loss"}, 0, 0, 100});
    QSignalSpy snapshots(&watcher, &RunWatcher::snapshot);
    watcher.show(run_);
    QTRY_COMPARE(snapshots.size(), 1);
    const QDeadlineTimer half(500);
    for (std::int64_t first = 1; !half.hasExpired(); ++first) {  // a drag: other steps at every move
      watcher.setNeeds({{"d_loss"}, first, first + 1000, 100}, true);
      QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    }
    QVERIFY2(snapshots.size() >= 10, qPrintable(QString::number(snapshots.size())));
  }

  void theWatcherForgetsAnswersOfAnEarlierLook() {
    const std::filesystem::path run = filePath(folder_.path()) / "again";
    writeRun(run);
    RunWatcher watcher;
    watcher.setNeeds({{"d_loss"}, 0, 0, 100});
    std::vector<std::string> log;
    connect(&watcher, &RunWatcher::cleared, this, [&] { log.clear(); });
    connect(&watcher, &RunWatcher::snapshot, this, [&](const RunSnapshot& snapshot) {
      for (const runs::EventRecord& event : snapshot.events) log.push_back(event.text);
    });
    watcher.show(run);
    QTRY_COMPARE(log.size(), 2U);
    runs::HistoryWriter writer(run / "history.db");
    writer.addEvent(5000, "info", "news");
    writer.flush();
    QTest::qWait(300);  // the next question may be asked at once …
    watcher.advance();  // … and asks for what comes after the two
    watcher.show(run_);
    watcher.show(run);
    QTRY_VERIFY(!log.empty());
    QTest::qWait(300);
    QCOMPARE(log, (std::vector<std::string>{"started", "checkpoint at step 5000", "news"}));
  }

  void tellsWhenStepsWereMade() {
    const std::filesystem::path run = filePath(folder_.path()) / "timed";
    std::filesystem::create_directories(run);
    runs::HistoryWriter writer(run / "history.db");
    const float nan = std::numeric_limits<float>::quiet_NaN();
    writer.append({"d_loss", "seconds"}, std::vector<float>{1, nan, 2, 0.5F, 3, 2.5F});
    writer.flush();
    HistoryFeed feed;
    const CurveNeeds needs{.series = {"d_loss"}, .first = 2, .last = 3, .points = 10, .seconds = true};
    const RunSnapshot snapshot = ask(feed, {.run = run, .curves = needs, .curvesOnly = true});
    QCOMPARE(snapshot.curves[0].seconds, (std::vector<double>{0.5, 2.5}));
    QCOMPARE(snapshot.clock.size(), 2U);  // of the whole run, where it is known
    QCOMPARE(snapshot.clock[1].step, 3.0);
    QCOMPARE(snapshot.clock[1].seconds, 2.5);
    QVERIFY(ask(feed, {.run = run_, .curves = needs}).clock.empty());
  }

  void theWatcherReadsEachEventOnce() {
    RunWatcher watcher;
    watcher.setNeeds({{"d_loss"}, 0, 0, 100});
    std::size_t events = 0;
    int snapshots = 0;
    connect(&watcher, &RunWatcher::snapshot, this, [&](const RunSnapshot& s) {
      events += s.events.size();
      ++snapshots;
    });
    watcher.show(run_);
    QTRY_VERIFY(snapshots == 1);
    watcher.advance();
    QTRY_VERIFY(snapshots == 2);
    QCOMPARE(events, 2U);
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::HistoryFeedTest)
#include "history_feed_test.moc"
