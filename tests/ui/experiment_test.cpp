#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QObject>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <set>

#include "base/files.h"
#include "config/changes.h"
#include "config/toml.h"
#include "panels/experiment_panel.h"
#include "panels/live_panel.h"
#include "panels/number_steps.h"
#include "panels/parameter_section.h"
#include "panels/save_recipe.h"
#include "support.h"

namespace ganvas::ui {

namespace {

config::Recipe makeRecipe(const char* name) {
  config::Recipe recipe{.name = name, .experiment = {}, .file = {}};
  recipe.experiment.about.name = name;
  recipe.experiment.about.description = std::string("About ") + name + ".";
  recipe.experiment.about.reported = {"FID 3"};
  recipe.experiment.about.reportedNote = "Of the recipe as it is.";
  recipe.experiment.data.source = "synthetic";
  recipe.experiment.schedule.steps = 2000;
  recipe.experiment.generator.layers = {"linear 32x32x3", "tanh"};
  recipe.experiment.discriminator.layers = {"flatten", "linear 1"};
  return recipe;
}

const config::Parameter& parameter(const char* key) {
  return *config::findParameter(key);
}

double steppedReal(const char* key, double value, bool up) {
  return std::get<double>(stepped(parameter(key), value, up));
}

std::int64_t steppedWhole(const char* key, std::int64_t value, bool up) {
  return std::get<std::int64_t>(stepped(parameter(key), value, up));
}

void type(QWidget* input, const char* text) {
  QVERIFY(input);
  QVERIFY(input->isVisible());
  input->setFocus();
  QTest::keyClick(input, Qt::Key_A, Qt::ControlModifier);
  QTest::keyClick(input, Qt::Key_Delete);
  QTest::keyClicks(input, QLatin1String(text));
}

}  // namespace

class ExperimentTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private:
  QAction train_{QStringLiteral("&Train")};
  QAction enqueue_{QStringLiteral("&Add to queue")};

  std::unique_ptr<ExperimentPanel> open() {
    auto panel = std::make_unique<ExperimentPanel>(&train_, &enqueue_);
    panel->setRecipes({makeRecipe("a"), makeRecipe("b")}, {}, "a");
    panel->resize(360, 900);
    panel->show();
    return panel;
  }
  static QLineEdit* line(QWidget& panel, const char* key) { return test::find<QLineEdit>(panel, key); }
  static QToolButton* revert(QWidget& panel, const char* key) {
    return panel.findChild<QToolButton*>(QStringLiteral("revert:") + QLatin1String(key));
  }
  static QLabel* error(QWidget& panel, const char* key) {
    return panel.findChild<QLabel*>(QStringLiteral("error:") + QLatin1String(key));
  }
  static void unfold(QWidget& panel, const char* section) {
    auto* header = panel.findChild<QAbstractButton*>(QStringLiteral("section:") + QLatin1String(section));
    if (!header->isChecked()) test::click(header);
  }

 private Q_SLOTS:
  static void init() { QSettings().clear(); }

  void everyParameterHasAPlace() {
    std::set<std::string> placed;
    for (const auto& plan : planSections()) {
      QVERIFY(!plan.title.isEmpty());
      for (const auto* one : plan.parameters) QVERIFY2(placed.insert(one->key).second, one->key.c_str());
    }
    QCOMPARE(placed.size(), config::parameters().size());
  }

  void aChangeIsMarkedAndTakenBackByItself() {
    auto panel = open();
    auto* steps = line(*panel, "schedule.steps");
    QCOMPARE(steps->text(), "2000");
    QVERIFY(!revert(*panel, "schedule.steps")->isVisible());
    QSignalSpy changed(panel.get(), &ExperimentPanel::changed);
    type(steps, "900");
    QCOMPARE(panel->experiment().schedule.steps, 900);  // at once
    QTRY_VERIFY(revert(*panel, "schedule.steps")->isVisible());
    QVERIFY(!changed.isEmpty());
    QCOMPARE(revert(*panel, "schedule.steps")->toolTip(), "Recipe: 2000");
    QCOMPARE(test::find<QLabel>(*panel, "changesLabel")->text(), "1 change");

    type(line(*panel, "schedule.batch_size"), "32");
    QTRY_COMPARE(test::find<QLabel>(*panel, "changesLabel")->text(), "2 changes");
    test::click(revert(*panel, "schedule.steps"));
    QCOMPARE(steps->text(), "2000");
    QVERIFY(!revert(*panel, "schedule.steps")->isVisible());
    QCOMPARE(panel->focusWidget(), steps);
    QCOMPARE(panel->experiment().schedule.batchSize, 32);
    test::click(test::find<QPushButton>(*panel, "revertAll"));
    QVERIFY(panel->experiment() == panel->base());
    QCOMPARE(line(*panel, "schedule.batch_size")->text(), "128");
    QVERIFY(!test::find<QPushButton>(*panel, "revertAll")->isEnabled());
  }

  void aValueIsKeptAsItWasTyped() {
    auto panel = open();
    auto* rate = line(*panel, "generator_optimiser.learning_rate");
    type(rate, "1e-4");
    QTRY_VERIFY(revert(*panel, "generator_optimiser.learning_rate")->isVisible());
    QCOMPARE(rate->text(), "1e-4");
    QCOMPARE(panel->experiment().generatorOptimiser.learningRate, 1e-4);
    QTest::keyClick(rate, Qt::Key_Up);
    QCOMPARE(rate->text(), "0.0002");  // the recipe's
    QTRY_VERIFY(!revert(*panel, "generator_optimiser.learning_rate")->isVisible());
  }

  void anInvalidValueIsExplainedInPlace() {
    auto panel = open();
    type(line(*panel, "schedule.batch_size"), "0");
    QTRY_VERIFY(error(*panel, "schedule.batch_size")->isVisible());
    QVERIFY(error(*panel, "schedule.batch_size")->text().contains("1 … 65536"));
    QVERIFY2(panel->problem().startsWith("Batch size"), qPrintable(panel->problem()));
    QVERIFY(!panel->problem().contains("schedule.batch_size"));
    QTRY_COMPARE(test::find<QLabel>(*panel, "trainProblem")->text(), panel->problem());
    QVERIFY(!test::find<QPushButton>(*panel, "saveRecipe")->isEnabled());
    QCOMPARE(panel->experiment().schedule.batchSize, 128);
    for (const char* text : {"", "many", "12x", "99999999999999999999", "1.5"}) {
      type(line(*panel, "schedule.batch_size"), text);
      QVERIFY2(!panel->problem().isEmpty(), text);
    }
    type(line(*panel, "schedule.batch_size"), "64");
    QCOMPARE(panel->problem(), QString());
    QTRY_VERIFY(!error(*panel, "schedule.batch_size")->isVisible());
    QVERIFY(test::find<QPushButton>(*panel, "saveRecipe")->isEnabled());
    type(line(*panel, "schedule.batch_size"), "x");
    QTRY_VERIFY(revert(*panel, "schedule.batch_size")->isVisible());
    test::click(revert(*panel, "schedule.batch_size"));
    QCOMPARE(line(*panel, "schedule.batch_size")->text(), "128");
    QCOMPARE(panel->problem(), QString());
  }

  void whatDoesNotMatterIsHidden() {
    auto panel = open();
    QVERIFY(line(*panel, "data.width")->isVisible());
    QVERIFY(!line(*panel, "data.path")->isVisible());
    QVERIFY(line(*panel, "generator_optimiser.beta1")->isVisible());
    QVERIFY(!line(*panel, "generator_optimiser.momentum")->isVisible());
    auto* kind = test::find<QComboBox>(*panel, "generator_optimiser.kind");
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_End);
    QCOMPARE(kind->currentText(), "sgd");
    QTRY_VERIFY(line(*panel, "generator_optimiser.momentum")->isVisible());
    QVERIFY(!line(*panel, "generator_optimiser.beta1")->isVisible());
    QVERIFY(line(*panel, "discriminator_optimiser.beta1")->isVisible());
  }

  void rarelyNeededRowsWaitBehindAButton() {
    auto panel = open();
    auto* more = test::find<QToolButton>(*panel, "more:objective");
    QVERIFY(more && more->isVisible() && more->text().contains("7"));
    QVERIFY(!line(*panel, "objective.weight_clip")->isVisible());
    type(line(*panel, "parameterFilter"), "clip");
    QVERIFY(line(*panel, "objective.weight_clip")->isVisible());
    QVERIFY(!more->isVisible());
    type(line(*panel, "objective.weight_clip"), "0.5");
    type(line(*panel, "parameterFilter"), "");
    QVERIFY2(line(*panel, "objective.weight_clip")->isVisible(), "what is changed is shown");
    QVERIFY(!line(*panel, "objective.r1_penalty")->isVisible());
    test::click(more);
    QVERIFY(line(*panel, "objective.r1_penalty")->isVisible());
    test::click(more);
    QVERIFY(!line(*panel, "objective.r1_penalty")->isVisible());
  }

  void wrappedLabelsAreSeenWhole() {
    auto panel = open();
    panel->resize(240, 900);
    QLabel* label = nullptr;
    for (auto* one : panel->findChildren<QLabel*>()) {
      if (one->text() == "Label of real pictures") label = one;
    }
    QVERIFY(label);
    QTRY_VERIFY(label->width() < label->fontMetrics().horizontalAdvance(label->text()));
    QTRY_VERIFY(label->height() >= label->heightForWidth(label->width()));
    auto* area = panel->findChild<QScrollArea*>();
    QCOMPARE(area->widget()->width(), area->viewport()->width());
  }

  void theWheelScrollsAndChangesNothing() {
    auto panel = open();
    panel->resize(360, 500);
    auto* kind = test::find<QComboBox>(*panel, "data.source");
    auto* area = panel->findChild<QScrollArea*>();
    QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0);
    const QPointF middle = kind->rect().center();
    QWheelEvent wheel(middle, kind->mapToGlobal(middle), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(kind, &wheel);
    QCOMPARE(kind->currentText(), "synthetic");
  }

  void theFilterFindsAcrossFoldedSections() {
    auto panel = open();
    auto* filter = line(*panel, "parameterFilter");
    QVERIFY(!line(*panel, "evaluation.sample_every"));  // folded, not made yet
    type(filter, "Sampl ever");
    QVERIFY(line(*panel, "evaluation.sample_every")->isVisible());
    QVERIFY(!line(*panel, "schedule.steps")->isVisible());
    QVERIFY(!line(*panel, "evaluation.sample_rows")->isVisible());
    type(filter, "nothing of that name");
    QVERIFY(test::find<QLabel>(*panel, "nothingFound")->isVisible());
    type(filter, "");
    QVERIFY(line(*panel, "schedule.steps")->isVisible());
    QVERIFY(!line(*panel, "evaluation.sample_every")->isVisible());
  }

  void foldingIsRemembered() {
    auto panel = open();
    unfold(*panel, "checkpoints");
    QVERIFY(line(*panel, "checkpoints.every")->isVisible());
    test::click(panel->findChild<QAbstractButton*>("section:schedule"));
    QVERIFY(!line(*panel, "schedule.steps")->isVisible());
    panel = open();
    QVERIFY(line(*panel, "checkpoints.every"));
    QVERIFY(line(*panel, "checkpoints.every")->isVisible());
    QVERIFY(!line(*panel, "schedule.steps"));
  }

  void layersAreCheckedBelowTheirEditor() {
    auto panel = open();
    unfold(*panel, "networks");
    auto* layers = test::find<QPlainTextEdit>(*panel, "generator.layers");
    auto* summary = test::find<QLabel>(*panel, "summary:generator.layers");
    // 100 · 3072 weights and 3072 biases.
    QCOMPARE(summary->text(), "100 → 32×32×3 · 310,272 parameters");
    layers->setFocus();
    QTest::keyClick(layers, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(layers, Qt::Key_Return);
    QTest::keyClicks(layers, "bogus 3");
    QTRY_VERIFY(error(*panel, "generator.layers")->isVisible());
    QVERIFY(error(*panel, "generator.layers")->text().contains("bogus"));
    QVERIFY(!summary->isVisible());
    QVERIFY(panel->problem().contains("bogus"));
    QVERIFY(layers->toPlainText().endsWith("bogus 3"));
    test::click(revert(*panel, "generator.layers"));
    QCOMPARE(layers->toPlainText(), "linear 32x32x3\ntanh");
    QCOMPARE(panel->problem(), QString());

    auto* second = test::find<QPlainTextEdit>(*panel, "discriminator.layers");
    second->setFocus();
    QTest::keyClick(second, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(second, "0");  // linear 10
    QTRY_VERIFY(error(*panel, "discriminator.layers")->isVisible());
    QVERIFY(!error(*panel, "generator.layers")->isVisible());
  }

  void recipesKeepTheirChangesWhenAnotherIsLookedAt() {
    auto panel = open();
    auto* chooser = test::find<QComboBox>(*panel, "recipeChooser");
    type(line(*panel, "schedule.steps"), "900");
    chooser->setFocus();
    QTest::keyClick(chooser, Qt::Key_Down);
    QCOMPARE(panel->recipeName(), "b");
    QCOMPARE(line(*panel, "schedule.steps")->text(), "2000");
    QTest::keyClick(chooser, Qt::Key_Up);
    QCOMPARE(line(*panel, "schedule.steps")->text(), "900");
    // Read again from disk, one of them other than before.
    auto newer = makeRecipe("a");
    newer.experiment.schedule.batchSize = 16;
    panel->setRecipes({newer, makeRecipe("c")}, {}, {});
    QCOMPARE(panel->recipeName(), "a");
    QCOMPARE(panel->experiment().schedule.steps, 900);
    QCOMPARE(panel->experiment().schedule.batchSize, 16);
    QCOMPARE(panel->trainCommand(), "ganvas-cli train a --set schedule.steps=900");
  }

  void aCopyIsComparedWithItsOrigin() {
    auto panel = open();
    Settings settings;
    settings.threads = 7;
    panel->setSettings(settings);
    config::Experiment run = makeRecipe("b").experiment;
    run.schedule.steps = 77;
    panel->setExperiment(run, "Copy of run b-3");
    QCOMPARE(test::find<QComboBox>(*panel, "recipeChooser")->currentText(), "Copy of run b-3");
    QVERIFY(panel->experiment() == run);
    QVERIFY(!revert(*panel, "schedule.steps")->isVisible());
    type(line(*panel, "schedule.steps"), "78");
    QTRY_COMPARE(revert(*panel, "schedule.steps")->toolTip(), "Copy of run b-3: 77");
    QCOMPARE(panel->recipeName(), "b");
    QCOMPARE(panel->trainCommand(), "ganvas-cli train b --set schedule.steps=78");
    panel->setRecipes({makeRecipe("a"), makeRecipe("b")}, {}, {});
    QCOMPARE(panel->experiment().schedule.steps, 78);
  }

  void copiesOfOneNameDoNotReplaceEachOther() {
    auto panel = open();
    auto* chooser = test::find<QComboBox>(*panel, "recipeChooser");
    config::Experiment run = makeRecipe("b").experiment;
    panel->setExperiment(run, "quickstart");
    type(line(*panel, "schedule.steps"), "78");
    panel->setExperiment(run, "quickstart");
    QCOMPARE(chooser->currentText(), "quickstart 2");
    QVERIFY(panel->experiment() == run);
    run.schedule.steps = 5;
    panel->setExperiment(run, "quickstart");  // the second is as it came, but another experiment
    QCOMPARE(chooser->currentText(), "quickstart 3");
    panel->setExperiment(run, "quickstart");  // the same once more
    QCOMPARE(chooser->currentText(), "quickstart 3");
    QVERIFY(chooser->findText("quickstart 4") < 0);
    chooser->setFocus();
    QTest::keyClick(chooser, Qt::Key_Down);
    QCOMPARE(chooser->currentText(), "quickstart 2");
    QTest::keyClick(chooser, Qt::Key_Down);
    QCOMPARE(chooser->currentText(), "quickstart");
    QCOMPARE(panel->experiment().schedule.steps, 78);
  }

  void aCopyMayBringTheRunsName() {
    auto panel = open();
    auto* name = test::find<QLineEdit>(*panel, "runName");
    panel->setExperiment(makeRecipe("b").experiment, "first", "night run");
    QCOMPARE(name->text(), "night run");
    QCOMPARE(panel->runName(), "night run");
    panel->setExperiment(makeRecipe("b").experiment, "a file");
    QCOMPARE(panel->runName(), "night run");
    panel->setExperiment(makeRecipe("b").experiment, "second", QString());
    QCOMPARE(panel->runName(), QString());
  }

  void whatIsOpenedBeforeTheRecipesStays() {
    ExperimentPanel panel(&train_, &enqueue_);
    config::Experiment mine = makeRecipe("mine").experiment;
    mine.schedule.steps = 77;
    panel.setExperiment(mine, "my.toml");
    panel.setRecipes({makeRecipe("a"), makeRecipe("b")}, {}, "b");
    QCOMPARE(panel.experiment().schedule.steps, 77);
    QCOMPARE(test::find<QComboBox>(panel, "recipeChooser")->currentText(), "my.toml");
  }

  void dataGivenBeforeTheRecipesIsTaken() {
    QTemporaryDir folder;
    ExperimentPanel panel(&train_, &enqueue_);
    panel.setData(test::dataAt("idx", folder.path()));
    panel.setRecipes({makeRecipe("a"), makeRecipe("b")}, {}, "b");
    QCOMPARE(panel.recipeName(), "b");
    QCOMPARE(panel.experiment().data.source, std::string("idx"));
    QCOMPARE(panel.experiment().data.path, folder.path().toStdString());
    panel.setData(test::dataAt("synthetic"));
    panel.setRecipes({makeRecipe("a"), makeRecipe("b")}, {}, {});
    QCOMPARE(panel.experiment().data.source, std::string("synthetic"));  // once
  }

  void recipesAreOfferedWithTheSettings() {
    auto panel = open();
    Settings settings;
    settings.threads = 7;
    settings.ownCheckpoints = true;
    settings.checkpointEvery = 50;
    panel->setSettings(settings);
    QCOMPARE(panel->experiment().compute.threads, 7);
    QCOMPARE(panel->experiment().checkpoints.every, 50);
    QCOMPARE(panel->base().checkpoints.every, 500);
    unfold(*panel, "checkpoints");
    type(line(*panel, "checkpoints.every"), "60");
    settings.checkpointEvery = 70;
    settings.threads = 2;
    panel->setSettings(settings);
    QCOMPARE(panel->experiment().checkpoints.every, 60);  // the user's own
    QCOMPARE(panel->experiment().compute.threads, 2);
  }

  void anotherDataSetIsTaken() {
    auto panel = open();
    QTemporaryDir folder;
    panel->setData(test::dataAt("idx", folder.path()));
    QCOMPARE(panel->experiment().data.source, std::string("idx"));
    QCOMPARE(line(*panel, "data.path")->text(), folder.path());
    QVERIFY(panel->problem().contains("being looked at"));
    QTRY_COMPARE(panel->problem(), QString());  // an empty folder: the run says what is missing
    QVERIFY(panel->unreadable().contains("train-images-idx3-ubyte"));
    panel->setData(test::dataAt("idx", folder.path() + "/nowhere"));
    QVERIFY(panel->problem().contains("nowhere"));
  }

  void headingsSayWhetherAnythingIsPreparedOrAugmented() {
    auto panel = open();
    const auto heading = [&](const char* name) {
      return panel->findChild<QAbstractButton*>(QLatin1String(name))->text();
    };
    QCOMPARE(heading("section:preparation"), QStringLiteral("Preparation · none"));
    panel->edit(*config::findParameter("augmentation.flip"), "0.5");
    QTRY_COMPARE(heading("section:augmentation"), QStringLiteral("Augmentation · 1 in use · 1 changed"));
    unfold(*panel, "augmentation");
    QCOMPARE(heading("section:augmentation"), QStringLiteral("Augmentation · 1 changed"));
  }

  void anArchiveMayBeChosenWhereAFolderMay() {
    auto panel = open();
    panel->setData(test::dataAt("folder", "/nowhere"));
    auto* choose = test::find<QPushButton>(*panel, "choose:data.path");
    QVERIFY(choose && choose->menu());
    choose->menu()->actions().last()->trigger();
    auto* dialog = panel->findChild<QFileDialog*>();
    QVERIFY(dialog);
    QCOMPARE(dialog->fileMode(), QFileDialog::ExistingFile);
    Q_EMIT dialog->fileSelected("/tmp/pets.zip");
    QCOMPARE(panel->experiment().data.path, std::string("/tmp/pets.zip"));
    dialog->close();
  }

  void aDataFolderIsRememberedForItsSet() {
    QTemporaryDir folder;
    QFile file(folder.filePath("data_batch_1.bin"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto choose = [](ExperimentPanel& panel, const char* source) {
      auto* box = test::find<QComboBox>(panel, "data.source");
      box->setFocus();
      QTest::keyClick(box, Qt::Key_Home);
      const int index = box->findText(QLatin1String(source));
      for (int i = 0; i < index; ++i) QTest::keyClick(box, Qt::Key_Down);
    };
    constexpr auto kIdx = "idx", kCifar = "cifar10";
    auto panel = open();
    choose(*panel, kCifar);
    QTRY_VERIFY(panel->problem().contains("CIFAR-10"));
    QVERIFY(line(*panel, "data.path")->isVisible());
    type(line(*panel, "data.path"), qPrintable(folder.path()));
    QTest::keyClick(line(*panel, "data.path"), Qt::Key_Return);
    QCOMPARE(panel->problem(), QString());
    choose(*panel, kIdx);  // a folder of CIFAR-10 is none of another set
    QCOMPARE(panel->experiment().data.path, std::string());
    QVERIFY(!panel->problem().isEmpty());

    panel = open();
    choose(*panel, kCifar);
    QCOMPARE(panel->experiment().data.path, folder.path().toStdString());
    auto* path = line(*panel, "data.path");
    path->selectAll();
    type(path, "/nowhere");
    QTest::keyClick(path, Qt::Key_Return);
    QVERIFY(panel->problem().contains("/nowhere"));
  }

  void whatDoesNotMatterCannotBeWrong() {
    auto panel = open();
    type(line(*panel, "generator_optimiser.beta1"), "2");
    QVERIFY2(panel->problem().startsWith("Generator β₁"), qPrintable(panel->problem()));
    auto* kind = test::find<QComboBox>(*panel, "generator_optimiser.kind");
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_End);
    QCOMPARE(panel->problem(), QString());
    QTest::keyClick(kind, Qt::Key_Home);
    QVERIFY(!panel->problem().isEmpty());
    QTRY_COMPARE(line(*panel, "generator_optimiser.beta1")->text(), "2");
  }

  void anExperimentIsSavedAsARecipe() {
    auto panel = open();
    type(line(*panel, "schedule.steps"), "901");
    QSignalSpy saved(panel.get(), &ExperimentPanel::recipeSaved);
    test::click(test::find<QPushButton>(*panel, "saveRecipe"));
    auto* dialog = panel->findChild<QDialog*>("saveRecipeDialog");
    QTRY_VERIFY(dialog && dialog->isVisible());
    auto* name = test::find<QLineEdit>(*dialog, "recipeName");
    QCOMPARE(name->text(), "a-2");
    auto* save = test::find<QPushButton>(*dialog, "saveRecipeNow");
    for (const char* bad : {"", "../x", "A", "a b", "-a", "ä"}) {
      type(name, "");
      name->insert(QString::fromUtf8(bad));
      QVERIFY2(!save->isEnabled(), bad);
      QVERIFY(test::find<QLabel>(*dialog, "recipeNameError")->isVisible());
    }
    type(name, "b");  // taken
    QTest::keyClick(name, Qt::Key_Return);
    auto* question = dialog->findChild<QMessageBox*>("replaceQuestion");
    QTRY_VERIFY(question && question->isVisible());
    QTest::keyClick(question, Qt::Key_Escape);
    QVERIFY(saved.isEmpty());
    type(name, "mine-1");
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(saved.size(), 1);
    const auto path = saved.first().first().value<std::filesystem::path>();
    QVERIFY(path == userConfigDirectory() / "recipes" / "mine-1.toml");
    config::Experiment wanted = makeRecipe("a").experiment;
    wanted.schedule.steps = 901;
    wanted.about.name = "mine-1";
    wanted.about.reported.clear();  // nobody has reported these 901 steps
    wanted.about.reportedNote.clear();
    QVERIFY(config::readTomlFile(path) == wanted);
    QCOMPARE(panel->recipeName(), "mine-1");
    QVERIFY(panel->base() == wanted);
    QVERIFY(panel->experiment() == wanted);
  }

  void savingThatFailsIsSaid() {
    config::Experiment experiment = makeRecipe("kept").experiment;
    QVERIFY(saveRecipe(experiment, false).error.isEmpty());
    experiment.seed = 5;
    QVERIFY(saveRecipe(experiment, false).exists);
    const auto file = userConfigDirectory() / "recipes" / "kept.toml";
    QCOMPARE(config::readTomlFile(file).seed, 1);
    QVERIFY(!saveRecipe(experiment, true).exists);
    QCOMPARE(config::readTomlFile(file).seed, 5);
    const QByteArray before = qgetenv("XDG_CONFIG_HOME");
    qputenv("XDG_CONFIG_HOME", "/dev/null");
    QVERIFY(!saveRecipe(experiment, true).error.isEmpty());
    qputenv("XDG_CONFIG_HOME", before);
    QCOMPARE(asRecipeName("My quick start!"), "my-quick-start");
  }

  void aRunMayHaveAName() {
    auto panel = open();
    QCOMPARE(panel->runName(), QString());
    QCOMPARE(line(*panel, "runName")->placeholderText(), "a");
    QSignalSpy changed(panel.get(), &ExperimentPanel::changed);
    type(line(*panel, "runName"), " first try ");
    QCOMPARE(panel->runName(), "first try");
    QVERIFY(!changed.isEmpty());
  }

  void theTabKeyGoesThroughAllInReadingOrder() {
    auto panel = open();
    unfold(*panel, "networks");
    unfold(*panel, "about");
    QVERIFY(QTest::qWaitForWindowActive(panel.get()));
    QStringList names;
    test::find<QComboBox>(*panel, "recipeChooser")->setFocus();
    for (int i = 0; i < 100 && (i == 0 || QApplication::focusWidget()->objectName() != "recipeChooser"); ++i) {
      names << QApplication::focusWidget()->objectName();
      QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    const auto before = [&](const char* first, const char* second) {
      const auto a = names.indexOf(QLatin1String(first)), b = names.indexOf(QLatin1String(second));
      return a >= 0 && a < b;
    };
    QVERIFY2(before("recipeChooser", "parameterFilter"), qPrintable(names.join(' ')));
    QVERIFY2(before("parameterFilter", "data.source"), qPrintable(names.join(' ')));
    QVERIFY2(before("data.count", "schedule.steps"), qPrintable(names.join(' ')));
    QVERIFY2(before("schedule.steps", "discriminator.layers"), qPrintable(names.join(' ')));
    QVERIFY2(before("discriminator.layers", "about.name"), qPrintable(names.join(' ')));
    QVERIFY2(before("about.assumed", "runName"), qPrintable(names.join(' ')));
    QVERIFY2(before("runName", "trainButton"), qPrintable(names.join(' ')));
    QVERIFY2(before("trainButton", "enqueueButton"), qPrintable(names.join(' ')));
  }

  void theButtonsDoWhatTheActionsDo() {
    auto panel = open();
    QSignalSpy trained(&train_, &QAction::triggered), queued(&enqueue_, &QAction::triggered);
    auto* button = test::find<QPushButton>(*panel, "trainButton");
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    test::click(test::find<QPushButton>(*panel, "enqueueButton"));
    QCOMPARE(trained.size(), 1);
    QCOMPARE(queued.size(), 1);
  }

  void manyKeysInOneTurnAreShownOnce() {
    auto panel = open();
    QSignalSpy changed(panel.get(), &ExperimentPanel::changed);
    auto* steps = line(*panel, "schedule.steps");
    for (const char* text : {"1", "12", "123", "1234"}) {
      steps->setText(QLatin1String(text));
      Q_EMIT steps->textEdited(QLatin1String(text));
    }
    QVERIFY(changed.isEmpty());
    QCOMPARE(panel->experiment().schedule.steps, 1234);
    QTRY_COMPARE(changed.size(), 1);
  }

  void numbersStepSensibly() {
    QCOMPARE(steppedWhole("schedule.batch_size", 64, true), 65);
    QCOMPARE(steppedWhole("schedule.batch_size", 128, true), 130);
    QCOMPARE(steppedWhole("schedule.batch_size", 100, false), 99);
    QCOMPARE(steppedWhole("schedule.steps", 2000, true), 2100);
    QCOMPARE(steppedWhole("schedule.steps", 2000, false), 1900);
    QCOMPARE(steppedWhole("schedule.steps", 0, false), 0);
    QCOMPARE(steppedWhole("schedule.batch_size", 65536, true), 65536);
    QCOMPARE(steppedWhole("data.channels", 1, true), 3);
    const char* rate = "generator_optimiser.learning_rate";
    QCOMPARE(steppedReal(rate, 2e-4, true), 5e-4);
    QCOMPARE(steppedReal(rate, 5e-4, true), 1e-3);
    QCOMPARE(steppedReal(rate, 1e-3, false), 5e-4);
    QCOMPARE(steppedReal(rate, 3e-4, false), 2e-4);
    QCOMPARE(steppedReal(rate, 1, true), 1.0);
    const char* decay = "generator_optimiser.beta2";
    QCOMPARE(steppedReal(decay, 0.9, true), 0.95);
    QCOMPARE(steppedReal(decay, 0.99, true), 0.995);
    QCOMPARE(steppedReal(decay, 0.99, false), 0.98);
    QCOMPARE(steppedReal(decay, 0.5, false), 0.2);
    QCOMPARE(steppedReal("generator.ema_decay", 0, true), 0.5);
  }

  void liveParametersAreAskedForOneByOne() {
    LivePanel panel;
    panel.show();
    const char* rate = "live:generator_optimiser.learning_rate";
    QVERIFY(!line(panel, rate)->isEnabled());
    QVERIFY(test::find<QLabel>(panel, "noLiveRun")->isVisible());
    config::Experiment current = makeRecipe("a").experiment;
    panel.show(current, true);
    QSignalSpy asked(&panel, &LivePanel::changeRequested);
    auto* edit = line(panel, rate);
    auto* apply = test::find<QPushButton>(panel, "apply:generator_optimiser.learning_rate");
    QCOMPARE(edit->text(), "0.0002");
    QVERIFY(!apply->isEnabled());
    type(edit, "7");
    QVERIFY(test::find<QLabel>(panel, "liveError:generator_optimiser.learning_rate")->isVisible());
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(asked.isEmpty());
    type(edit, "1e-3");
    panel.show(current, true);  // the run goes on while one types
    QCOMPARE(edit->text(), "1e-3");
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toString(), "generator_optimiser.learning_rate");
    QCOMPARE(asked[0][1].toString(), "0.001");
    panel.setAnswer("applied: 0.001");
    auto* answer = test::find<QLabel>(panel, "answer:generator_optimiser.learning_rate");
    QVERIFY(answer->isVisible());
    QCOMPARE(answer->text(), "applied: 0.001");
    QVERIFY(!test::find<QLabel>(panel, "answer:checkpoints.every")->isVisible());

    current.generatorOptimiser.learningRate = 1e-3;
    panel.show(current, true);
    test::click(panel.findChild<QToolButton*>("half:generator_optimiser.learning_rate"));
    panel.show(current, true);  // not answered yet
    test::click(panel.findChild<QToolButton*>("half:generator_optimiser.learning_rate"));
    QCOMPARE(asked.last()[1].toString(), "0.00025");
    test::click(panel.findChild<QToolButton*>("double:discriminator_optimiser.learning_rate"));
    QCOMPARE(asked.last()[0].toString(), "discriminator_optimiser.learning_rate");
    QCOMPARE(asked.last()[1].toString(), "0.0004");
    panel.setAnswer("not applied: gone");
    QCOMPARE(test::find<QLabel>(panel, "answer:discriminator_optimiser.learning_rate")->text(), "not applied: gone");
    panel.show(current, true);
    QCOMPARE(line(panel, "live:discriminator_optimiser.learning_rate")->text(), "0.0002");
    type(line(panel, "live:checkpoints.every"), "123");
    test::click(test::find<QPushButton>(panel, "apply:checkpoints.every"));
    QCOMPARE(asked.last()[1].toString(), "123");
    panel.show(current, false);
    QVERIFY(!edit->isEnabled());
    QCOMPARE(line(panel, "live:checkpoints.every")->text(), "500");
  }

  void liveAnswersFindTheirParameter() {
    LivePanel panel;
    config::Experiment current = makeRecipe("a").experiment;
    panel.show(current, true);
    panel.show();
    const auto answer = [&](const char* key) {
      return panel.findChild<QLabel*>(QStringLiteral("answer:") + QLatin1String(key))->text();
    };
    const char *generator = "generator_optimiser.learning_rate", *critic = "discriminator_optimiser.learning_rate";
    const auto halve = [&](const char* key) {
      test::click(panel.findChild<QToolButton*>(QStringLiteral("half:") + QLatin1String(key)));
    };
    halve(generator);
    halve(critic);
    panel.setAnswer("applied: generator_optimiser.learning_rate = 0.0001");
    QVERIFY(answer(generator).startsWith("applied: Generator learning rate = 0.0001"));
    QCOMPARE(answer(critic), "Asked for…");
    current.generatorOptimiser.learningRate = current.discriminatorOptimiser.learningRate = 1e-4;
    panel.show(current, true);
    QCOMPARE(answer(critic), "applied: 0.0001");  // its own answer never came

    halve(generator);
    halve(critic);
    panel.setAnswer("not applied: discriminator_optimiser.learning_rate is too small");
    panel.show(current, true);
    QCOMPARE(line(panel, "live:generator_optimiser.learning_rate")->text(), "0.0001");  // decided, too
    QVERIFY(!answer(generator).contains("Asked for"));
    QVERIFY(answer(critic).startsWith("not applied"));
  }

  void thePanelAppearsInNoTime() {
    QElapsedTimer clock;
    clock.start();
    auto panel = open();
    panel->grab();
    qInfo("built and painted in %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < 1000);  // about 10 where nothing else runs; sanitizers and busy machines take longer
  }

  void screenshots() {
    if (!test::wantsScreenshots()) QSKIP("no GANVAS_SCREENSHOT_DIR");
    const QFont usual = QApplication::font();
    for (const int more : {0, 4}) {
      QFont font = usual;
      font.setPointSize(usual.pointSize() + more);
      QApplication::setFont(font);
      QWidget host;
      auto* row = new QHBoxLayout(&host);
      auto* panel = new ExperimentPanel(&train_, &enqueue_, &host);
      auto* second = new ExperimentPanel(&train_, &enqueue_, &host);
      auto* live = new LivePanel(&host);
      panel->setFixedWidth(340);
      second->setMinimumWidth(400);
      live->setFixedWidth(320);
      row->addWidget(panel);
      row->addWidget(second, 1);
      row->addWidget(live);
      panel->setRecipes(config::recipes(), {}, "quickstart");
      second->setRecipes(config::recipes(), {}, "dcgan-3");
      host.show();
      type(line(*panel, "schedule.steps"), "900");
      type(line(*panel, "generator_optimiser.learning_rate"), "1e-4");
      type(line(*panel, "schedule.batch_size"), "0");
      for (const char* section : {"networks", "about", "checkpoints", "start"}) unfold(*second, section);
      auto* layers = test::find<QPlainTextEdit>(*second, "discriminator.layers");
      layers->setFocus();
      QTest::keyClick(layers, Qt::Key_End, Qt::ControlModifier);
      QTest::keyClicks(layers, "0");
      live->show(panel->experiment(), true);
      type(line(*live, "live:checkpoints.every"), "0");
      test::click(live->findChild<QToolButton*>("half:generator_optimiser.learning_rate"));
      live->setAnswer("applied: generator_optimiser.learning_rate is 0.00025 from step 1,200 on");
      test::saveScreenshots(host, more ? QStringLiteral("experiment-font") : QStringLiteral("experiment"));
    }
    QApplication::setFont(usual);
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::ExperimentTest)
#include "experiment_test.moc"
