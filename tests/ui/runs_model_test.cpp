#include <QAbstractItemModelTester>
#include <QObject>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

#include "models/runs_model.h"

namespace ganvas::ui {

namespace {

runs::RunSummary makeRun(const char* name, const char* state = "stopped", std::int64_t step = 10) {
  runs::RunSummary run;
  run.path = std::filesystem::path("/runs") / name;
  run.manifest.name = name;
  run.history.state = state;
  run.history.step = step;
  return run;
}

QString cell(const RunsModel& model, int row, int role) {
  return model.index(row).data(role).toString();
}

}  // namespace

class RunsModelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keepsItsPromisesThroughEveryChange() {
    RunsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRuns({});
    model.setRuns({makeRun("b"), makeRun("a")});
    model.setRuns({makeRun("d"), makeRun("c"), makeRun("b"), makeRun("a")});
    model.setRuns({makeRun("a"), makeRun("d"), makeRun("e")});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 0, Qt::DisplayRole), "a");
    QCOMPARE(cell(model, 1, Qt::DisplayRole), "d");
    QCOMPARE(cell(model, 2, Qt::DisplayRole), "e");
    model.setRuns({});
    QCOMPARE(model.rowCount(), 0);
  }

  void aNewRunKeepsTheSelectionOnTheOldOne() {
    RunsModel model;
    model.setRuns({makeRun("b"), makeRun("a")});
    const QPersistentModelIndex selected = model.index(1, 0);
    model.setRuns({makeRun("c"), makeRun("b"), makeRun("a")});
    QVERIFY(selected.isValid());
    QCOMPARE(selected.row(), 2);
    QCOMPARE(selected.data().toString(), "a");
  }

  void tellsOnlyOfRowsThatChanged() {
    RunsModel model;
    model.setRuns({makeRun("b"), makeRun("a")});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRuns({makeRun("b"), makeRun("a", "finished", 20)});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(cell(model, 1, RunsModel::StateRole), "finished");
    QCOMPARE(cell(model, 1, RunsModel::StepRole), "20");
  }

  void whatIsKnownOfTheOwnRunOutdoesTheList() {
    RunsModel model;
    model.setRuns({makeRun("b", "stopped", 5), makeRun("a", "running", 10)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setOwnRun("/runs/a", "paused", 77);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(cell(model, 1, RunsModel::StepRole), "77");
    QCOMPARE(cell(model, 1, RunsModel::StateRole), "paused");
    QCOMPARE(cell(model, 0, RunsModel::StepRole), "5");
    model.setOwnRun("/runs/a", "paused", 77);
    QCOMPARE(changed.size(), 1);
    model.setOwnRun({}, {}, 0);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(cell(model, 1, RunsModel::StepRole), "10");
    QCOMPARE(cell(model, 1, RunsModel::StateRole), "training");
  }

  void aNameIsNoMarkup() {
    RunsModel model;
    runs::RunSummary run = makeRun("<img src=\"/tmp/pipe\">");
    model.setRuns({run});
    const QString tip = cell(model, 0, Qt::ToolTipRole);
    QVERIFY2(!tip.contains("<img"), qPrintable(tip));
    QVERIFY2(tip.contains("&lt;img"), qPrintable(tip));
    QCOMPARE(cell(model, 0, Qt::DisplayRole), "<img src=\"/tmp/pipe\">");
  }

  void aGridOutsideTheRunIsNotShown() {
    RunsModel model;
    for (const char* file : {"/etc/picture.png", "../other/samples/1.png", "samples/../../x.png"}) {
      runs::RunSummary run = makeRun("a");
      run.latestSample = file;
      model.setRuns({run});
      QCOMPARE(cell(model, 0, RunsModel::SampleRole), QString());
    }
    runs::RunSummary run = makeRun("a");
    run.latestSample = "samples/1.png";
    model.setRuns({run});
    QCOMPARE(cell(model, 0, RunsModel::SampleRole), "/runs/a/samples/1.png");
  }

  void saysWhyARunCannotBeResumed() {
    QCOMPARE(whyNotResumable(makeRun("a", "stopped")), QString());
    QCOMPARE(whyNotResumable(makeRun("a", "failed")), QString());
    QVERIFY(whyNotResumable(makeRun("a", "finished")).contains("all its steps"));
    QVERIFY(whyNotResumable(makeRun("a", "finished")).contains("Extend"));
    QCOMPARE(whyNotExtendable(makeRun("a", "finished")), QString());
    QVERIFY(whyNotExtendable(makeRun("a", "stopped")).contains("resume"));
    runs::RunSummary held = makeRun("a", "running");
    held.lock = runs::LockState::HeldHere;
    QVERIFY(whyNotResumable(held).contains("Another program"));
    runs::RunSummary broken = makeRun("a");
    broken.problem = "history.db is no SQLite database";
    QVERIFY(whyNotResumable(broken).contains("no SQLite database"));
  }
};

}  // namespace ganvas::ui

QTEST_GUILESS_MAIN(ganvas::ui::RunsModelTest)
#include "runs_model_test.moc"
