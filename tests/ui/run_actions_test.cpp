#include <sys/wait.h>
#include <unistd.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QDir>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QObject>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <csignal>
#include <memory>

#include "bridge/list_feeds.h"
#include "panels/prune_dialog.h"
#include "panels/run_properties.h"
#include "panels/runs_panel.h"
#include "runs/notes.h"
#include "runs/run_lock.h"
#include "runs_fixture.h"
#include "support.h"
#include "window/run_actions.h"

namespace ganvas::ui {

namespace {

/// The list of a runs directory with its feed and actions, wired as in the window.
struct Bench {
  explicit Bench(const QString& folder) : directory(filePath(folder)), panel(model, {}), actions(model, panel, &panel) {
    QObject::connect(&feed, &RunsFeed::listed, &panel, [this](const auto& runs) { model.setRuns(runs); });
    QObject::connect(&actions, &RunActions::runsChanged, &feed, [this] { feed.ask(directory); });
    feed.ask(directory);
    panel.resize(320, 640);
    panel.show();
  }

  std::filesystem::path directory;
  RunsModel model;
  QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
  RunsFeed feed;
  RunsPanel panel;
  RunActions actions;
  QSignalSpy failed{&actions, &RunActions::failed};
  QSignalSpy notices{&actions, &RunActions::notice};

  QListView* list() { return test::find<QListView>(panel, "runsTable"); }
  QAction* action(const char* name) { return actions.findChild<QAction*>(QLatin1String(name)); }
  QString name(int row) { return model.index(row).data().toString(); }
  void selectAll() {
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_A, Qt::ControlModifier);
  }
  void click(int row) {
    const QModelIndex index = list()->model()->index(row, 0);
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->visualRect(index).center());
  }
};

}  // namespace

/// What can be done with runs, on real ones.
class RunActionsTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private:
  QTemporaryDir home_;  // beside the runs: one file system, so that there is a trash
  std::unique_ptr<QTemporaryDir> folder_;

  QString path() const { return folder_->path(); }
  static QStringList trashed() {
    return QDir(qEnvironmentVariable("XDG_DATA_HOME") + QStringLiteral("/Trash/files"))
        .entryList(QDir::Dirs | QDir::NoDotAndDotDot);
  }
  template <typename Dialog>
  static QPointer<Dialog> dialog(QWidget& parent, const char* name) {
    return QPointer<Dialog>(parent.findChild<Dialog*>(QLatin1String(name)));
  }

 private Q_SLOTS:
  void initTestCase() {
    const QString data = home_.filePath(QStringLiteral("data"));
    QVERIFY(QDir().mkpath(data));
    qputenv("XDG_DATA_HOME", QFile::encodeName(data));
  }
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void aNameIsTypedWhereItStands() {
    const auto run = test::makeRun(path(), {});
    Bench bench(path()), other(path());
    QTRY_COMPARE(bench.model.rowCount(), 1);
    QVERIFY(!bench.action("runRename")->isEnabled());
    bench.click(0);
    bench.panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.panel));
    bench.list()->setFocus();
    QTest::keyClick(bench.list(), Qt::Key_F2);
    QPointer<QLineEdit> editor = test::find<QLineEdit>(*bench.list(), "runNameEditor");
    QVERIFY(editor);
    QCOMPARE(editor->text(), "quickstart");
    QTest::keyClicks(editor, "a/b \"c\"");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(bench.name(0), "a/b \"c\"");
    QCOMPARE(runs::readNotes(run.path()).name, "a/b \"c\"");
    QVERIFY(QDir(path()).exists(QString::fromStdString(run.path().filename().string())));
    QTRY_COMPARE_WITH_TIMEOUT(other.name(0), "a/b \"c\"", 2 * RunsFeed::kAllMs);  // another window on the directory
    QCOMPARE(bench.failed.size(), 0);
  }

  void aRunThatTrainsIsRenamed() {
    const auto run = test::makeRun(path(), {});
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 1);
    bench.click(0);
    bench.panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.panel));
    bench.list()->setFocus();
    QTest::keyClick(bench.list(), Qt::Key_F2);
    QPointer<QLineEdit> editor = test::find<QLineEdit>(*bench.list(), "runNameEditor");
    QVERIFY(editor);
    std::int64_t step = 0;
    const auto makeStep = [&] { bench.model.setOwnRun(run.path(), QStringLiteral("training"), ++step); };
    makeStep();
    QCOMPARE(editor->selectedText(), "quickstart");
    for (const char key : {'n', 'e', 'w'}) {
      QTest::keyClick(editor, key);
      makeStep();
    }
    QCOMPARE(editor->text(), "new");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(bench.name(0), "new");
  }

  void tagsOfSeveralRuns() {
    const auto a = test::makeRun(path(), {.name = "a", .created = "2026-01-01T00:00:00Z"});
    const auto b = test::makeRun(path(), {.name = "b", .created = "2026-01-02T00:00:00Z"});
    runs::writeNotes(a.path(), {"", {"both", "mine"}, "keep me"});
    runs::writeNotes(b.path(), {"", {"both"}, ""});
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 2);
    bench.selectAll();
    bench.action("runTags")->trigger();
    QPointer<QInputDialog> tags = dialog<QInputDialog>(bench.panel, "tagsDialog");
    QTRY_VERIFY(tags && tags->isVisible());
    auto* edit = tags->findChild<QLineEdit*>();
    QCOMPARE(edit->text(), "both");
    edit->selectAll();
    QTest::keyClicks(edit, " new, good one,, new");
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(bench.model.index(1).data(RunsModel::TagsRole).toStringList(),
                 (QStringList{"mine", "new", "good one"}));
    QTRY_COMPARE(bench.model.index(0).data(RunsModel::TagsRole).toStringList(), (QStringList{"new", "good one"}));
    QCOMPARE(runs::readNotes(a.path()).note, "keep me");
  }

  void aNoteIsKept() {
    const auto run = test::makeRun(path(), {});
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 1);
    bench.click(0);
    bench.action("runNote")->trigger();
    QPointer<QInputDialog> note = dialog<QInputDialog>(bench.panel, "noteDialog");
    QTRY_VERIFY(note && note->isVisible());
    auto* edit = note->findChild<QPlainTextEdit*>();
    QVERIFY(edit);
    QTest::keyClicks(edit, "line one");
    QTest::keyClick(edit, Qt::Key_Return);
    QTest::keyClicks(edit, "line two");
    note->accept();
    QTRY_COMPARE(runs::readNotes(run.path()).note, "line one\nline two");
    // Too long: said in the dialog, which keeps it.
    bench.action("runNote")->trigger();
    note = dialog<QInputDialog>(bench.panel, "noteDialog");
    QTRY_VERIFY(note && note->isVisible());
    edit = note->findChild<QPlainTextEdit*>();
    edit->setPlainText(QString(20001, QLatin1Char('x')));
    note->accept();
    QVERIFY(note && note->isVisible());
    auto* error = test::find<QLabel>(*note, "inputError");
    QVERIFY(error && error->isVisible());
    QVERIFY2(error->text().contains("20001 characters"), qPrintable(error->text()));
    QCOMPARE(note->textValue().size(), 20001);
    note->setFixedSize(note->size());
    test::saveScreenshots(*note, QStringLiteral("note"));
    edit->setPlainText(QStringLiteral("short"));
    QVERIFY(!error->isVisible());
    note->accept();
    QTRY_COMPARE(runs::readNotes(run.path()).note, "short");
    QCOMPARE(bench.failed.size(), 0);
  }

  void aTagThatIsTooLongStaysToBeShortened() {
    const auto run = test::makeRun(path(), {});
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 1);
    bench.click(0);
    bench.action("runTags")->trigger();
    QPointer<QInputDialog> tags = dialog<QInputDialog>(bench.panel, "tagsDialog");
    QTRY_VERIFY(tags && tags->isVisible());
    auto* edit = tags->findChild<QLineEdit*>();
    edit->setText("good, " + QString(61, QLatin1Char('x')));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(tags && tags->isVisible());
    QVERIFY(test::find<QLabel>(*tags, "inputError")->text().contains("60 at most"));
    QTest::keyClick(edit, Qt::Key_Backspace);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(runs::readNotes(run.path()).tags.size(), 2);
  }

  void notesThatCannotBeReadAreLeftAlone() {
    const auto run = test::makeRun(path(), {});
    const QByteArray typo = "format = 1\nname = \"mine\nnote = \"hours of thought\"\n";
    const QByteArray longTag = "format = 1\ntags = [\"" + QByteArray(61, 'x') + "\"]\nnote = \"hours of thought\"\n";
    QFile file(fileName(run.path() / "notes.toml"));
    for (const QByteArray& text : {typo, longTag}) {
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write(text);
      file.close();
      Bench bench(path());
      QTRY_COMPARE(bench.model.rowCount(), 1);
      QVERIFY(bench.model.setData(bench.model.index(0), QStringLiteral("new"), Qt::EditRole));
      QTRY_COMPARE(bench.failed.size() + bench.notices.size(), 1);
      const std::string said = bench.failed[0][0].value<session::Failure>().text();
      QVERIFY2(said.find("notes.toml") != std::string::npos, said.c_str());
      QVERIFY2(said.find("Mend the file") != std::string::npos, said.c_str());
      QVERIFY(file.open(QIODevice::ReadOnly));
      QCOMPARE(file.readAll(), text);
      file.close();
      // What is typed in a dialog stays there.
      bench.click(0);
      bench.action("runNote")->trigger();
      QPointer<QInputDialog> note = dialog<QInputDialog>(bench.panel, "noteDialog");
      QTRY_VERIFY(note && note->isVisible());
      note->findChild<QPlainTextEdit*>()->setPlainText("more thought");
      note->accept();
      QVERIFY(note && note->isVisible());
      QVERIFY(test::find<QLabel>(*note, "inputError")->text().contains("notes.toml"));
    }
  }

  void anExperimentIsTakenFromARun() {
    const auto run = test::makeRun(path(), {.total = 321});
    const auto with = test::makeRun(path(), {.created = "2026-01-01T00:00:00Z", .checkpoints = 1});
    Bench bench(path());
    QSignalSpy wanted(&bench.actions, &RunActions::experimentWanted);
    QTRY_COMPARE(bench.model.rowCount(), 2);
    bench.click(0);
    bench.panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.panel));
    QTest::keyClick(bench.list(), Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].value<config::Experiment>(), run.experiment());
    QCOMPARE(wanted[0][1].toString(), "quickstart");
    QVERIFY(!bench.action("runFromWeights")->isEnabled());
    QVERIFY(bench.action("runFromWeights")->toolTip().contains("no checkpoint"));
    bench.click(1);
    bench.action("runFromWeights")->trigger();
    QTRY_COMPARE(wanted.size(), 2);
    QCOMPARE(wanted[1][0].value<config::Experiment>().start.weightsFrom, with.path().string());
  }

  void theCommandIsCopied() {
    const auto run = test::makeRun(path(), {.recipe = "gone", .total = 321});
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 1);
    bench.click(0);
    bench.action("runCopyCommand")->trigger();
    QTRY_COMPARE(bench.notices.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), "ganvas-cli train " + fileName(run.path() / "experiment.toml"));
    test::writeRecipe(QStringLiteral("gone"), QStringLiteral("format = 1\n[about]\nname = \"gone\"\n"));
    bench.action("runCopyCommand")->trigger();
    QTRY_COMPARE(bench.notices.size(), 2);
    QCOMPARE(QGuiApplication::clipboard()->text(), "ganvas-cli train gone --set schedule.steps=321");
  }

  void aFinishedRunIsExtended() {
    const auto run = test::makeRun(path(), {.state = "finished", .step = 100});
    Bench bench(path());
    QSignalSpy wanted(&bench.actions, &RunActions::extendWanted);
    QTRY_COMPARE(bench.model.rowCount(), 1);
    bench.click(0);
    bench.actions.setBusy(true);
    QVERIFY(!bench.action("runExtend")->isEnabled());
    bench.actions.setBusy(false);
    bench.action("runExtend")->trigger();
    QPointer<QInputDialog> extend = dialog<QInputDialog>(bench.panel, "extendDialog");
    QTRY_VERIFY(extend && extend->isVisible());
    QCOMPARE(extend->intValue(), 200);
    QVERIFY(extend->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->isEnabled());
    QTest::keyClick(extend->findChild<QSpinBox*>(), Qt::Key_Return);
    QTRY_COMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].value<std::filesystem::path>(), run.path());
    QCOMPARE(wanted[0][1].value<std::int64_t>(), 200);
  }

  void deletedRunsAreInTheTrash() {
    for (const char* name : {"a", "b", "c"}) test::makeRun(path(), {.name = name, .checkpoints = 2});
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 3);
    bench.panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.panel));
    bench.click(0);
    QTest::keyClick(bench.list(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(bench.list(), Qt::Key_Delete);
    QTRY_VERIFY(dialog<QMessageBox>(bench.panel, "deleteQuestion"));
    QPointer<QMessageBox> question = dialog<QMessageBox>(bench.panel, "deleteQuestion");
    QTRY_VERIFY(question->isVisible());
    QVERIFY(question->text().contains("2 runs"));
    QVERIFY2(question->informativeText().contains("kB") || question->informativeText().contains("KiB"),
             qPrintable(question->informativeText()));
    QTest::keyClick(question, Qt::Key_Return);  // the default is to keep them
    QTRY_VERIFY(!question);
    QCOMPARE(trashed().size(), 0);

    bench.panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.panel));
    QTest::keyClick(bench.list(), Qt::Key_Delete);
    QTRY_VERIFY(dialog<QMessageBox>(bench.panel, "deleteQuestion"));
    question = dialog<QMessageBox>(bench.panel, "deleteQuestion");
    test::click(test::find<QPushButton>(*question, "deleteQuestionYes"));
    QTRY_COMPARE(bench.notices.size(), 1);
    QVERIFY(bench.notices[0][0].toString().contains("2 runs"));
    QCOMPARE(trashed().size(), 2);
    QTRY_COMPARE(bench.model.rowCount(), 1);
    QCOMPARE(QDir(path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1);
  }

  void withoutATrashTheUserIsAskedOnceMore() {
    const auto run = test::makeRun(path(), {.checkpoints = 2});
    const QByteArray data = qgetenv("XDG_DATA_HOME");
    const auto putBack = qScopeGuard([&] { qputenv("XDG_DATA_HOME", data); });
    QFile file(folder_->filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    qputenv("XDG_DATA_HOME", QFile::encodeName(file.fileName() + QStringLiteral("/data")));  // cannot be made
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 1);
    bench.click(0);
    bench.action("runDelete")->trigger();
    QTRY_VERIFY(dialog<QMessageBox>(bench.panel, "deleteQuestion"));
    test::click(test::find<QPushButton>(bench.panel, "deleteQuestionYes"));
    QTRY_VERIFY(dialog<QMessageBox>(bench.panel, "deleteForGood"));
    QVERIFY(QDir(fileName(run.path())).exists());
    const QPointer<QMessageBox> forGood = dialog<QMessageBox>(bench.panel, "deleteForGood");
    QVERIFY(forGood->informativeText().contains("cannot be undone"));
    QVERIFY2(forGood->text().contains("could not be moved to the trash"), qPrintable(forGood->text()));
    QVERIFY2(forGood->text().contains(fileName(run.path())), qPrintable(forGood->text()));
    test::click(test::find<QPushButton>(bench.panel, "deleteForGoodYes"));
    QTRY_COMPARE(bench.notices.size(), 1);
    QVERIFY(bench.notices[0][0].toString().contains("freed"));
    QVERIFY(!QDir(fileName(run.path())).exists());
    QTRY_COMPARE(bench.model.rowCount(), 0);
  }

  void whatCannotBeDeletedIsStillListed() {
    if (geteuid() == 0) QSKIP("Root may delete everything.");
    const auto run = test::makeRun(path(), {.checkpoints = 2});
    const std::filesystem::path kept = run.checkpointPath(20);
    std::filesystem::permissions(kept, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    const Removal removal = removeRuns({run.path()}, true);
    std::filesystem::permissions(kept, std::filesystem::perms::owner_all);
    QCOMPARE(removal.failures.size(), 1U);
    QVERIFY(std::filesystem::exists(run.path() / "manifest.toml"));
    QVERIFY(std::filesystem::exists(run.path() / "experiment.toml"));
    QVERIFY(!std::filesystem::exists(run.checkpointPath(10)));
    QCOMPARE(removeRuns({run.path()}, true).gone.size(), 1U);
    QVERIFY(!std::filesystem::exists(run.path()));
  }

  void ofALinkedRunOnlyTheLinkIsDeleted() {
    const auto run = test::makeRun(path(), {});
    const std::filesystem::path link = filePath(folder_->filePath("link"));
    std::filesystem::create_directory_symlink(run.path(), link);
    QCOMPARE(removeRuns({link}, true).gone.size(), 1U);
    QVERIFY(!std::filesystem::is_symlink(link));
    QVERIFY(std::filesystem::exists(run.path() / "manifest.toml"));
  }

  void aTrainedRunIsNeitherDeletedNorPruned() {
    const auto run = test::makeRun(path(), {.checkpoints = 4});
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 1);
    bench.click(0);
    bench.action("runDelete")->trigger();
    QTRY_VERIFY(dialog<QMessageBox>(bench.panel, "deleteQuestion"));
    {
      const runs::RunLock held(run.path());  // begun while the question stood there
      test::click(test::find<QPushButton>(bench.panel, "deleteQuestionYes"));
      QTRY_COMPARE(bench.failed.size(), 1);
      QVERIFY(bench.failed[0][0].value<session::Failure>().text().find("in use by process") != std::string::npos);
      QVERIFY(QDir(fileName(run.path())).exists());
      bench.feed.ask(bench.directory);
      QTRY_VERIFY(!bench.action("runDelete")->isEnabled());
      QVERIFY(bench.action("runDelete")->toolTip().contains("being trained"));
      QVERIFY(!bench.action("runPrune")->isEnabled());
      QVERIFY(bench.action("runNote")->isEnabled());
    }
  }

  void pruningSaysWhatItFreesAndFreesIt() {
    const auto run = test::makeRun(path(), {.checkpoints = 4, .grids = 7});
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 1);
    bench.click(0);
    bench.action("runPrune")->trigger();
    QPointer<PruneDialog> prune = dialog<PruneDialog>(bench.panel, "pruneDialog");
    QTRY_VERIFY(prune && prune->isVisible());
    auto* plan = test::find<QLabel>(*prune, "prunePlan");
    QTRY_VERIFY2(plan->text().contains("3 checkpoint"), qPrintable(plan->text()));
    test::find<QSpinBox>(*prune, "pruneKeepLast")->setValue(2);
    QTRY_VERIFY2(plan->text().contains("2 checkpoint"), qPrintable(plan->text()));
    prune->setFixedSize(prune->size());
    test::saveScreenshots(*prune, QStringLiteral("prune"));
    test::click(test::find<QPushButton>(*prune, "pruneGo"));
    QTRY_COMPARE(bench.notices.size(), 1);
    QCOMPARE(run.checkpointSteps(), (std::vector<std::int64_t>{30, 40}));
    QCOMPARE(bench.failed.size(), 0);
  }

  void aChangeDoesNotWaitForPlans() {
    const auto run = test::makeRun(path(), {.checkpoints = 60, .grids = 1});
    for (int i = 0; i < 60; ++i) {
      std::filesystem::copy(run.path(), run.path().string() + "-copy" + std::to_string(i),
                            std::filesystem::copy_options::recursive);
    }
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 61);
    bench.selectAll();
    bench.action("runPrune")->trigger();
    QPointer<PruneDialog> prune = dialog<PruneDialog>(bench.panel, "pruneDialog");
    QTRY_VERIFY(prune && prune->isVisible());
    auto* plan = test::find<QLabel>(*prune, "prunePlan");
    QTRY_VERIFY(plan->text().contains("checkpoints"));
    QElapsedTimer timer;
    timer.start();
    test::find<QSpinBox>(*prune, "pruneKeepLast")->setValue(2);
    QTRY_VERIFY(plan->text().contains("checkpoints"));
    const qint64 onePlan = timer.restart();
    for (int i = 0; i < 100; ++i) QTest::keyClick(test::find<QSpinBox>(*prune, "pruneKeepEvery"), Qt::Key_Up);
    QVERIFY(bench.model.setData(bench.model.index(0), QStringLiteral("new"), Qt::EditRole));
    QTRY_VERIFY_WITH_TIMEOUT(bench.model.index(0).data().toString() == "new", 60000);
    QVERIFY2(timer.elapsed() < 20 * onePlan + 500, qPrintable(QString::number(timer.elapsed())));
    QTRY_VERIFY(plan->text().contains("checkpoints"));
  }

  void aLongNoteLeavesPropertiesUsable() {
    const auto run = test::makeRun(path(), {});
    std::string note;
    for (int i = 0; i < 1000; ++i) note += "line " + std::to_string(i) + " of it\n";
    runs::writeNotes(run.path(), {"", {}, note});
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 1);
    QVERIFY(bench.model.index(0).data(Qt::ToolTipRole).toString().size() < 1000);
    bench.click(0);
    bench.action("runProperties")->trigger();
    QPointer<RunProperties> dialogue = dialog<RunProperties>(bench.panel, "runProperties");
    QTRY_VERIFY(dialogue && dialogue->isVisible());
    QVERIFY2(dialogue->height() < 700, qPrintable(QString::number(dialogue->height())));
    auto* shown = test::find<QPlainTextEdit>(*dialogue, "runNote");
    QVERIFY(shown && shown->isReadOnly());
    QVERIFY(shown->toPlainText().endsWith("line 999 of it"));
    dialogue->setFixedSize(dialogue->size());
    test::saveScreenshots(*dialogue, QStringLiteral("properties-note"));
  }

  void propertiesShowWhatFillsTheDisk() {
    test::makeRun(path(), {.checkpoints = 4, .grids = 7});
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 1);
    bench.click(0);
    bench.action("runProperties")->trigger();
    QPointer<RunProperties> dialogue = dialog<RunProperties>(bench.panel, "runProperties");
    QTRY_VERIFY(dialogue && dialogue->isVisible());
    QTRY_VERIFY(test::find<QLabel>(*dialogue, "runBytes")->text().contains("kB") ||
                test::find<QLabel>(*dialogue, "runBytes")->text().contains("KiB"));
    QVERIFY(dialogue->findChild<DiskUseBar*>()->accessibleName().contains("Checkpoints 3.91"));
    dialogue->setFixedSize(dialogue->size());
    test::saveScreenshots(*dialogue, QStringLiteral("properties"));
  }

  void aForeignRunMovesAndItsDeathIsSeen() {
    const auto run = test::makeRun(path(), {.state = "stopped", .step = 1});
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 1);
    const pid_t child = fork();
    if (child == 0) {  // another process: plain core, no Qt
      const runs::RunLock lock(run.path());
      runs::HistoryWriter writer(run.historyPath());
      for (std::int64_t step = 2;; ++step) {
        writer.setState({"running", step, 1000000, 1, ""});
        writer.flush();
        usleep(50000);
      }
    }
    const auto step = [&] { return bench.model.index(0).data(RunsModel::StepRole).toLongLong(); };
    const auto state = [&] { return bench.model.index(0).data(RunsModel::StateKindRole).toInt(); };
    QTRY_COMPARE_WITH_TIMEOUT(state(), int{RunsModel::Training}, 2 * RunsFeed::kAllMs);
    const qlonglong before = step();
    QTRY_VERIFY_WITH_TIMEOUT(step() > before, 3 * RunsFeed::kHeldMs);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    QTRY_COMPARE_WITH_TIMEOUT(state(), int{RunsModel::Interrupted}, 3 * RunsFeed::kHeldMs);
    QVERIFY(bench.model.index(0).data(Qt::ToolTipRole).toString().contains("Resume"));
  }

  void badRunsAreListedAndSurvived() {
    const auto vanished = test::makeRun(path(), {.name = "vanished", .created = "2026-01-03T00:00:00Z"});
    const auto newer = test::makeRun(path(), {.name = "newer"});
    QFile manifest(fileName(newer.path() / "manifest.toml"));
    QVERIFY(manifest.open(QIODevice::WriteOnly));
    manifest.write("format = 99\n");
    manifest.close();
    const auto emoji = test::makeRun(path(), {.name = "e", .created = "2026-01-02T00:00:00Z"});
    std::string name;
    for (int i = 0; i < 300; ++i) name += "\U0001F600";
    runs::writeNotes(emoji.path(), {name, {}, ""});
    Bench bench(path());
    QTRY_COMPARE(bench.model.rowCount(), 3);
    QVERIFY(bench.model.run(newer.path())->problem.find("newer Ganvas") != std::string::npos);
    QCOMPARE(bench.model.index(bench.model.rowOf(emoji.path())).data().toString(), QString::fromStdString(name));
    bench.panel.grab();
    bench.panel.select(vanished.path());
    QVERIFY(std::filesystem::remove_all(vanished.path()) > 0);
    bench.action("runDuplicate")->trigger();  // before the list has noticed
    QTRY_COMPARE(bench.failed.size(), 1);
    QTRY_COMPARE(bench.model.rowCount(), 2);
    QVERIFY(!bench.panel.selected().empty());
    QVERIFY(QDir(path()).removeRecursively());
    QTRY_COMPARE_WITH_TIMEOUT(bench.model.rowCount(), 0, 2 * RunsFeed::kAllMs);
  }

  void aNewListingDoesNotWaitForTheSizes() {
    const auto first = test::makeRun(path(), {});
    for (int i = 0; i < 500; ++i) {
      QFile file(fileName(first.path() / ("file" + std::to_string(i))));
      QVERIFY(file.open(QIODevice::WriteOnly));
    }
    for (int i = 0; i < 39; ++i) {
      std::filesystem::copy(first.path(), first.path().string() + "-copy" + std::to_string(i),
                            std::filesystem::copy_options::recursive);
    }
    RunsFeed feed;
    bool asked = false, seen = false;
    qsizetype unmeasured = 0, left = -1;
    connect(&feed, &RunsFeed::listed, this, [&](const std::vector<runs::RunSummary>& runs) {
      left = std::count_if(runs.begin(), runs.end(), [](const auto& run) { return run.bytes < 0; });
      if (!asked && runs.size() == 40) {  // the sizes are being added up
        asked = true;
        runs::writeNotes(first.path(), {"new", {}, ""});
        feed.ask(filePath(path()));
      }
      const bool renamed =
          std::any_of(runs.begin(), runs.end(), [](const auto& run) { return run.notes.name == "new"; });
      if (!seen && renamed) unmeasured = left;
      seen = seen || renamed;
    });
    feed.ask(filePath(path()));
    QTRY_VERIFY(seen);
    QVERIFY(unmeasured > 0);
    QTRY_COMPARE(left, 0);  // it goes on
  }

  void fiveHundredRunsAreThereSoon() {
    const auto first = test::makeRun(path(), {});
    for (int i = 0; i < 499; ++i) {
      std::filesystem::copy(first.path(), first.path().string() + "-copy" + std::to_string(i),
                            std::filesystem::copy_options::recursive);
    }
    QElapsedTimer timer;
    timer.start();
    Bench bench(path());
    QTRY_VERIFY(bench.model.rowCount() >= 40);
    const qint64 screenful = timer.elapsed();
    QTRY_COMPARE(bench.model.rowCount(), 500);
    qInfo("a screenful after %lld ms, 500 runs after %lld ms", screenful, timer.elapsed());
    QVERIFY(screenful < 2000);  // on a machine that does much else; 100 ms on a free one
    QTRY_VERIFY(bench.model.index(499).data(RunsModel::BytesRole).toLongLong() > 0);
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::RunActionsTest)
#include "run_actions_test.moc"
