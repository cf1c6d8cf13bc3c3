#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <memory>
#include <mutex>

#include "config/recipes.h"
#include "panels/queue_panel.h"
#include "session/inspector.h"
#include "support.h"

namespace ganvas::ui {

namespace {

using session::State;

/// A session that does what the test says; makes the run directories' names, but no files.
class ScriptedSession : public session::Session {
 public:
  void start(session::StartRequest request) override {
    if (refuses) throw std::runtime_error("busy");
    started.push_back(request.name);
    set(State::Preparing, {});
  }
  void resume(session::ResumeRequest request) override {
    if (refuses) throw std::runtime_error("busy");
    started.push_back("resume " + request.run.filename().string());
    set(State::Preparing, request.run);
  }
  void pause() override {}
  void unpause() override {}
  void stop() override { set(State::Idle, status_.run); }
  void sampleNow() override {}
  void checkpointNow() override {}
  void setLive(const std::string&, const std::string&) override {}
  void measureStep(config::Experiment) override {}
  void cancelMeasurement() override {}
  std::string torchVersion() const override { return "1.13.0"; }
  std::unique_ptr<session::Inspector> makeInspector() override { return {}; }
  session::Status status() const override { return status_; }
  void onChange(std::function<void()> wake) override { wake_ = std::move(wake); }
  session::Status waitForChange(std::uint64_t, std::chrono::milliseconds) const override { return status_; }

  void set(State state, const std::filesystem::path& run) {
    status_.state = state;
    status_.run = run;
    status_.failure.reset();
    if (state == State::Failed) status_.failure = session::Failure{"no data", {}, {}};
    if (wake_) wake_();
  }

  std::vector<std::string> started;
  bool refuses = false;

 private:
  session::Status status_;
  std::function<void()> wake_;
};

runs::QueuedRun queued(const char* name) {
  runs::QueuedRun run;
  run.name = name;
  run.experiment = config::loadRecipe("quickstart");
  run.experiment.schedule.steps = 1500;
  return run;
}

/// The queue's parts as the window has them, on a directory of their own.
struct Bench {
  explicit Bench(const std::vector<const char*>& names = {}) : queue(filled(filePath(folder.path()), names)) {
    bridge.load();
    QTRY_VERIFY(bridge.loaded());
    panel.resize(420, 320);
    panel.show();
    panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    QTRY_VERIFY(!listings.isEmpty());
    notices.clear();
  }
  static runs::Queue filled(const std::filesystem::path& runsDir, const std::vector<const char*>& names) {
    runs::Queue made(runsDir);
    for (const char* name : names) made.add(queued(name));
    return made;
  }
  QStringList rows() {
    QStringList result;
    for (const auto& entry : queue.entries()) {
      const QString state = QLatin1String(runs::queueStateName(entry.state));
      result << (state == QLatin1String("waiting") ? QString() : state + QLatin1Char(' ')) +
                    QString::fromStdString(entry.run.isResume() ? "resume " + entry.run.name : entry.run.name);
    }
    return result;
  }
  QStringList shown() {
    QStringList result;
    const auto* model = list->model();
    for (int row = 0; row < model->rowCount(); ++row) result << model->index(row, 0).data().toString();
    return result;
  }
  void select(int row) {
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(row, 0)).center());
  }
  QAction* action(const char* name) { return test::find<QAction>(panel, name); }
  void trains(const char* name) { session->set(State::Running, filePath(folder.filePath(QLatin1String(name)))); }
  void ends(State state) { session->set(state, session->status().run); }

  QTemporaryDir folder;
  runs::Queue queue;
  ScriptedSession* session = nullptr;
  SessionBridge bridge{[this] {
    auto made = std::make_unique<ScriptedSession>();
    session = made.get();
    return made;
  }};
  QueueFeed feed{filePath(folder.path())};
  QueueRunner runner{bridge, feed, filePath(folder.path())};
  QSignalSpy listings{&feed, &QueueFeed::listed};
  QueuePanel panel{feed, runner};
  QListView* list = test::find<QListView>(panel, "queueList");
  QSignalSpy notices{&runner, &QueueRunner::notice};
};

}  // namespace

class QueueTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private Q_SLOTS:
  void trainsOneAfterAnother() {
    Bench bench;
    bench.runner.enqueue(queued("").experiment, "a");
    bench.runner.enqueue(queued("").experiment, "b");
    bench.runner.enqueueResume(filePath(bench.folder.filePath("old")), 500);
    QTRY_COMPARE(bench.session->started, std::vector<std::string>{"a"});
    bench.trains("run-a");
    QTRY_COMPARE(bench.rows(), QStringList({"taken resume a", "b", "resume "}));
    bench.ends(State::Finished);
    QTRY_COMPARE(bench.session->started.size(), 2U);
    QTRY_COMPARE(bench.rows(), QStringList({"taken b", "resume "}));
    bench.trains("run-b");
    bench.ends(State::Failed);  // while it trained: it says so itself
    QTRY_COMPARE(bench.session->started.size(), 3U);
    QCOMPARE(bench.session->started.back(), std::string("resume old"));
    bench.trains("old");
    bench.ends(State::Finished);
    QTRY_COMPARE(bench.rows(), QStringList());
    QTRY_VERIFY(!bench.runner.isTraining());
    QVERIFY(bench.notices.isEmpty());
  }

  void whatWaitsAtTheBeginningIsNotTrainedUnasked() {
    Bench bench({"a", "b"});
    QVERIFY(bench.runner.isPaused());
    QVERIFY(!bench.queue.paused());  // a command line on the same queue goes on
    QVERIFY(bench.session->started.empty());
    QCOMPARE(test::find<QLabel>(bench.panel, "queueFooter")->text(), "2 runs waiting · paused");
    bench.action("queuePause")->trigger();
    QTRY_COMPARE(bench.session->started, std::vector<std::string>{"a"});
    bench.action("queuePause")->trigger();
    QTRY_VERIFY(bench.queue.paused());
    bench.trains("run-a");
    bench.ends(State::Finished);
    QTRY_COMPARE(bench.rows(), QStringList{"b"});
    QCOMPARE(bench.session->started.size(), 1U);
  }

  void aStopHoldsTheQueue() {
    Bench bench({"a", "b"});
    bench.runner.setPaused(false);
    QTRY_COMPARE(bench.session->started.size(), 1U);
    bench.bridge.stop();  // while it prepares: it comes back
    QTRY_COMPARE(bench.rows(), QStringList({"a", "b"}));
    QVERIFY(bench.runner.isPaused());
    QCOMPARE(bench.notices.size(), 1);
    bench.runner.setPaused(false);
    QTRY_COMPARE(bench.session->started.size(), 2U);
    bench.trains("run-a");
    QTRY_COMPARE(bench.rows(), QStringList({"taken resume a", "b"}));
    bench.bridge.stop();  // a run that exists is in the list of runs
    QTRY_COMPARE(bench.rows(), QStringList{"b"});
    QVERIFY(bench.runner.isPaused());
    QCOMPARE(bench.session->started.size(), 2U);
  }

  void closingPutsTheRunBackToBeResumed() {
    Bench bench({"a", "b"});
    bench.runner.setPaused(false);
    QTRY_COMPARE(bench.session->started.size(), 1U);
    bench.trains("run-a");
    QTRY_COMPARE(bench.rows(), QStringList({"taken resume a", "b"}));
    bench.runner.prepareToClose();
    bench.bridge.stop();
    QTRY_COMPARE(bench.rows(), QStringList({"resume a", "b"}));
    QCOMPARE(bench.session->started.size(), 1U);
  }

  void failedStartsAreSetAsideAndStopTheQueueInTheEnd() {
    Bench bench({"a", "b", "c", "d"});
    bench.runner.setPaused(false);
    for (std::size_t i = 1; i <= 3; ++i) {
      QTRY_COMPARE(bench.session->started.size(), i);
      bench.session->set(State::Failed, {});
    }
    QTRY_COMPARE(bench.rows(), QStringList({"failed a", "failed b", "failed c", "d"}));
    QVERIFY(bench.runner.isPaused());
    QTRY_VERIFY(bench.list->model()->index(0, 0).data(QueueModel::DetailRole).toString().contains("no data"));
    bench.select(1);
    bench.action("queueRetry")->trigger();
    QTRY_COMPARE(bench.rows(), QStringList({"failed a", "b", "failed c", "d"}));
  }

  void aRefusalLosesNothing() {
    Bench bench({"a"});
    bench.session->refuses = true;
    bench.runner.setPaused(false);
    QTRY_COMPARE(bench.notices.size(), 1);
    QTRY_COMPARE(bench.rows(), QStringList{"a"});
    QVERIFY(bench.runner.isPaused());
  }

  void aRefusalOfAnotherCommandLeavesTheRunAlone() {
    Bench bench({"a"});
    bench.runner.setPaused(false);
    QTRY_COMPARE(bench.session->started, std::vector<std::string>{"a"});
    bench.session->refuses = true;
    QSignalSpy refused(&bench.bridge, &SessionBridge::refused);
    bench.bridge.resume({filePath(bench.folder.filePath("other")), {}, {}});  // as the user's Extend does
    QCOMPARE(refused.size(), 1);
    QVERIFY(bench.runner.isTraining());
    QVERIFY(bench.notices.isEmpty());
    bench.trains("run-a");
    QTRY_COMPARE(bench.rows(), QStringList{"taken resume a"});
    bench.ends(State::Finished);
    QTRY_COMPARE(bench.rows(), QStringList());
    QCOMPARE(bench.session->started.size(), 1U);
  }

  void aSessionThatCannotBeLoadedLosesNothing() {
    const QTemporaryDir folder;
    const runs::Queue queue = Bench::filled(filePath(folder.path()), {"a"});
    SessionBridge bridge([]() -> std::unique_ptr<session::Session> { throw std::runtime_error("no engine"); });
    QueueFeed feed(filePath(folder.path()));
    QueueRunner runner(bridge, feed, filePath(folder.path()));
    QSignalSpy refused(&bridge, &SessionBridge::refused);
    feed.ask();
    QTRY_VERIFY(runner.isPaused());
    runner.setPaused(false);
    QTRY_COMPARE(refused.size(), 1);
    QTRY_COMPARE(queue.entries().front().state, runs::QueueState::Waiting);
    QVERIFY(runner.isPaused());
  }

  void aQueueThatCannotBeReadIsToldOnce() {
    const QTemporaryDir folder;
    QFile file(folder.filePath(".queue"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QueueFeed feed(filePath(folder.path()));
    QSignalSpy failed(&feed, &QueueFeed::failed);
    QSignalSpy listed(&feed, &QueueFeed::listed);
    feed.ask();
    QTRY_COMPARE(failed.size(), 1);
    feed.ask();
    QVERIFY(!failed.wait(500));
    QVERIFY(file.remove());
    feed.ask();
    QTRY_VERIFY(!listed.isEmpty());
    QCOMPARE(failed.size(), 1);
    QVERIFY(file.open(QIODevice::WriteOnly));
    feed.ask();
    QTRY_COMPARE(failed.size(), 2);  // anew
  }

  void onlyAnotherHostsRunIsOfferedToBeRetried() {
    Bench bench({"here", "there"});
    const auto mine = bench.queue.claimNext();
    auto other = bench.queue.claimNext();
    bench.feed.ask();
    QTRY_COMPARE(bench.list->model()->index(1, 0).data(QueueModel::StateRole).toInt(), int(runs::QueueState::Taken));
    bench.select(0);
    QVERIFY(!bench.action("queueRetry")->isVisible());
    const std::filesystem::path taken = bench.queue.folder() / "taken";
    bench.queue.release(*other);
    for (const auto& entry : std::filesystem::directory_iterator(bench.queue.folder())) {
      const std::string name = entry.path().stem().string();
      if (entry.is_regular_file() && entry.path().extension() == ".toml")
        std::filesystem::rename(entry.path(), taken / (name + "@far-away.toml"));
    }
    bench.feed.ask();
    QTRY_COMPARE(bench.rows(), QStringList({"taken here", "taken there"}));
    bench.select(1);
    QTRY_VERIFY(bench.action("queueRetry")->isVisible());
  }

  void isReorderedByKeysAndMouse() {
    Bench bench({"a", "b", "c"});
    bench.select(2);
    QTest::keyClick(bench.list, Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(bench.list, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(bench.shown(), QStringList({"c", "a", "b"}));
    QTRY_COMPARE(bench.rows(), QStringList({"c", "a", "b"}));  // on disk too: the order half way is the next one's
    QVERIFY(!bench.action("queueUp")->isEnabled());
    QTest::keyClick(bench.list, Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(bench.rows(), QStringList({"a", "c", "b"}));
    QCOMPARE(bench.list->currentIndex().row(), 1);
    bench.select(2);
    QTest::keyClick(bench.list, Qt::Key_Home, Qt::AltModifier);
    QTRY_COMPARE(bench.rows(), QStringList({"b", "a", "c"}));
    auto* model = bench.list->model();
    const std::unique_ptr<QMimeData> dragged(model->mimeData({model->index(0, 0)}));
    model->dropMimeData(dragged.get(), Qt::MoveAction, 2, 0, {});
    QTRY_COMPARE(bench.rows(), QStringList({"a", "b", "c"}));
    QCOMPARE(bench.shown(), QStringList({"a", "b", "c"}));
    QTest::keyClick(bench.list, Qt::Key_Delete);
    QTRY_COMPARE(bench.rows(), QStringList({"a", "c"}));
  }

  void aRunIsTakenBackToBeEdited() {
    Bench bench({"a", "b"});
    QSignalSpy wanted(&bench.panel, &QueuePanel::experimentWanted);
    const QRect row = bench.list->visualRect(bench.list->model()->index(1, 0));
    QTest::mouseClick(bench.list->viewport(), Qt::LeftButton, {}, row.center());
    QTest::mouseDClick(bench.list->viewport(), Qt::LeftButton, {}, row.center());
    QTRY_COMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][1].toString(), "b");
    QCOMPARE(wanted[0][2].toString(), "b");
    QVERIFY(wanted[0][0].value<ganvas::config::Experiment>() == queued("b").experiment);
    QTRY_COMPARE(bench.rows(), QStringList{"a"});
  }

  void theRunToEditIsHandedOverAtOnce() {
    Bench bench({"a", ""});
    bench.select(1);
    QSignalSpy wanted(&bench.panel, &QueuePanel::experimentWanted);
    bench.action("queueEdit")->trigger();
    QCOMPARE(wanted.size(), 1);  // a window that closes now loses nothing
    QCOMPARE(wanted[0][1].toString(), "quickstart");
    QCOMPARE(wanted[0][2].toString(), QString());
    QTRY_COMPARE(bench.rows(), QStringList{"a"});
  }

  void followsWhatOthersChange() {
    Bench bench({"a"});
    bench.queue.add(queued("b"));
    QTRY_COMPARE(bench.shown(), QStringList({"a", "b"}));
    bench.queue.remove(bench.queue.entries().front().id);
    QTRY_COMPARE(bench.shown(), QStringList({"b"}));
  }

  void theModelKeepsItsPromises() {
    QueueModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto entry = [](const char* id, runs::QueueState state = runs::QueueState::Waiting) {
      return runs::QueueEntry{id, state, queued(id), {}, {}};
    };
    model.setEntries({entry("a"), entry("b"), entry("c")}, {});
    const QPersistentModelIndex kept = model.index(2);
    model.setEntries({entry("c", runs::QueueState::Taken), entry("x"), entry("a")}, {});
    QCOMPARE(kept.row(), 0);
    QVERIFY(!model.moveTo(0, 2));
    QVERIFY(!(model.flags(model.index(0)) & Qt::ItemIsDragEnabled));
    QSignalSpy moved(&model, &QueueModel::moveRequested);
    QVERIFY(model.moveTo(2, 0));  // in front of it is what trains
    QCOMPARE(model.entry(1)->id, std::string("a"));
    QCOMPARE(moved.size(), 1);
    model.setEntries({entry("x"), entry("a"), entry("x"), entry("a"), entry("c")}, {});  // as it must not be
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.entry(2)->id, std::string("c"));
    model.setEntries({}, {});
    QCOMPARE(model.rowCount(), 0);
  }

  void saysWhatDiffersAndHowLongItTakes() {
    const config::Experiment recipe = queued("").experiment;
    config::Experiment changed = recipe;
    QCOMPARE(differences(recipe, changed), QString());
    changed.seed = 9;
    changed.schedule.batchSize = 96;
    changed.generator.layers.pop_back();
    changed.schedule.steps = 7;
    const QString text = differences(recipe, changed);
    QVERIFY2(text.contains("96") && text.contains("9") && text.contains("other ") && !text.contains("7"),
             qPrintable(text));

    runs::RunSummary known;
    known.manifest.recipe = recipe.about.name;
    known.history.step = 100;
    known.history.seconds = 10;
    const runs::QueueEntry entry{"a", runs::QueueState::Waiting, queued("a"), {}, {}};
    QCOMPARE(secondsFor({entry, entry}, {known}).value(), 300.0);
    QVERIFY(!secondsFor({entry}, {}));
    known.path = "/runs/a";
    known.history.totalSteps = 400;
    runs::QueueEntry resumed{"b", runs::QueueState::Waiting, {}, {}, {}};
    resumed.run.resume = known.path;
    QCOMPARE(secondsFor({resumed}, {known}).value(), 30.0);
    resumed.run.epochs = 2;  // how many steps is not known here
    QVERIFY(!secondsFor({resumed}, {known}));
  }

  void pictures() {
    if (!test::wantsScreenshots()) return;
    Bench bench({"first", "second with quite a long name that will not fit into the width of a narrow dock", "third"});
    auto failing = queued("fourth");
    failing.failure = "the data set is missing: /data/cifar. Choose its folder";
    bench.queue.add(failing);
    auto changed = queued("fifth");
    changed.experiment.seed = 3;
    changed.experiment.schedule.batchSize = 96;
    changed.experiment.generatorOptimiser.learningRate = 1e-4;
    changed.experiment.discriminatorOptimiser.learningRate = 1e-4;
    bench.queue.add(changed);
    const auto claim = bench.queue.claimNext();
    QTRY_COMPARE(bench.shown().size(), 5);
    bench.select(1);
    test::saveScreenshots(bench.panel, "queue");
    QVERIFY(bench.panel.grab().save(qEnvironmentVariable("GANVAS_SCREENSHOT_DIR") + "/queue-narrow.png"));
    Bench empty;
    test::saveScreenshots(empty.panel, "queue-empty");
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::QueueTest)
#include "queue_test.moc"
