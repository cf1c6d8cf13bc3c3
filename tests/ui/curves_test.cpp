#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <QXmlStreamReader>
#include <cmath>

#include "panels/curves_panel.h"
#include "panels/series_chooser.h"
#include "support.h"
#include "window/run_watcher.h"

namespace ganvas::ui {

namespace {

constexpr int kSteps = 20000;
const std::vector<std::string> kSeries{"d_loss", "g_loss", "d_real", "d_fake", "d_lr", "seconds", "score"};

/// d_loss goes below zero, g_loss stays above; step s was made after s/100 seconds, the second half twice as fast.
std::vector<float> valuesAt(int step) {
  const double x = step / 700.0;
  const double seconds = step <= kSteps / 2 ? step / 100.0 : 100.0 + (step - kSteps / 2) / 200.0;
  return {static_cast<float>(std::sin(x)),
          static_cast<float>(2 + std::cos(x) + 0.2 * std::sin(37.0 * step)),
          static_cast<float>(0.5 + 0.1 * x / 30),
          0.25F,
          0.0002F,
          static_cast<float>(seconds),
          static_cast<float>(step)};
}

void writeHistory(const std::filesystem::path& run) {
  std::filesystem::create_directories(run);
  runs::HistoryWriter writer(run / "history.db");
  std::vector<float> rows;
  for (int step = 1; step <= kSteps; ++step) {
    for (const float value : valuesAt(step)) rows.push_back(value);
  }
  writer.append(kSeries, rows);
  for (int step = 10; step <= kSteps; step += 10) {
    writer.addEvent(step, "checkpoint", "checkpoint at step " + std::to_string(step));
  }
  writer.addEvent(15000, "live", "d_lr = 0.0001");
  writer.setState({"stopped", kSteps, kSteps, 150, ""});
  writer.flush();
}

}  // namespace

/// Drives the panel by mouse and keyboard over a history on disk.
class CurvesTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private:
  QTemporaryDir folder_;
  std::filesystem::path run_ = filePath(folder_.path()) / "20260101-101500-curves-test";
  std::unique_ptr<CurvesPanel> panel_;
  std::unique_ptr<RunWatcher> watcher_;
  double epochsPerStep_ = 0.001;

  CurvePlot& plot() { return *test::find<CurvePlot>(*panel_, "lossPlot"); }
  QWidget& canvas() { return *test::find<QWidget>(*panel_, "canvas"); }
  QAction& action(const char* name) { return *panel_->findChild<QAction*>(QLatin1String(name)); }
  QString file(const char* name) { return folder_.filePath(QLatin1String(name)); }
  QString strip() { return test::find<QLabel>(*panel_, "exportText")->text(); }

  /// Between the axes, by shares from the left and the top.
  QPoint at(double x, double y = 0.5) {
    const QRect all = canvas().rect();
    return {static_cast<int>(100 + x * (all.width() - 160)), static_cast<int>(60 + y * (all.height() - 140))};
  }

  void open() {
    panel_ = std::make_unique<CurvesPanel>();
    panel_->resize(800, 500);
    watcher_ = std::make_unique<RunWatcher>();
    connect(panel_.get(), &CurvesPanel::needsChanged, watcher_.get(),
            [this](bool urgent) { watcher_->setNeeds(panel_->needs(), urgent); });
    connect(watcher_.get(), &RunWatcher::snapshot, panel_.get(), [this](RunSnapshot snapshot) {
      snapshot.epochsPerStep = epochsPerStep_;
      panel_->show(snapshot);
    });
    panel_->show();
    QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
    watcher_->setNeeds(panel_->needs());
    watcher_->show(run_);
    QTRY_VERIFY(plot().pointCount() > 500);
    QCoreApplication::processEvents();
  }

  void wheel(int notches, const QPoint& where, Qt::KeyboardModifiers keys = {}) {
    QWheelEvent event(where, canvas().mapToGlobal(where), {}, {0, 120 * notches}, Qt::NoButton, keys, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&canvas(), &event);
    QCoreApplication::processEvents();
  }

  void drag(const QPoint& from, const QPoint& to, Qt::MouseButton button = Qt::LeftButton,
            Qt::KeyboardModifiers keys = {}) {
    QTest::mousePress(&canvas(), button, keys, from);
    for (const int part : {1, 2, 3, 4}) {
      const QPoint there = from + (to - from) * part / 4;
      QMouseEvent move(QEvent::MouseMove, there, canvas().mapToGlobal(there), Qt::NoButton, button, keys);
      QCoreApplication::sendEvent(&canvas(), &move);
    }
    QTest::mouseRelease(&canvas(), button, keys, to);
    QCoreApplication::processEvents();
  }

  void hover(const QPoint& where) {
    QMouseEvent move(QEvent::MouseMove, where, canvas().mapToGlobal(where), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(&canvas(), &move);
  }

  /// The next part of a run that trains: what a snapshot says when it has come further.
  RunSnapshot grown(std::int64_t steps) {
    RunSnapshot snapshot;
    snapshot.run = run_;
    snapshot.steps = steps;
    snapshot.series = kSeries;
    snapshot.epochsPerStep = epochsPerStep_;
    return snapshot;
  }

 private Q_SLOTS:
  void initTestCase() { writeHistory(run_); }
  void init() {
    QSettings().clear();
    open();
  }
  void cleanup() {
    watcher_.reset();
    panel_.reset();
  }

  void theWholeRunShowsUntilTheUserZooms() {
    QCOMPARE(plot().visibleSteps(), StepRange{});
    QCOMPARE(panel_->needs().first, 0);
    const Span before = plot().visibleX();
    const std::int64_t wholeWidth = plot().lines()[0].points.front().width;
    wheel(5, at(0.5));
    const StepRange zoomed = plot().visibleSteps();
    QVERIFY(zoomed.first > 1 && zoomed.last < kSteps);
    QVERIFY(plot().visibleX().width() < 0.5 * before.width());
    // More than is visible is read, so that dragging finds curves there.
    QVERIFY(panel_->needs().first < zoomed.first && panel_->needs().last > zoomed.last);
    QTRY_COMPARE(plot().lines()[0].points.front().width, wholeWidth / 2);  // and finer than the whole
    QTest::mouseDClick(&canvas(), Qt::LeftButton, {}, at(0.5));
    QCOMPARE(plot().visibleSteps(), StepRange{});
  }

  void theStepUnderTheMouseStaysThereWhileZooming() {
    const double share = 0.25;
    hover(at(share));
    const QString before = plot().readout().section(QLatin1Char('\n'), 0, 0);
    wheel(1, at(share));
    const Span now = plot().visibleX();
    const double held = now.lower / (20000 - now.width());  // the fixed point of the two stretches
    QVERIFY2(held > 0.2 && held < 0.3, qPrintable(QString::number(held)));
    QVERIFY(!before.isEmpty());
  }

  void draggingMovesButNotTheScaleOfTheValues() {
    wheel(6, at(0.5));
    const Span before = plot().visibleX();
    drag(at(0.4), at(0.6, 0.53));
    QVERIFY(plot().visibleX().upper < before.upper);
    QVERIFY(std::abs(plot().visibleX().width() - before.width()) < 1e-6);
    // The values still scale by themselves.
    const auto extent = plot().lines()[0].extent(plot().visibleX(), false);
    QVERIFY(extent && plot().visibleValues().lower <= extent->lower && plot().visibleValues().upper >= extent->upper);
    for (int i = 0; i < 40; ++i) drag(at(0.1), at(0.9));
    QCOMPARE(plot().visibleX().lower, 0.0);  // never beyond the run
  }

  void aDragFindsPointsUnderEveryPixelWithoutWaiting() {
    wheel(8, at(0.5));
    QTRY_VERIFY(plot().lines()[0].points.front().step <= panel_->needs().first);
    drag(at(0.3), at(0.8));  // half the visible width
    const auto& xs = plot().lines()[0].xs;
    QVERIFY(xs.front() <= plot().visibleX().lower && xs.back() >= plot().visibleX().upper);
  }

  void rectanglesByModeControlAndRightButton() {
    const Span whole = plot().visibleValues();
    for (const int way : {0, 1, 2}) {
      if (way == 0) action("curveRectangle").trigger();
      drag(at(0.2, 0.2), at(0.5, 0.6), way == 2 ? Qt::RightButton : Qt::LeftButton,
           way == 1 ? Qt::ControlModifier : Qt::NoModifier);
      const Span x = plot().visibleX();
      QVERIFY2(x.lower > 2000 && x.upper < 12000, qPrintable(QString::number(way)));
      QVERIFY(!action("curveRectangle").isChecked());  // once
      const Span values = plot().visibleValues();
      QVERIFY(values.width() < 0.6 * whole.width());
      panel_->show(grown(kSteps + 5));
      QCOMPARE(plot().visibleValues(), values);  // an update does not undo the user's range
      QCOMPARE(plot().visibleX(), x);
      action("curveFit").trigger();
      QVERIFY(plot().visibleValues() != values);
      QCOMPARE(plot().visibleSteps(), StepRange{});
    }
  }

  void followingMovesAlongUntilTheUserLooksElsewhere() {
    watcher_.reset();  // from now on the run grows by hand
    wheel(5, at(0.5));
    action("curveFollow").trigger();
    QCOMPARE(plot().visibleX().upper, double{kSteps});
    const double width = plot().visibleX().width();
    panel_->show(grown(kSteps + 500));
    QCOMPARE(plot().visibleX().upper, kSteps + 500.0);
    QVERIFY(std::abs(plot().visibleX().width() - width) < 1e-6);
    wheel(1, at(0.1));  // zooming keeps the newest in view
    QVERIFY(plot().following());
    QCOMPARE(plot().visibleX().upper, kSteps + 500.0);
    drag(at(0.3), at(0.7));
    QVERIFY(!plot().following() && !action("curveFollow").isChecked());
    const Span there = plot().visibleX();
    panel_->show(grown(kSteps + 900));
    QCOMPARE(plot().visibleX(), there);
  }

  void theKeyboardDoesAllOfIt() {
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_Plus);
    QTest::keyClick(&canvas(), Qt::Key_Plus);
    const Span zoomed = plot().visibleX();
    QVERIFY(zoomed.width() < kSteps * 0.6);
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QVERIFY(plot().visibleX().lower > zoomed.lower);
    QTest::keyClick(&canvas(), Qt::Key_Left);
    QVERIFY(std::abs(plot().visibleX().lower - zoomed.lower) < 1);
    const Span values = plot().visibleValues();
    QTest::keyClick(&canvas(), Qt::Key_Up);
    QVERIFY(plot().visibleValues().lower > values.lower);
    QTest::keyClick(&canvas(), Qt::Key_End);
    QCOMPARE(plot().visibleX().upper, double{kSteps});
    QTest::keyClick(&canvas(), Qt::Key_Minus);
    QTest::keyClick(&canvas(), Qt::Key_F);
    QCOMPARE(plot().visibleSteps(), StepRange{});
    QTest::keyClick(&canvas(), Qt::Key_Plus);
    QTest::keyClick(&canvas(), Qt::Key_Home);
    QCOMPARE(plot().visibleSteps(), StepRange{});
  }

  void logarithmsLeaveOutWhatIsNotPositive() {
    QCOMPARE(plot().note(), QString());
    action("curveLog").trigger();
    QVERIFY(plot().note().contains("logarithmic"));  // the fixture's second curve is negative
    QVERIFY(plot().visibleValues().lower > 0);
    test::click(&canvas());
    panel_->grab();
    RunSnapshot none = grown(3);  // nothing positive at all, nothing finite
    none.curves = {{"d_loss", {{1, 1, 0, 0}, {2, 1, -1, -1}, {3, 1, NAN, NAN}}, {}},
                   {"g_loss", {{1, 1, -INFINITY, INFINITY}, {2, 1, -2, -2}, {3, 1, 0, 0}}, {}}};
    panel_->show(none);
    panel_->grab();
    const Span range = plot().visibleValues();
    QVERIFY(range.lower > 0 && range.upper > range.lower && std::isfinite(range.upper));
    wheel(2, at(0.5), Qt::ShiftModifier);
    QVERIFY(plot().visibleValues().lower > range.lower && plot().visibleValues().upper < range.upper);
    action("curveLog").trigger();
    QVERIFY(plot().visibleValues().lower < 0);
    QCOMPARE(plot().note(), QString());
  }

  void theXAxisCountsStepsEpochsOrTime() {
    wheel(6, at(0.5));
    const StepRange steps = plot().visibleSteps();
    action("curveByEpoch").trigger();
    QVERIFY(std::abs(plot().visibleX().lower - 0.001 * static_cast<double>(steps.first)) < 0.002);
    action("curveByTime").trigger();
    // The first half of the run took 100 s, the second 50 s.
    const auto seconds = [](double step) { return step <= 10000 ? step / 100 : 100 + (step - 10000) / 200; };
    QTRY_VERIFY(std::abs(plot().visibleX().lower - seconds(static_cast<double>(steps.first))) < 0.2);
    QVERIFY(std::abs(plot().visibleX().upper - seconds(static_cast<double>(steps.last))) < 0.2);
    QVERIFY(std::abs(plot().visibleSteps().first - steps.first) < 20);
    action("curveFit").trigger();
    QCOMPARE(plot().visibleX().upper, 150.0);
    QCOMPARE(test::find<QToolButton>(*panel_, "unitButton")->text(), "By time");

    // A run that tells neither is plotted by steps, and the choices say why.
    RunSnapshot bare = grown(kSteps);
    bare.epochsPerStep = 0;
    panel_->show(bare);
    QCOMPARE(plot().visibleX().upper, double{kSteps});
    QVERIFY(!action("curveByTime").isEnabled() && action("curveByTime").toolTip().contains("not recorded"));
    QVERIFY(!action("curveByEpoch").isEnabled() && action("curveByEpoch").toolTip().contains("training set"));
  }

  void theCrosshairSaysStepTimeAndEveryVisibleValue() {
    wheel(40, at(0.5));  // so deep that a point is a step
    QTRY_COMPARE(plot().lines()[0].points.front().width, 1);
    hover(at(0.5));
    const QString text = plot().readout();
    const int step = text.section(QLatin1Char(' '), 1, 1).remove(QLatin1Char(',')).toInt();
    const Span visible = plot().visibleX();
    QVERIFY2(step >= visible.lower - 1 && step <= visible.upper + 1, qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Discriminator loss: %1").arg(valuesAt(step)[0], 0, 'g', 4)),
             qPrintable(text));
    QVERIFY(text.contains("Generator loss") && text.contains("epoch") && text.contains("0:01:"));
    QVERIFY(text.contains("smoothed"));
    test::find<QSlider>(*panel_, "smoothing")->setValue(0);
    hover(at(0.5));
    QVERIFY(!plot().readout().contains("smoothed"));
    action("curveFit").trigger();
    const auto wide = [&] {
      hover(at(0.5));
      return plot().readout().startsWith("steps ") && plot().readout().contains(" to ");
    };
    QTRY_VERIFY(wide());
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&canvas(), &leave);
    QCOMPARE(plot().readout(), QString());
  }

  void aClickOnTheLegendHidesACurve() {
    hover(at(0.5));
    QVERIFY(plot().readout().contains("Discriminator"));
    const Span all = plot().visibleValues();
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, {40, 14});
    QVERIFY(plot().lines()[0].hidden);
    hover(at(0.5));
    QVERIFY(!plot().readout().contains("Discriminator"));
    QVERIFY(plot().visibleValues().lower > all.lower);  // scaled to what is left
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, {40, 14});
    QVERIFY(!plot().lines()[0].hidden);
  }

  void marksAreMergedToldAndHidden() {
    panel_->grab();
    const int drawn = plot().drawnMarks();  // of 2,000 checkpoints and a live change
    QVERIFY2(drawn > 20 && drawn < 270, qPrintable(QString::number(drawn)));
    wheel(30, at(0.5));
    panel_->grab();
    QVERIFY(plot().drawnMarks() < 20);
    action("curveFit").trigger();
    int x = 0;
    for (; x < canvas().width() && !plot().readout().contains("d_lr = 0.0001"); ++x) hover({x, 200});
    QVERIFY2(x > canvas().width() / 2 && x < canvas().width(), qPrintable(QString::number(x)));
    QVERIFY(!plot().readout().contains("checkpoint"));  // only where their ticks are
    int y = 0;
    for (; y < 200 && !plot().readout().contains("checkpoint"); ++y) hover({x - 1, y});
    QVERIFY(y < 100 && plot().readout().contains("d_lr = 0.0001") && plot().readout().contains("more"));
    action("curveMarks").trigger();
    panel_->grab();
    QCOMPARE(plot().drawnMarks(), 0);
    hover({x - 1, 200});
    QVERIFY(!plot().readout().contains("d_lr = 0.0001"));
  }

  void smoothingIsAShareOfWhatIsVisible() {
    auto* slider = test::find<QSlider>(*panel_, "smoothing");
    auto* value = test::find<QLabel>(*panel_, "smoothingValue");
    QVERIFY(std::abs(plot().smoothingSteps() - 400) < 30);  // 2 %
    QCOMPARE(value->text(), countText(plot().smoothingSteps()) + " steps");
    wheel(5, at(0.5));
    QTRY_VERIFY(std::abs(plot().smoothingSteps() - 131) < 15);
    slider->setValue(0);
    QCOMPARE(value->text(), "not smoothed");
    QVERIFY(plot().lines()[0].averages.empty());
    slider->setValue(100);
    QVERIFY(plot().smoothingSteps() > 1500);
  }

  void anySeriesCanBeChosenOnTwoAxes() {
    test::click(test::find<QToolButton>(*panel_, "curvesButton"));
    auto* chooser = test::find<SeriesChooser>(*panel_, "seriesChooser");
    QVERIFY(chooser->isVisible());
    const auto box = [&](const char* name) { return test::find<QCheckBox>(*chooser, name); };
    QVERIFY(box("curve:score") && !box("curve:seconds"));  // any name; the clock is an axis
    QVERIFY(box("curve:d_loss")->isChecked() && !box("curve:d_lr")->isChecked());
    QVERIFY(!box("right:d_lr")->isEnabled());
    test::saveScreenshots(*chooser, QStringLiteral("curve-chooser"));
    box("curve:d_lr")->click();
    box("right:d_lr")->click();
    chooser->close();
    QCOMPARE(test::find<QTabBar>(*panel_, "curveTabs")->currentIndex(), 2);
    QCOMPARE(plot().lines().size(), 3U);
    QTRY_VERIFY(!plot().lines()[2].points.empty());
    QCoreApplication::processEvents();
    const Span right = plot().visibleValues(true);
    QVERIFY(right.lower < 0.0002 && right.upper > 0.0002 && right.upper < 0.001);
    QVERIFY(plot().visibleValues().upper > 1);
    QVERIFY(action("curveLogRight").isEnabled());
  }

  void whatIsSetIsRemembered() {
    test::find<QTabBar>(*panel_, "curveTabs")->setCurrentIndex(1);
    action("curveLog").trigger();
    action("curveMarks").trigger();
    action("curveByTime").trigger();
    test::find<QSlider>(*panel_, "smoothing")->setValue(70);
    open();
    QCOMPARE(test::find<QTabBar>(*panel_, "curveTabs")->currentIndex(), 1);
    QCOMPARE(plot().lines()[0].series.key, std::string("d_real"));
    QVERIFY(action("curveLog").isChecked() && !action("curveMarks").isChecked());
    QVERIFY(action("curveByTime").isChecked() && plot().scale().shownUnit() == XUnit::Time);
    QCOMPARE(test::find<QSlider>(*panel_, "smoothing")->value(), 70);
  }

  void picturesAreLightAndNameTheRun() {
    panel_->setRun(run_, QStringLiteral("A <run> & more"));
    panel_->exportTo(file("plot.png"), CurveFormat::Png);
    QTRY_VERIFY(strip().contains("plot.png"));
    const QImage png(file("plot.png"));
    QVERIFY2(png.width() >= 1800 && png.height() >= 1000, qPrintable(strip()));
    QCOMPARE(png.pixelColor(2, 2), QColor(Qt::white));
    panel_->exportTo(file("plot.pdf"), CurveFormat::Pdf);
    QTRY_VERIFY(strip().contains("plot.pdf"));
    QFile pdf(file("plot.pdf"));
    QVERIFY(pdf.open(QIODevice::ReadOnly) && pdf.read(5) == "%PDF-" && pdf.size() > 5000);
    panel_->exportTo(file("plot.svg"), CurveFormat::Svg);
    QTRY_VERIFY(strip().contains("plot.svg"));
    QFile svg(file("plot.svg"));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&svg);
    bool titled = false, drawnTitle = false;
    while (!xml.atEnd()) {
      xml.readNext();
      if (xml.isStartElement() && xml.name() == u"title") titled = xml.readElementText() == "A ‹run› + more";
      if (xml.isCharacters() && xml.text().contains(u"A <run> & more")) drawnTitle = true;
    }
    QVERIFY2(!xml.hasError() && titled && drawnTitle, qPrintable(xml.errorString()));
    panel_->exportTo(file("nowhere/plot.svg"), CurveFormat::Svg);
    QTRY_VERIFY(strip().contains("nowhere") && strip().contains("was not written"));
    action("curveCopy").trigger();
    QVERIFY(QApplication::clipboard()->image().width() >= 1800);
  }

  void tablesHoldEveryStepOfWhatIsVisible() {
    wheel(6, at(0.5));
    const StepRange visible = plot().visibleSteps();
    panel_->exportTo(file("table.csv"), CurveFormat::Csv);
    QTRY_VERIFY(strip().contains("written to"));
    QFile csv(file("table.csv"));
    QVERIFY(csv.open(QIODevice::ReadOnly | QIODevice::Text));
    QCOMPARE(csv.readLine().trimmed(), "step,epoch,seconds,d_loss,g_loss");
    for (std::int64_t step = visible.first; step <= visible.last; ++step) {
      const QList<QByteArray> cells = csv.readLine().trimmed().split(',');
      const std::vector<float> values = valuesAt(static_cast<int>(step));
      QCOMPARE(cells[0].toLongLong(), step);
      QVERIFY(std::abs(cells[1].toDouble() - 0.001 * static_cast<double>(step)) < 1e-9);
      QCOMPARE(cells[2].toFloat(), values[5]);
      QCOMPARE(cells[3].toFloat(), values[0]);
      QCOMPARE(cells[4].toFloat(), values[1]);
    }
    QVERIFY(csv.atEnd());
    panel_->exportTo(file("nowhere/table.csv"), CurveFormat::Csv);
    QTRY_VERIFY(strip().contains("cannot be written"));
  }

  void whatIsExportedIsWhatWasAskedFor() {
    panel_->setRun(run_, QStringLiteral("First"));
    action("curveSvg").trigger();
    action("curveCsv").trigger();
    const auto dialogs = panel_->findChildren<QFileDialog*>("exportDialog");
    QCOMPARE(dialogs.size(), 2);
    RunSnapshot other = grown(7);
    other.run = "/another";
    panel_->show(other);  // the queue has begun the next run
    Q_EMIT dialogs[0]->fileSelected(file("asked.svg"));
    QTRY_VERIFY(strip().contains("asked.svg"));
    QFile svg(file("asked.svg"));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    QVERIFY(svg.readAll().contains("<title>First</title>"));
    Q_EMIT dialogs[1]->fileSelected(file("asked.csv"));
    QTRY_VERIFY2(strip().contains("20,000 steps written to"), qPrintable(strip()));
    for (QFileDialog* dialog : dialogs) dialog->close();
  }

  void aRunThatVanishesIsSaidAndComesBack() {
    const std::filesystem::path away = run_.string() + "-away";
    std::filesystem::rename(run_, away);
    watcher_->advance();
    QTRY_VERIFY(plot().message().contains("no history"));
    QCOMPARE(plot().pointCount(), 0);
    std::filesystem::rename(away, run_);
    QTRY_VERIFY(plot().pointCount() > 500);
    QCOMPARE(plot().message(), QString());
  }

  void looksRight() {
    if (!test::wantsScreenshots()) QSKIP("GANVAS_SCREENSHOT_DIR is not set");
    hover(at(0.6));
    test::saveScreenshots(*panel_, QStringLiteral("curves"));
    panel_->resize(400, 360);
    QTest::qWait(400);
    QVERIFY(panel_->grab().save(qEnvironmentVariable("GANVAS_SCREENSHOT_DIR") + "/curves-narrow.png"));
    test::find<QTabBar>(*panel_, "curveTabs")->setCurrentIndex(2);
    action("curveLog").trigger();
    action("curveByTime").trigger();
    panel_->exportTo(QStringLiteral("/dev/null/plot.png"), CurveFormat::Png);
    QTest::qWait(400);
    QVERIFY(panel_->grab().save(qEnvironmentVariable("GANVAS_SCREENSHOT_DIR") + "/curves-small.png"));
    panel_->exportTo(qEnvironmentVariable("GANVAS_SCREENSHOT_DIR") + "/curves-export.png", CurveFormat::Png);
    watcher_.reset();
    panel_->clear();
    QTest::qWait(100);
    QVERIFY(panel_->grab().save(qEnvironmentVariable("GANVAS_SCREENSHOT_DIR") + "/curves-empty.png"));
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::CurvesTest)
#include "curves_test.moc"
