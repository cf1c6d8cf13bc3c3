#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QObject>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "panels/runs_panel.h"
#include "runs_fixture.h"
#include "support.h"

namespace ganvas::ui {

namespace {

runs::RunSummary makeSummary(const std::string& name, const std::string& recipe = "quickstart",
                             const std::string& state = "stopped") {
  runs::RunSummary run;
  run.path = "/runs/" + name;
  run.manifest.name = name;
  run.manifest.recipe = recipe;
  run.history = {state, 40, 100, 1, ""};
  return run;
}

std::vector<runs::RunSummary> several() {
  std::vector<runs::RunSummary> runs{makeSummary("d", "dcgan", "finished"), makeSummary("c", "quickstart", "failed"),
                                     makeSummary("b", "dcgan"), makeSummary("a")};
  runs[0].lastScalars = {{"g_loss", 2.0F}};
  runs[1].lastScalars = {{"g_loss", 1.0F}};
  runs[2].notes = {"Bright ideas", {"good", "paper"}, "the one for figure 3"};
  runs[3].bytes = 1 << 30;
  return runs;
}

}  // namespace

/// The list of runs, by mouse and keyboard.
class RunsPanelTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private:
  static QStringList rows(RunsPanel& panel) {
    const QAbstractItemModel* model = test::find<QListView>(panel, "runsTable")->model();
    QStringList names;
    for (int row = 0; row < model->rowCount(); ++row) names << model->index(row, 0).data().toString();
    return names;
  }
  static void clickRow(RunsPanel& panel, int row, Qt::KeyboardModifiers keys = {}) {
    auto* list = test::find<QListView>(panel, "runsTable");
    const QModelIndex index = list->model()->index(row, 0);
    list->scrollTo(index);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, keys, list->visualRect(index).center());
  }
  static void show(RunsPanel& panel) {
    panel.resize(320, 640);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
  }
  static void choose(RunsPanel& panel, const char* combo, const QString& text) {
    auto* box = test::find<QComboBox>(panel, combo);
    const int item = box->findText(text);
    QVERIFY2(item >= 0, qPrintable(text));
    box->setFocus();
    while (box->currentIndex() != item) {
      const int before = box->currentIndex();
      QTest::keyClick(box, before < item ? Qt::Key_Down : Qt::Key_Up);
      QVERIFY(box->currentIndex() != before);
    }
  }
  static void sortBy(RunsPanel& panel, int item) {
    QMenu* menu = test::find<QPushButton>(panel, "runsOrder")->menu();
    menu->popup(QPoint(0, 0));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().at(item)).center());
  }

 private Q_SLOTS:
  void saysThatThereIsNothing() {
    RunsModel model;
    RunsPanel panel(model, {});
    show(panel);
    auto* empty = test::find<QLabel>(panel, "runsEmpty");
    QVERIFY(empty->isVisible());
    QVERIFY(empty->text().contains("Train"));
    model.setRuns(several());
    QVERIFY(!empty->isVisible());
    QTest::keyClicks(test::find<QLineEdit>(panel, "runsSearch"), "no such run");
    QVERIFY(empty->isVisible());
    QVERIFY(empty->text().contains("No run matches"));
  }

  void searchesNameRecipeTagsAndNote() {
    RunsModel model;
    model.setRuns(several());
    RunsPanel panel(model, {});
    show(panel);
    auto* search = test::find<QLineEdit>(panel, "runsSearch");
    const auto found = [&](const char* words) {
      search->clear();
      QTest::keyClicks(search, words);
      return rows(panel);
    };
    QCOMPARE(found("BRIGHT"), QStringList{"Bright ideas"});
    QCOMPARE(found("dcgan"), (QStringList{"d", "Bright ideas"}));
    QCOMPARE(found("paper"), QStringList{"Bright ideas"});
    QCOMPARE(found("figure good"), QStringList{"Bright ideas"});
    QCOMPARE(found("figure bad"), QStringList());
    QCOMPARE(found("*"), QStringList());
    QCOMPARE(found(""), (QStringList{"d", "c", "Bright ideas", "a"}));
  }

  void filtersByRecipeAndState() {
    RunsModel model;
    RunsPanel panel(model, {});
    model.setRuns(several());
    show(panel);
    choose(panel, "runsRecipe", "dcgan");
    QCOMPARE(rows(panel), (QStringList{"d", "Bright ideas"}));
    choose(panel, "runsState", "Finished");
    QCOMPARE(rows(panel), QStringList{"d"});
    choose(panel, "runsRecipe", "Any recipe");
    choose(panel, "runsState", "Failed");
    QCOMPARE(rows(panel), QStringList{"c"});
    auto runs = several();
    runs[3].history.state = "failed";  // moves into the view by itself
    model.setRuns(runs);
    QCOMPARE(rows(panel), (QStringList{"c", "a"}));
  }

  void sorts() {
    RunsModel model;
    model.setRuns(several());
    RunsPanel panel(model, {});
    show(panel);
    sortBy(panel, 1);
    QCOMPARE(rows(panel), (QStringList{"a", "Bright ideas", "c", "d"}));
    sortBy(panel, 2);
    QCOMPARE(rows(panel), (QStringList{"Bright ideas", "a", "d", "c"}));
    sortBy(panel, 3);
    QCOMPARE(rows(panel), (QStringList{"c", "d", "Bright ideas", "a"}));
    sortBy(panel, 4);
    QCOMPARE(rows(panel).first(), "a");
    sortBy(panel, 0);
    QCOMPARE(rows(panel), (QStringList{"d", "c", "Bright ideas", "a"}));
  }

  void onlyTheUserChoosesAnotherRun() {
    RunsModel model;
    RunsPanel panel(model, {});
    model.setRuns(several());
    show(panel);
    QSignalSpy chosen(&panel, &RunsPanel::runSelected);
    panel.select("/runs/c");
    QCOMPARE(panel.selected(), std::filesystem::path("/runs/c"));
    QCOMPARE(chosen.size(), 0);
    clickRow(panel, 2);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(panel.selected(), std::filesystem::path("/runs/b"));
    // Hidden by a filter and seen again: still the chosen one.
    auto* search = test::find<QLineEdit>(panel, "runsSearch");
    QTest::keyClicks(search, "finished no more");
    QCOMPARE(panel.selected(), std::filesystem::path());
    search->clear();
    QCOMPARE(panel.selected(), std::filesystem::path("/runs/b"));
    choose(panel, "runsState", "Stopped");
    QCOMPARE(panel.selected(), std::filesystem::path("/runs/b"));
    auto runs = several();
    runs[2].history.state = "finished";  // leaves the view by itself
    model.setRuns(runs);
    QCOMPARE(rows(panel), QStringList{"a"});
    QCOMPARE(panel.selected(), std::filesystem::path());
    QCOMPARE(chosen.size(), 1);
    choose(panel, "runsState", "Any state");
    QCOMPARE(panel.selected(), std::filesystem::path("/runs/b"));
    QCOMPARE(chosen.size(), 1);
    // Deleted: its neighbour is shown.
    runs.erase(runs.begin() + 2);
    model.setRuns(runs);
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen.last().first().value<std::filesystem::path>(), panel.selected());
    QVERIFY(!panel.selected().empty());
  }

  void aRunIsSelectedAsSoonAsItIsListed() {
    RunsModel model;
    RunsPanel panel(model, {});
    model.setRuns(several());
    show(panel);
    clickRow(panel, 0);
    QSignalSpy chosen(&panel, &RunsPanel::runSelected);
    panel.select("/runs/new");
    QCOMPARE(panel.selected(), std::filesystem::path());
    auto runs = several();
    runs.insert(runs.begin(), makeSummary("new"));
    model.setRuns(runs);
    QCOMPARE(panel.selected(), std::filesystem::path("/runs/new"));
    QCOMPARE(chosen.size(), 0);
  }

  void severalCanBeSelected() {
    RunsModel model;
    RunsPanel panel(model, {});
    model.setRuns(several());
    show(panel);
    clickRow(panel, 1);
    clickRow(panel, 3, Qt::ControlModifier);
    QCOMPARE(panel.selectedRuns(), (std::vector<std::filesystem::path>{"/runs/c", "/runs/a"}));
    QTest::keyClick(test::find<QListView>(panel, "runsTable"), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(panel.selectedRuns().size(), std::size_t{4});
    // The order changes: the same stay selected.
    auto runs = several();
    std::swap(runs[0], runs[3]);
    clickRow(panel, 2);
    model.setRuns(runs);
    QCOMPARE(panel.selectedRuns(), std::vector<std::filesystem::path>{"/runs/b"});
  }

  void thousandsOfRunsScrollSmoothly() {
    RunsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<runs::RunSummary> runs;
    for (int i = 0; i < 500; ++i) runs.push_back(makeSummary("run " + std::to_string(i)));
    model.setRuns(runs);
    RunsPanel panel(model, {});
    const QAbstractItemModelTester filterTester(test::find<QListView>(panel, "runsTable")->model(),
                                                QAbstractItemModelTester::FailureReportingMode::QtTest);
    show(panel);
    auto* bar = test::find<QListView>(panel, "runsTable")->verticalScrollBar();
    QVERIFY(bar->maximum() > 400 * 56);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 50; ++i) {
      bar->setValue(i * bar->maximum() / 50);
      panel.grab();
    }
    QVERIFY2(timer.elapsed() < 50 * 100, qPrintable(QString::number(timer.elapsed())));
    QTest::keyClicks(test::find<QLineEdit>(panel, "runsSearch"), "run 49");
    QCOMPARE(rows(panel).size(), 15);
    runs.erase(runs.begin() + 100, runs.begin() + 200);
    model.setRuns(runs);
    QCOMPARE(model.rowCount(), 400);
  }

  void looksRight() {
    QTemporaryDir folder;
    test::makeRun(folder.path(), {.created = "2026-03-09T10:00:00Z", .state = "finished", .step = 100, .grids = 1});
    std::vector<runs::RunSummary> runs = runs::listRuns(filePath(folder.path()));
    QCOMPARE(runs.size(), std::size_t{1});
    const runs::RunSummary real = runs.front();
    const char* states[] = {"running", "paused", "stopped", "failed", "created", "finished"};
    for (const char* state : states) {
      runs::RunSummary run = real;
      run.path /= state;
      run.latestSample = "../" + real.latestSample;
      run.history.state = state;
      run.history.step = state == std::string("created") ? 0 : 40;
      if (run.history.step == 0) run.lastScalars.clear();
      runs.push_back(run);
    }
    runs[1].lock = runs::LockState::HeldHere;
    runs[1].notes = {"A rather long name that the researcher gave to this run", {"baseline", "figure-3"}, ""};
    runs[2].notes = {"Sweep \U0001F600 7/12", {"a", "a tag that is much too long for this line"}, ""};
    runs[3].interrupted = true;
    runs[4].problem = "history.db is no SQLite database";
    RunsModel model;
    RunsPanel panel(model, {});
    model.setRuns(runs);
    show(panel);
    panel.select(runs[1].path);
    QTRY_VERIFY(panel.grab().toImage() != QImage());
    panel.setFixedSize(280, 700);
    test::saveScreenshots(panel, QStringLiteral("runs"));
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::RunsPanelTest)
#include "runs_panel_test.moc"
