// Learning rates drawn before training, and which parameters a loss shows.
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTest>

#include "config/recipes.h"
#include "panels/experiment_panel.h"
#include "panels/parameter_row.h"
#include "panels/rate_preview.h"
#include "support.h"
#include "window/theme.h"

namespace ganvas::ui {

class RateTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private:
  /// 1,000 steps in ten epochs.
  static config::Experiment experiment(const char* rate) {
    config::Experiment e = config::loadRecipe("quickstart");
    e.data.source = "synthetic";
    e.data.count = 1000;
    e.data.limit = 0;
    e.objective.criticSteps = 1;
    e.schedule = {};
    e.schedule.batchSize = 10;
    e.schedule.epochs = 10;
    e.schedule.rate = rate;
    e.generatorOptimiser.learningRate = 2e-4;
    e.discriminatorOptimiser.learningRate = 2e-4;
    return e;
  }
  template <typename Widget>
  Widget* in(const char* name) {
    return test::find<Widget>(*panel_, name);
  }
  void openPanel() {
    panel_ = std::make_unique<ExperimentPanel>(&train_, &enqueue_);
    panel_->resize(420, 1100);
    panel_->setRecipes(config::recipes(), {}, QStringLiteral("quickstart"));
    panel_->show();
    QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
  }
  void choose(const char* parameter, const QString& value) {
    auto* box = in<QComboBox>(parameter);
    QVERIFY(box);
    box->setCurrentIndex(box->findText(value));
    Q_EMIT box->activated(box->currentIndex());
    QCoreApplication::processEvents();
  }
  /// Whether the parameter can be seen now.
  bool shows(const char* key) {
    for (const ParameterRow* row : panel_->findChildren<ParameterRow*>()) {
      if (row->parameter().key == key) return row->isVisible();
    }
    return false;
  }

  QAction train_{QStringLiteral("Train")}, enqueue_{QStringLiteral("Queue")};
  std::unique_ptr<ExperimentPanel> panel_;

 private Q_SLOTS:
  void init() { QSettings().clear(); }
  void cleanup() { panel_.reset(); }

  void aConstantRateIsAFlatLine() {
    const auto course = rateCourse(experiment("constant"));
    QVERIFY(course && course->epochs);
    QCOMPARE(course->curves.size(), 1U);
    QCOMPARE(course->curves[0].ys.front(), 2e-4);
    QCOMPARE(course->curves[0].ys.back(), 2e-4);
    QCOMPARE(course->curves[0].xs.back(), 10.0);
  }

  void aCosineEndsNearItsFinalFactor() {
    config::Experiment e = experiment("cosine");
    e.discriminatorOptimiser.learningRate = 4e-4;
    const auto course = rateCourse(e);
    QVERIFY(course);
    QCOMPARE(course->curves.size(), 2U);
    QCOMPARE(course->curves[0].ys.front(), 2e-4);
    QVERIFY(course->curves[0].ys.back() < 1e-8);
    QCOMPARE(course->curves[1].ys.front(), 4e-4);
  }

  void warmUpRisesFromTheFirstStep() {
    config::Experiment e = experiment("linear");
    e.schedule.steps = 1000;
    e.schedule.warmupSteps = 100;
    const auto course = rateCourse(e);
    QVERIFY(course && !course->epochs);
    QCOMPARE(course->curves[0].xs.front(), 1.0);
    QCOMPARE(course->curves[0].xs.back(), 1000.0);
    QVERIFY(course->curves[0].ys.front() < 1e-5);
  }

  void epochsCountAllUpdatesOfTheDiscriminator() {
    config::Experiment e = experiment("step");
    e.objective.criticSteps = 5;
    e.schedule.decayFactor = 0.5;
    e.schedule.decayEvery = 5;
    const auto course = rateCourse(e);
    QVERIFY(course);
    QCOMPARE(course->curves[0].xs.back(), 10.0);
    QCOMPARE(course->curves[0].ys.back(), 1e-4);
  }

  void aFolderIsDrawnOverEpochsWhereThatIsExact() {
    config::Experiment e = experiment("exponential");
    e.data.source = "folder";
    const auto course = rateCourse(e);
    QVERIFY(course && course->epochs);
    QCOMPARE(course->curves[0].xs.back(), 10.0);
    e.schedule.warmupSteps = 5;
    QVERIFY(!rateCourse(e));
    RatePreview preview;
    preview.show(e);
    QVERIFY(!test::find<RatePlot>(preview, "ratePlot")->isVisibleTo(&preview));
    QVERIFY(test::find<QLabel>(preview, "rateWords")->text().contains(QStringLiteral("number of pictures")));
  }

  void theLengthOfFilesThatNobodyOpenedIsNotClaimed() {
    config::Experiment e = experiment("linear");
    e.schedule.steps = 0;
    e.schedule.epochs = 2;
    e.schedule.warmupSteps = 5;
    e.data.source = "fashion-mnist";
    QVERIFY(rateCourse(e));
    e.data.path = "/mnt/some-pictures";
    QVERIFY(!rateCourse(e));
    e.data.source = "idx";
    QVERIFY(!rateCourse(e));
  }

  void theDenoisingLossHasOneRate() {
    config::Experiment e = experiment("constant");
    e.objective.loss = "denoising";
    e.discriminatorOptimiser.learningRate = 1;
    const auto course = rateCourse(e);
    QVERIFY(course);
    QCOMPARE(course->curves.size(), 1U);
    QCOMPARE(course->curves[0].label, QStringLiteral("Learning rate"));
  }

  void anExponentialRateHasALogarithmicAxis() {
    RatePreview preview;
    preview.show(experiment("exponential"));
    QVERIFY(test::find<RatePlot>(preview, "ratePlot")->logarithmic());
    preview.show(experiment("cosine"));
    QVERIFY(!test::find<RatePlot>(preview, "ratePlot")->logarithmic());
  }

  void followsWhatIsTyped() {
    openPanel();
    auto* words = in<QLabel>("rateWords");
    QVERIFY(words && words->isVisible());
    QVERIFY2(!in<RatePlot>("ratePlot")->isVisible(), "a flat line tells nothing");
    const QString before = words->text();
    choose("schedule.rate", QStringLiteral("cosine"));
    QTRY_VERIFY(words->text() != before);
    QVERIFY(in<RatePlot>("ratePlot")->isVisible());
    QVERIFY(in<RatePlot>("ratePlot")->pointCount() > 10);
    QVERIFY2(words->text().endsWith(QStringLiteral("to almost 0")), qPrintable(words->text()));
    auto* filter = in<QLineEdit>("parameterFilter");
    filter->setText(QStringLiteral("batch"));
    QVERIFY2(!words->isVisible(), "a search shows parameters alone");
    filter->clear();
    QVERIFY(words->isVisible());
  }

  void eachLossShowsWhatItNeeds() {
    openPanel();
    choose("objective.loss", QStringLiteral("wasserstein"));
    QVERIFY(shows("objective.weight_clip"));
    QVERIFY(shows("discriminator_optimiser.kind"));
    QVERIFY(!shows("objective.margin"));
    choose("objective.loss", QStringLiteral("energy"));
    QVERIFY(shows("objective.margin"));
    QVERIFY(shows("objective.pulling_away"));
    choose("objective.loss", QStringLiteral("denoising"));
    QVERIFY(!shows("objective.margin"));
    QVERIFY(!shows("objective.critic_steps"));
    QVERIFY(!shows("discriminator_optimiser.kind"));
    QVERIFY(!in<QWidget>("section:discriminator_optimiser")->isVisible());
    QVERIFY(in<QWidget>("section:diffusion")->isVisible());
    choose("objective.loss", QStringLiteral("hinge"));
    QVERIFY(!in<QWidget>("section:diffusion")->isVisible());
    QVERIFY(in<QWidget>("section:discriminator_optimiser")->isVisible());
  }

  void screenshots() {
    if (!test::wantsScreenshots()) QSKIP("GANVAS_SCREENSHOT_DIR is not set");
    const QDir folder(qEnvironmentVariable("GANVAS_SCREENSHOT_DIR"));
    const QPalette before = QApplication::palette();
    openPanel();
    choose("schedule.rate", QStringLiteral("cosine"));
    for (const char* loss : {"non-saturating", "wasserstein", "energy", "denoising"}) {
      choose("objective.loss", QString::fromLatin1(loss));
      QTest::qWait(50);
      panel_->grab().save(folder.filePath(QStringLiteral("loss-%1.png").arg(QString::fromLatin1(loss))));
    }
    QApplication::setPalette(Theme::dark());
    choose("schedule.rate", QStringLiteral("exponential"));
    QTest::qWait(50);
    panel_->grab().save(folder.filePath(QStringLiteral("rate-dark.png")));
    QApplication::setPalette(before);
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::RateTest)
#include "rate_test.moc"
