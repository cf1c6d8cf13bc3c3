#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QObject>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <cmath>
#include <limits>
#include <utility>

#include "bridge/to_image.h"
#include "panels/data_check.h"
#include "panels/experiment_panel.h"
#include "panels/failure_banner.h"
#include "panels/picture_view.h"
#include "plots/smoothing.h"
#include "support.h"

namespace ganvas::ui {

namespace {

config::Recipe makeRecipe(const char* name, const char* source, std::int64_t steps = 100) {
  config::Recipe recipe{.name = name, .experiment = {}, .file = {}};
  recipe.experiment.about.name = name;
  recipe.experiment.about.description = std::string("About ") + name;
  recipe.experiment.data.source = source;
  recipe.experiment.schedule.steps = steps;
  recipe.experiment.generator.layers = {"linear 32x32x3", "tanh"};
  recipe.experiment.discriminator.layers = {"flatten", "linear 1"};
  return recipe;
}

}  // namespace

class PanelsTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private Q_SLOTS:
  static void aRunsDirectoryHasANameForPeople() {
    QCOMPARE(runName("/runs/20240131-101500-quickstart"), "quickstart");
    QCOMPARE(runName("/runs/20240131-101500-"), "20240131-101500-");
    QCOMPARE(runName("/runs/mine"), "mine");
    QCOMPARE(runName("/runs/2024x131-101500-quickstart"), "2024x131-101500-quickstart");
    QCOMPARE(runName(""), "");
  }

  void theWantedRecipeIsChosenAndDescribed() {
    QAction train, enqueue;
    ExperimentPanel panel(&train, &enqueue);
    panel.setRecipes({makeRecipe("a", "synthetic"), makeRecipe("b", "synthetic", 700)}, {}, "b");
    QCOMPARE(test::find<QComboBox>(panel, "recipeChooser")->currentText(), "b");
    QCOMPARE(test::find<QLabel>(panel, "recipeDescription")->text(), "About b");
    QCOMPARE(panel.problem(), QString());
    QCOMPARE(panel.experiment().schedule.steps, 700);
    auto* steps = test::find<QLineEdit>(panel, "schedule.steps");
    steps->selectAll();
    QTest::keyClicks(steps, "900");
    QCOMPARE(panel.experiment().schedule.steps, 900);
    QCOMPARE(panel.experiment().about.name, std::string("b"));
  }

  void aSetWithoutFilesAsksForItsFolder() {
    QAction train, enqueue;
    ExperimentPanel panel(&train, &enqueue);
    panel.setRecipes({makeRecipe("c", "cifar10")}, {}, "c");
    panel.show();
    auto* folder = test::find<QLineEdit>(panel, "data.path");
    QVERIFY(folder->isVisible());
    QVERIFY(panel.problem().contains("CIFAR-10"));
    QCOMPARE(test::find<QLabel>(panel, "trainProblem")->text(), panel.problem());

    QTemporaryDir empty;
    QSignalSpy changed(&panel, &ExperimentPanel::changed);
    QTest::keyClicks(folder, empty.path());
    QCOMPARE(panel.problem(), QString());  // looked for when its editing ends, not at every letter
    QTest::keyClick(folder, Qt::Key_Return);
    QVERIFY(!changed.isEmpty());
    QVERIFY(panel.problem().contains("data_batch_1.bin"));

    QFile file(empty.filePath("data_batch_1.bin"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QTest::keyClick(folder, Qt::Key_Return);
    QCOMPARE(panel.problem(), QString());
    QCOMPARE(panel.experiment().data.path, empty.path().toStdString());
    QVERIFY(!test::find<QLabel>(panel, "trainProblem")->isVisible());
  }

  void foldersAreFoundAsTheCoreFindsThem() {
    QTemporaryDir home;
    QVERIFY(QDir(home.path()).mkpath("sets/cifar/cifar-10-batches-bin"));
    const QByteArray before = qgetenv("HOME");
    qputenv("HOME", QFile::encodeName(home.path()));
    config::Data data;
    data.source = "cifar10";
    const auto missing = [&](const char* path, const char* split) {
      data.path = path;
      data.split = split;
      return missingData(data);
    };
    QVERIFY(missing("~/sets/cifar", "train").contains("data_batch_1.bin"));
    // The folder that holds the one that the archive unpacks to.
    for (const char* name : {"data_batch_1.bin", "test_batch.bin"}) {
      QFile file(home.filePath(QStringLiteral("sets/cifar/cifar-10-batches-bin/") + QLatin1String(name)));
      QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QCOMPARE(missing("~/sets/cifar", "train"), QString());
    QCOMPARE(missing("~/sets/cifar", "test"), QString());
    QCOMPARE(missing("~/sets/cifar/cifar-10-batches-bin", "train"), QString());
    QVERIFY(missing("~/sets", "train").contains("data_batch_1.bin"));
    QVERIFY(missing("~/sets", "test").contains("test_batch.bin"));
    QVERIFY(missing("~/nowhere", "train").contains("~/nowhere"));
    QVERIFY(!missing("~other/sets", "train").isEmpty());
    data.source = "idx";
    QCOMPARE(missing("~", "train"), QString());
    qputenv("HOME", before);
  }

  void layersThatDoNotFitAreSaidBeforeTraining() {
    QAction train, enqueue;
    ExperimentPanel panel(&train, &enqueue);
    const auto problem = [&](config::Recipe recipe) {
      panel.setRecipes({std::move(recipe)}, {}, {});
      return panel.problem();
    };
    QTemporaryDir folder;
    config::Recipe recipe = makeRecipe("r", "synthetic");
    QCOMPARE(problem(recipe), QString());
    recipe.experiment.data.width = 16;
    QVERIFY(problem(recipe).contains("the generator ends in 32×32×3"));
    QVERIFY(problem(recipe).contains("32×16×3"));
    recipe.experiment.data.width = 32;
    recipe.experiment.discriminator.layers = {"flatten", "linear 2"};
    QVERIFY(problem(recipe).contains("discriminator"));
    // Pictures of a size that only the files tell: what can be said without them is said.
    recipe.experiment.data.source = "idx";
    recipe.experiment.data.path = folder.path().toStdString();
    QVERIFY(problem(recipe).contains("discriminator"));
    recipe.experiment.discriminator.layers = {"flatten", "linear 1"};
    QVERIFY(problem(recipe).contains("is being looked at"));
    recipe.experiment.generator.layers = {"linear 5", "conv 3 k3"};
    QVERIFY(problem(recipe).contains("conv 3 k3"));
  }

  void theClassesOfAFolderAreCountedInTheBackground() {
    QAction train, enqueue;
    ExperimentPanel panel(&train, &enqueue);
    QTemporaryDir folder;
    config::Recipe recipe = makeRecipe("r", "folder");
    panel.setRecipes({recipe}, {}, {});
    QVERIFY(panel.problem().contains("Choose the folder of the pictures"));
    recipe.experiment.generator.layers.insert(recipe.experiment.generator.layers.begin(), "label_one_hot");
    recipe.experiment.discriminator.layers = {"label_one_hot", "flatten", "linear 1"};
    panel.setExperiment(recipe.experiment, QStringLiteral("copy"));
    panel.show();
    auto* line = test::find<QLineEdit>(panel, "data.path");
    const auto touch = [&](const char* name) {
      QFile file(folder.filePath(QLatin1String(name)));
      return file.open(QIODevice::WriteOnly);
    };
    QVERIFY(touch("a.png"));
    QTest::keyClicks(line, folder.path());
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_VERIFY2(panel.problem().contains("the data set has no labels"), qPrintable(panel.problem()));
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("cats")));
    QVERIFY(touch("cats/b.png"));
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(panel.problem(), QString());
    recipe.experiment.data.width = 16;  // its size is known without a look
    recipe.experiment.data.path = folder.path().toStdString();
    panel.setExperiment(recipe.experiment, QStringLiteral("copy"));
    QVERIFY2(panel.problem().contains("32×16×3"), qPrintable(panel.problem()));
  }

  void anUnreadableRecipeIsListedButCannotBeTrained() {
    QAction train, enqueue;
    ExperimentPanel panel(&train, &enqueue);
    panel.setRecipes({makeRecipe("a", "synthetic")}, {{"/x/bad.toml", "bad.toml: line 3: unknown key"}}, "a");
    auto* chooser = test::find<QComboBox>(panel, "recipeChooser");
    QCOMPARE(chooser->count(), 2);
    chooser->setCurrentIndex(1);
    QVERIFY(!panel.problem().isEmpty());
    QCOMPARE(test::find<QLabel>(panel, "recipeDescription")->text(), "bad.toml: line 3: unknown key");
  }

  void picturesKeepTheirPixels() {
    const QImage grey = toImage({3, 2, 1, {0, 10, 20, 30, 40, 255}});
    QCOMPARE(grey.size(), QSize(3, 2));
    QCOMPARE(grey.pixelColor(2, 1), QColor(255, 255, 255));
    QCOMPARE(grey.pixelColor(1, 0), QColor(10, 10, 10));
    const QImage colour = toImage({1, 2, 3, {1, 2, 3, 4, 5, 6}});
    QCOMPARE(colour.pixelColor(0, 1), QColor(4, 5, 6));
    QVERIFY(toImage({}).isNull());
    QVERIFY(toImage({100, 100, 1, {1, 2, 3}}).isNull());
    QVERIFY(toImage({1, 1, 2, {1, 2}}).isNull());
    QVERIFY(toImage({-1, 4, 1, {}}).isNull());
  }

  void aPictureIsScaledToWholeSharpSquares() {
    PictureView view;
    view.resize(250, 170);
    view.setImage(toImage({2, 2, 1, {0, 255, 255, 0}}));
    const QImage shot = view.grab().toImage();
    const int left = (250 - 170) / 2;
    QCOMPARE(shot.pixelColor(left + 84, 84), QColor(Qt::black));
    QCOMPARE(shot.pixelColor(left + 85, 84), QColor(Qt::white));
    QCOMPARE(shot.pixelColor(left + 84, 85), QColor(Qt::white));
    QCOMPARE(shot.pixelColor(left + 85, 85), QColor(Qt::black));
  }

  void aFailureSaysWhatWhereAndWhatToDo() {
    FailureBanner banner(FailureBanner::Kind::Failure);
    banner.show({"the loss is not finite", "step 1,234, discriminator", ""});
    QCOMPARE(test::find<QLabel>(banner, "failureWhat")->text(), "The loss is not finite");
    QCOMPARE(test::find<QLabel>(banner, "failureWhere")->text(), "step 1,234, discriminator");
    QVERIFY(!test::find<QLabel>(banner, "failureAdvice")->isVisible());
    test::click(test::find<QPushButton>(banner, "dismissFailure"));
    QVERIFY(!banner.isVisible());
  }

  void theMovingAverageLooksBothWaysAndSkipsGaps() {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto constant = smoothed({4, 4, nan, 4}, 10);
    QCOMPARE(constant[0], 4.0);
    QCOMPARE(constant[1], 4.0);
    QVERIFY(std::isnan(constant[2]));
    QCOMPARE(constant[3], 4.0);
    // By hand, window 2/ln 2 halves the weights: (0 + ½ + ¼)/1¾, (0·½ + 1 + ½)/2, (0·¼ + ½ + 1)/1¾.
    const auto rising = smoothed({0, 1, 1}, 2.0 / std::log(2.0));
    QVERIFY(std::abs(rising[0] - 0.75 / 1.75) < 1e-12);
    QVERIFY(std::abs(rising[1] - 1.5 / 2.0) < 1e-12);
    QVERIFY(std::abs(rising[2] - 1.5 / 1.75) < 1e-12);
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::PanelsTest)
#include "panels_test.moc"
