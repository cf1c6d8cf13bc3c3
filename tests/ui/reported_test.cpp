// What a recipe's document reports, beside and behind the curves of its run.
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "config/recipes.h"
#include "panels/curves_panel.h"
#include "panels/reported_strip.h"
#include "runs/run_directory.h"
#include "support.h"
#include "window/run_watcher.h"
#include "window/theme.h"

namespace ganvas::ui {

class ReportedTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private:
  static constexpr int kSteps = 1000, kStepsPerEpoch = 100;

  QTemporaryDir folder_;
  std::unique_ptr<CurvesPanel> panel_;
  std::unique_ptr<RunWatcher> watcher_;

  /// d_loss falls from 1.5 to 0.5, g_loss rises from 1 to 3; 100 steps are an epoch.
  std::filesystem::path makeRun(const std::vector<std::string>& figures, std::int64_t criticSteps = 1) {
    config::Experiment experiment = config::loadRecipe("quickstart");
    experiment.about.reported = figures;
    experiment.about.reportedNote = "Protocol unknown.";
    experiment.schedule.batchSize = 10;
    experiment.objective.criticSteps = criticSteps;
    runs::Manifest manifest;
    manifest.name = "run";
    manifest.pictures = 10 * kStepsPerEpoch * criticSteps;
    const auto run = runs::RunDirectory::create(filePath(folder_.path()), "run", experiment, manifest);
    runs::HistoryWriter history(run.historyPath());
    std::vector<float> rows;
    for (int i = 1; i <= kSteps; ++i) {
      const float share = static_cast<float>(i) / kSteps;
      rows.insert(rows.end(), {1.5F - share, 1 + 2 * share});
    }
    history.append({"d_loss", "g_loss"}, rows);
    history.setState({"stopped", kSteps, kSteps, 10, ""});
    history.flush();
    return run.path();
  }
  void open(const std::filesystem::path& run) {
    panel_ = std::make_unique<CurvesPanel>();
    panel_->resize(800, 500);
    watcher_ = std::make_unique<RunWatcher>();
    connect(panel_.get(), &CurvesPanel::needsChanged, watcher_.get(),
            [this](bool urgent) { watcher_->setNeeds(panel_->needs(), urgent); });
    connect(watcher_.get(), &RunWatcher::snapshot, panel_.get(), qOverload<const RunSnapshot&>(&CurvesPanel::show));
    static_cast<QWidget&>(*panel_).show();
    QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
    watcher_->setNeeds(panel_->needs());
    watcher_->show(run);
    QTRY_VERIFY(plot().pointCount() > 100);
    QCoreApplication::processEvents();
  }
  CurvePlot& plot() { return *test::find<CurvePlot>(*panel_, "lossPlot"); }
  QString figures() { return test::find<QLabel>(*panel_, "reportedFigures")->text(); }
  QWidget* strip() { return panel_->findChild<ReportedStrip*>(); }

 private Q_SLOTS:
  void init() { QSettings().clear(); }
  void cleanup() {
    watcher_.reset();
    panel_.reset();
  }

  void standBesideTheRunsOwn() {
    open(makeRun({"d_loss 0.7 epoch 5 mark", "g_loss 2.5 mark", "FID 36.45"}));
    QTRY_VERIFY(strip()->isVisible());
    // The mean over the fifth epoch, steps 401 to 500: 1.5 − 0.4505, not the 1 of step 500.
    QVERIFY(figures().contains(QStringLiteral("at epoch 5.0)")));
    QVERIFY2(figures().contains(QStringLiteral("Discriminator loss 0.7 at epoch 5 (here 1.0")), qPrintable(figures()));
    QVERIFY2(figures().contains(QStringLiteral("Generator loss 2.5 (here 2.901 at epoch 10)")), qPrintable(figures()));
    QVERIFY(figures().contains(QStringLiteral("FID 36.45 (here: not measured)")));
    QCOMPARE(test::find<QLabel>(*panel_, "reportedNote")->text(), QStringLiteral("Protocol unknown."));
  }

  void marksAreTheDocumentsRunsOnly() {
    open(makeRun({"d_loss 0.7 epoch 5 mark", "g_loss 2.5 mark"}, 5));
    QTRY_VERIFY(figures().contains(QStringLiteral("Discriminator loss 0.7")));
    const QString note = test::find<QLabel>(*panel_, "reportedNote")->text();
    QVERIFY2(note.startsWith(QStringLiteral("Protocol unknown. No marks")), qPrintable(note));
    QCOMPARE(plot().drawnReported(), 0);
  }

  void anEpochCountsAllUpdatesOfTheDiscriminator() {
    open(makeRun({"d_loss 0.7 epoch 5 mark"}, 5));
    QTRY_VERIFY(figures().contains(QStringLiteral("(here 1.0")));
  }

  void ofManyEpochsTheOneAtHandIsShown() {
    open(makeRun({"d_loss 0.9 epoch 1 mark", "d_loss 0.8 epoch 8 mark", "d_loss 0.7 epoch 200 mark", "FID 36"}));
    QTRY_VERIFY(figures().contains(QStringLiteral("0.8 at epoch 8")));
    QVERIFY(!figures().contains(QStringLiteral("epoch 1 ")) && !figures().contains(QStringLiteral("epoch 200")));
    QVERIFY(figures().contains(QStringLiteral("FID 36")));
    QVERIFY(figures().endsWith(QStringLiteral("and 2 at other epochs")));
    QVERIFY(test::find<QLabel>(*panel_, "reportedFigures")->toolTip().contains(QStringLiteral("epoch 200")));
  }

  void areDrawnBehindTheCurves() {
    open(makeRun({"d_loss 0.7 epoch 5 mark", "g_loss 2.5 mark", "FID 36.45", "d_real 0.5"}));
    QTRY_COMPARE(plot().drawnReported(), 2);
    QCOMPARE(plot().reportedTags(), 0);
    const Span values = plot().visibleValues();
    QVERIFY(values.lower < 0.7 && values.upper > 2.5);
  }

  void aFarValueDoesNotSquashTheCurves() {
    open(makeRun({"d_loss 1000 mark", "g_loss 4.5 mark"}));
    QTRY_COMPARE(plot().reportedTags(), 1);
    QCOMPARE(plot().drawnReported(), 1);
    QVERIFY2(plot().visibleValues().upper > 4.5, "a near value is shown");
    QVERIFY(plot().visibleValues().upper < 10);
  }

  void aLaterEpochIsSaidAtTheEdge() {
    open(makeRun({"d_loss 0.7 epoch 200 mark"}));
    QTRY_COMPARE(plot().reportedTags(), 1);
    QCOMPARE(plot().drawnReported(), 0);
  }

  void aLogarithmicAxisHasNoPlaceForZeroAndBelow() {
    open(makeRun({"d_loss -0.5 mark", "g_loss 2.5 mark"}));
    QTRY_COMPARE(plot().drawnReported(), 2);
    panel_->findChild<QAction*>(QStringLiteral("curveLog"))->trigger();
    QTRY_COMPARE(plot().drawnReported(), 1);
    QVERIFY(plot().visibleValues().lower > 0);
  }

  void canBeHiddenAndAreRemembered() {
    open(makeRun({"g_loss 4.5 mark"}));
    QTRY_COMPARE(plot().drawnReported(), 1);
    auto* action = panel_->findChild<QAction*>(QStringLiteral("curveReported"));
    test::find<QWidget>(*panel_, "canvas")->setFocus();
    QTest::keyClick(test::find<QWidget>(*panel_, "canvas"), Qt::Key_R);
    QVERIFY(!action->isChecked());
    QVERIFY(!strip()->isVisible());
    QCOMPARE(plot().drawnReported(), 0);
    QVERIFY2(plot().visibleValues().upper < 4, "what is hidden takes no room");
    cleanup();
    open(makeRun({"g_loss 4.5 mark"}));
    QTest::qWait(50);
    QVERIFY(!strip()->isVisible());
    QCOMPARE(plot().drawnReported(), 0);
  }

  void aHiddenCurveHidesItsValue() {
    open(makeRun({"d_loss 0.7 mark", "g_loss 2.5 mark"}));
    QTRY_COMPARE(plot().drawnReported(), 2);
    plot().setHidden("g_loss", true);
    QTRY_COMPARE(plot().drawnReported(), 1);
  }

  void theReadoutNamesThem() {
    CurvePlot plot;
    plot.resize(600, 400);
    plot.setSeries({{"d_loss", QStringLiteral("loss")}});
    plot.setRun(100, 0);
    plot.setPoints("d_loss", {{1, 50, 0.F, 1.F}, {51, 50, 0.F, 1.F}});
    plot.setReported({{"d_loss", 0.5, 0, QStringLiteral("Discriminator loss 0.5")}});
    plot.refresh();
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTRY_COMPARE(plot.drawnReported(), 1);
    auto* canvas = test::find<QWidget>(plot, "canvas");
    bool named = false;
    for (int y = 40; y < canvas->height() - 40 && !named; y += 4) {
      QTest::mouseMove(canvas, {canvas->width() / 2, y});
      QCoreApplication::processEvents();
      named = plot.readout().contains(QStringLiteral("◇ Discriminator loss 0.5"));
    }
    QVERIFY(named);
  }

  void nothingIsShownWhereNothingIsReported() {
    open(makeRun({}));
    QTRY_VERIFY(strip()->isVisible());  // the note stands alone
    QVERIFY(!test::find<QLabel>(*panel_, "reportedFigures")->isVisible());
    panel_->clear();
    QVERIFY(!strip()->isVisible());
    QCOMPARE(plot().drawnReported(), 0);
  }

  void aFigureThatCannotBeReadHarmsNothing() {
    open(makeRun({"d_loss nonsense"}));
    QTRY_VERIFY(plot().pointCount() > 0);
    QVERIFY(!test::find<QLabel>(*panel_, "reportedFigures")->isVisible());
    QVERIFY(plot().message().isEmpty());
  }

  void screenshots() {
    if (!test::wantsScreenshots()) QSKIP("GANVAS_SCREENSHOT_DIR is not set");
    const QDir folder(qEnvironmentVariable("GANVAS_SCREENSHOT_DIR"));
    const QPalette before = QApplication::palette();
    open(makeRun(
        {"d_loss 0.7 epoch 5 mark", "d_loss 0.64 epoch 200 mark", "g_loss 2.5 mark", "g_loss 90 mark", "FID 36.45"}));
    QTRY_COMPARE(plot().drawnReported(), 2);
    for (const bool dark : {false, true}) {
      QApplication::setPalette(dark ? Theme::dark() : before);
      QTest::qWait(100);
      panel_->grab().save(folder.filePath(dark ? QStringLiteral("reported-dark.png") : QStringLiteral("reported.png")));
    }
    QApplication::setPalette(before);
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::ReportedTest)
#include "reported_test.moc"
