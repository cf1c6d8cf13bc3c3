#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <cmath>

#include "base/files.h"
#include "config/recipes.h"
#include "panels/error_note.h"
#include "panels/key_chooser.h"
#include "panels/range_popup.h"
#include "panels/save_sweep.h"
#include "panels/sweep_dialog.h"
#include "panels/sweep_results.h"
#include "runs/history.h"
#include "runs/run_directory.h"
#include "support.h"

namespace ganvas::ui {

namespace {

using test::click;
using test::find;

constexpr const char* kRates = "generator_optimiser.learning_rate + discriminator_optimiser.learning_rate";

config::Experiment quick() {
  config::Experiment experiment = config::loadRecipe("quickstart");
  experiment.schedule.steps = 100;
  return experiment;
}

/// The dialog with the sweeps read.
struct Bench {
  Bench() {
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QTRY_VERIFY(chooser()->count() > 1);
  }
  QComboBox* chooser() { return find<QComboBox>(dialog, "sweepChooser"); }
  QComboBox* mode() { return find<QComboBox>(dialog, "sweepMode"); }
  QPushButton* go() { return find<QPushButton>(dialog, "enqueueSweep"); }
  QLineEdit* values(const char* key) {
    return dialog.findChild<QLineEdit*>(QStringLiteral("values:") + QLatin1String(key));
  }
  QString error() { return find<ErrorNote>(dialog, "sweepError")->text(); }
  QString error(const char* key) {
    return dialog.findChild<ErrorNote*>(QStringLiteral("error:") + QLatin1String(key))->text();
  }
  /// Types a part of its name and takes what is offered.
  void addKey(const char* key) {
    auto* keys = find<KeyChooser>(dialog, "sweepKey");
    const int index = keys->findText(QString::fromUtf8(key), Qt::MatchContains);
    QVERIFY2(index >= 0, key);
    Q_EMIT keys->activated(index);
    QCoreApplication::processEvents();  // new widgets show themselves
  }
  QStringList shown() {
    QStringList labels;
    const auto* model = find<QTableView>(dialog, "sweepRuns")->model();
    for (int row = 0; row < model->rowCount(); ++row) labels << model->index(row, 0).data().toString();
    return labels;
  }

  SweepDialog dialog{quick(), QStringLiteral("quickstart"), [](const config::Experiment& recipe) {
                       config::Experiment offered = recipe;
                       offered.compute.threads = 3;
                       if (offered.data.source == "fashion-mnist") offered.data.path = QDir::tempPath().toStdString();
                       return offered;
                     }};
  QSignalSpy wanted{&dialog, &SweepDialog::runsWanted};
};

/// A run of a sweep on disk: 8 pictures in batches of 4, two steps an epoch.
runs::RunDirectory makeRun(const std::filesystem::path& runsDir, const std::string& name, std::int64_t seed,
                           const std::string& sweep = "wgan-20261122-150000") {
  config::Experiment experiment;
  experiment.schedule.batchSize = 4;
  experiment.seed = seed;
  experiment.generatorOptimiser.learningRate = 1e-4 * static_cast<double>(name.size());
  experiment.about.sweep = sweep;
  experiment.about.reported = {"d_loss -3.244686 epoch 1", "d_loss 7 epoch 2"};
  runs::Manifest manifest;
  manifest.pictures = 8;
  manifest.created = "2026-11-22T15:00:0" + std::to_string(seed % 10) + "Z";
  return runs::RunDirectory::create(runsDir, name, experiment, manifest);
}

void train(runs::HistoryWriter& writer, const std::vector<float>& losses) {
  std::vector<float> rows;
  for (const float loss : losses) rows.insert(rows.end(), {loss, 2 * loss});
  writer.append({"d_loss", "g_loss"}, rows);
  writer.flush();
}

}  // namespace

class SweepTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private Q_SLOTS:
  void textsOfValues();
  void rangesAreSpread();
  void everyParameterCanBeChosen();
  void aGridBecomesQueueEntries();
  void oneByOneAndSeeds();
  void whatIsWrongIsSaid();
  void aRangeFillsIn();
  void anEmbeddedSweepIsOffered();
  void isSavedAndLoaded();
  void whatIsSweptIsNotSaved();
  void changesOfTheBaseCanBeCleared();
  void aBaseThatIsGoneLeavesTheRows();
  void staysOpenUntilTheQueueHasThem();
  void dataThatAreMissingAreRefused();
  void networksThatCannotBeBuiltAreRefused();
  void columnsAreTheSweepsOwn();
  void tableModel();
  void resultsShowExportAndCopy();
  void resultsFollowARunThatTrains();
  void looks();
};

void SweepTest::textsOfValues() {
  QCOMPARE(splitValues(QStringLiteral(" 1,2 ,, 3 ")), (QStringList{"1", "2", "3"}));
  QCOMPARE(splitValues(QStringLiteral("\"a, b\", c d,\"\"")), (QStringList{"a, b", "c d", ""}));
  QCOMPARE(splitValues(QStringLiteral("\"never closed, x")), (QStringList{"never closed, x"}));
  for (const QStringList& list : {QStringList{"1", "0.5"}, QStringList{"a, b", "", " c "}}) {
    QCOMPARE(splitValues(joinValues(list)), list);
  }
  QCOMPARE(sweptLabel(kRates), QStringLiteral("Both networks’ learning rate"));
  QCOMPARE(sweptLabel("schedule.batch_size"), QStringLiteral("Batch size"));
}

void SweepTest::rangesAreSpread() {
  QCOMPARE(spreadValues(0, 1, 5, false, false), (QStringList{"0", "0.25", "0.5", "0.75", "1"}));
  QCOMPARE(spreadValues(1e-5, 1e-3, 3, true, false), (QStringList{"0.00001", "0.0001", "0.001"}));
  QCOMPARE(spreadValues(1, 4, 7, false, true), (QStringList{"1", "2", "3", "4"}));
  QCOMPARE(spreadValues(8, 64, 4, true, true), (QStringList{"8", "16", "32", "64"}));
  QVERIFY(spreadValues(0, 1, 3, true, false).isEmpty());
}

void SweepTest::everyParameterCanBeChosen() {
  const auto keys = sweepableKeys();
  for (const config::Parameter& parameter : config::parameters()) {
    const bool offered = std::find(keys.begin(), keys.end(), parameter.key) != keys.end();
    QCOMPARE(offered, !parameter.key.starts_with("about."));
  }
  QVERIFY(std::find(keys.begin(), keys.end(), kRates) != keys.end());
}

void SweepTest::aGridBecomesQueueEntries() {
  Bench bench;
  QTRY_VERIFY(!bench.go()->isEnabled());
  QTRY_VERIFY(bench.error().isEmpty());
  bench.addKey("(schedule.batch_size)");
  bench.addKey("Both networks’ learning rate");
  bench.values("schedule.batch_size")->setText(QStringLiteral("32, 64"));
  QTRY_VERIFY(!bench.go()->isEnabled());
  bench.values(kRates)->setText(QStringLiteral("0.0001,0.0002,5e-5"));
  QTRY_COMPARE(bench.shown().size(), 6);
  QTRY_COMPARE(bench.shown()[1], QStringLiteral("batch_size 32, learning_rate 0.0002"));
  QTRY_COMPARE(bench.go()->text(), QStringLiteral("Add 6 runs to the &queue"));
  QTRY_COMPARE(find<QLabel>(bench.dialog, "sweepCount")->text(), QStringLiteral("6 runs · about 600 steps in all"));
  QVERIFY(find<KeyChooser>(bench.dialog, "sweepKey")
              ->findText(QStringLiteral("generator_optimiser.learning_rate"), Qt::MatchContains) < 0);
  click(bench.go());
  QTRY_COMPARE(bench.wanted.size(), 1);
  const auto runs = bench.wanted[0][0].value<std::vector<runs::QueuedRun>>();
  QCOMPARE(runs.size(), std::size_t{6});
  config::Experiment expected = quick();
  expected.about.sweep = bench.wanted[0][1].toString().toStdString();
  expected.schedule.batchSize = 64;
  expected.generatorOptimiser.learningRate = expected.discriminatorOptimiser.learningRate = 5e-5;
  QVERIFY(runs[5].experiment == expected);
  QCOMPARE(runs[5].name, std::string("batch_size 64, learning_rate 0.00005"));
  QCOMPARE(config::sweepNameOf(expected.about.sweep), std::string("quickstart-sweep"));
}

void SweepTest::oneByOneAndSeeds() {
  Bench bench;
  bench.addKey("(schedule.batch_size)");
  bench.addKey("(generator.latent)");
  bench.values("schedule.batch_size")->setText(QStringLiteral("32, 64"));
  bench.values("generator.latent")->setText(QStringLiteral("50, 100, 200"));
  QTRY_COMPARE(bench.shown().size(), 6);
  bench.mode()->setCurrentIndex(1);
  QTRY_VERIFY(bench.error("generator.latent").contains(QStringLiteral("has 3 values")));
  QTRY_VERIFY(!bench.go()->isEnabled());
  bench.values("generator.latent")->setText(QStringLiteral("50, 100"));
  QTRY_COMPARE(bench.shown(), (QStringList{"batch_size 32, latent 50", "batch_size 64, latent 100"}));
  find<QLineEdit>(bench.dialog, "sweepSeeds")->setText(QStringLiteral("1, 2, 3"));
  QTRY_COMPARE(bench.shown().size(), 6);
  QTRY_COMPARE(bench.shown()[5], QStringLiteral("batch_size 64, latent 100, seed 3"));
  click(bench.dialog.findChild<QWidget*>(QStringLiteral("remove:generator.latent")));
  click(bench.dialog.findChild<QWidget*>(QStringLiteral("remove:schedule.batch_size")));
  QTRY_COMPARE(bench.shown(), (QStringList{"seed 1", "seed 2", "seed 3"}));
}

void SweepTest::whatIsWrongIsSaid() {
  Bench bench;
  bench.addKey("(schedule.batch_size)");
  auto* values = bench.values("schedule.batch_size");
  values->setText(QStringLiteral("32, many"));
  QTRY_VERIFY(bench.error("schedule.batch_size").contains(QStringLiteral("Batch size")));
  values->setText(QStringLiteral("32, 0"));
  QTRY_VERIFY(bench.error("schedule.batch_size").contains(QStringLiteral("65536")));
  values->setText(QStringLiteral("32, 32"));
  QTRY_VERIFY2(bench.error().contains(QStringLiteral("twice")), qPrintable(bench.error()));
  QTRY_VERIFY(!bench.go()->isEnabled());
  QStringList many;
  for (int i = 1; i <= 1001; ++i) many << QString::number(i);
  values->setText(many.join(QLatin1Char(',')));
  QTRY_VERIFY2(bench.error().contains(QStringLiteral("1001 runs")), qPrintable(bench.error()));
  values->setText(QStringLiteral("32"));
  QTRY_VERIFY(bench.error().isEmpty());
  QTRY_VERIFY(bench.go()->isEnabled());
}

void SweepTest::aRangeFillsIn() {
  Bench bench;
  bench.addKey("Both networks’ learning rate");
  click(bench.dialog.findChild<QWidget*>(QStringLiteral("range:") + QLatin1String(kRates)));
  auto* popup = find<RangePopup>(bench.dialog, "rangePopup");
  QTRY_VERIFY(popup->isVisible());
  auto* take = find<QPushButton>(*popup, "rangeTake");
  QVERIFY(!take->isEnabled());
  find<QLineEdit>(*popup, "rangeFrom")->setText(QStringLiteral("0.00001"));
  find<QLineEdit>(*popup, "rangeTo")->setText(QStringLiteral("0.001"));
  find<QSpinBox>(*popup, "rangeCount")->setValue(3);
  find<QComboBox>(*popup, "rangeScale")->setCurrentIndex(1);
  click(take);
  QTRY_COMPARE(bench.values(kRates)->text(), QStringLiteral("0.00001, 0.0001, 0.001"));
  QTRY_COMPARE(bench.shown().size(), 3);
  QVERIFY(!popup->isVisible());
}

void SweepTest::anEmbeddedSweepIsOffered() {
  Bench bench;
  const int index = bench.chooser()->findData(QStringLiteral("mnist-wgan-sweep"));
  QVERIFY(index > 0);
  bench.chooser()->setCurrentIndex(index);
  Q_EMIT bench.chooser()->activated(index);
  QTRY_COMPARE(bench.shown().size(), 7);
  QTRY_COMPARE(bench.shown()[3], QStringLiteral("critic_steps 5, weight_clip 0.005, learning_rate 0.00005"));
  QVERIFY(find<QLabel>(bench.dialog, "sweepAbout")->text().contains(QStringLiteral("mnist-wgan")));
  bench.values("objective.critic_steps")->setText(QStringLiteral("5, 3, 7, 5, 5, 5, 9"));
  QTRY_COMPARE(bench.shown().size(), 7);
  bench.values("objective.critic_steps")->setText(QStringLiteral("5, 3, 7, 5, 5, 5, 5"));
  click(bench.go());
  QTRY_COMPARE(bench.wanted.size(), 1);
  const auto runs = bench.wanted[0][0].value<std::vector<runs::QueuedRun>>();
  QCOMPARE(runs[6].experiment.about.reported.size(), std::size_t{12});
  QCOMPARE(runs[6].experiment.objective.loss, std::string("wasserstein"));
  QCOMPARE(runs[6].experiment.compute.threads, 3);
  QCOMPARE(runs[6].experiment.data.path, QDir::tempPath().toStdString());
}

void SweepTest::isSavedAndLoaded() {
  Bench bench;
  bench.addKey("(objective.loss)");
  bench.values("objective.loss")->setText(QStringLiteral("minimax, least-squares"));
  QSignalSpy saved(&bench.dialog, &SweepDialog::saved);
  const auto saveAs = [&](const QString& name) {
    click(find<QPushButton>(bench.dialog, "saveSweep"));
    auto* ask = find<QInputDialog>(bench.dialog, "sweepNameDialog");
    QVERIFY(ask);
    ask->setTextValue(name);
    ask->accept();
  };
  QTRY_COMPARE(bench.shown().size(), 2);
  saveAs(QStringLiteral("My losses"));
  QVERIFY(find<QInputDialog>(bench.dialog, "sweepNameDialog")->isVisible());
  find<QInputDialog>(bench.dialog, "sweepNameDialog")->reject();
  QTRY_VERIFY(!find<QInputDialog>(bench.dialog, "sweepNameDialog"));
  saveAs(QStringLiteral("losses"));
  QTRY_COMPARE(saved.size(), 1);
  const config::Sweep sweep = config::loadSweep("losses");
  QCOMPARE(sweep.set, (std::vector<std::string>{"schedule.steps=100"}));
  // Elsewhere and back, in the same dialog.
  Q_EMIT bench.chooser()->activated(0);
  QTRY_COMPARE(bench.shown().size(), 0);
  Q_EMIT bench.chooser()->activated(bench.chooser()->findData(QStringLiteral("losses")));
  QTRY_COMPARE(bench.shown().size(), 2);
  auto* set = find<QLabel>(bench.dialog, "sweepSet");
  QVERIFY2(set->isVisible() && set->text().contains(QStringLiteral("schedule.steps=100")), qPrintable(set->text()));
  QCOMPARE(find<QTableView>(bench.dialog, "sweepRuns")->model()->index(0, 1).data().toString(),
           QStringLiteral("100 steps"));
  QCOMPARE(config::sweepRuns(sweep)[1].experiment.objective.loss, std::string("least-squares"));
  Bench again;
  const int index = again.chooser()->findData(QStringLiteral("losses"));
  QVERIFY(index > 0);
  Q_EMIT again.chooser()->activated(index);
  QTRY_COMPARE(again.shown(), (QStringList{"loss minimax", "loss least-squares"}));
  QCOMPARE(again.values("objective.loss")->text(), QStringLiteral("minimax, least-squares"));
}

void SweepTest::whatIsSweptIsNotSaved() {
  config::Experiment base = quick();
  base.schedule.batchSize = 7;
  base.seed = 99;
  config::Sweep sweep;
  sweep.name = "batches";
  sweep.base = "quickstart";
  sweep.keys = {"schedule.batch_size"};
  sweep.values = {{std::int64_t{32}, std::int64_t{64}}};
  sweep.seeds = {1, 2};
  const config::NamedSweep saved = saveSweep(sweep, base);
  QCOMPARE(saved.sweep.set, (std::vector<std::string>{"schedule.steps=100"}));
  QVERIFY(config::loadSweep("batches") == saved.sweep);
  // A key that the sweep sets is taken out of what it sets.
  SweepDraft draft = draftOf(saved.sweep, config::sweepBase(saved.sweep));
  draft.keys.push_back({"schedule.steps", QStringLiteral("10, 20")});
  const SweepReading reading = read(draft);
  QVERIFY2(reading.problem.isEmpty(), qPrintable(reading.problem));
  QVERIFY(reading.sweep.set.empty());
  QCOMPARE(reading.runs.size(), std::size_t{8});
}

void SweepTest::changesOfTheBaseCanBeCleared() {
  config::Sweep sweep;
  sweep.name = "cleared";
  sweep.base = "quickstart";
  sweep.seeds = {1, 2};
  saveSweep(sweep, quick());
  Bench bench;
  Q_EMIT bench.chooser()->activated(bench.chooser()->findData(QStringLiteral("cleared")));
  QTRY_COMPARE(bench.shown().size(), 2);
  const auto length = [&] {
    return find<QTableView>(bench.dialog, "sweepRuns")->model()->index(0, 1).data().toString();
  };
  QCOMPARE(length(), QStringLiteral("100 steps"));
  click(find<QPushButton>(bench.dialog, "clearSweepSet"));
  QTRY_VERIFY(length() != QStringLiteral("100 steps"));
  QVERIFY(!find<QLabel>(bench.dialog, "sweepSet")->isVisible());
}

void SweepTest::aBaseThatIsGoneLeavesTheRows() {
  config::Sweep sweep;
  sweep.name = "homeless";
  sweep.base = "quickstart";
  sweep.seeds = {1, 2};
  config::NamedSweep saved = saveSweep(sweep, quick());
  sweep.base = "/no/such/recipe.toml";
  writeFileAtomically(saved.file, config::writeSweep(sweep));
  Bench bench;
  const int index = bench.chooser()->findData(QStringLiteral("homeless"));
  bench.chooser()->setCurrentIndex(index);
  Q_EMIT bench.chooser()->activated(index);
  QTRY_VERIFY(bench.error().contains(QStringLiteral("/no/such/recipe.toml")));
  QCOMPARE(bench.chooser()->currentIndex(), 0);
  std::filesystem::remove(saved.file);
}

void SweepTest::staysOpenUntilTheQueueHasThem() {
  Bench bench;
  find<QLineEdit>(bench.dialog, "sweepSeeds")->setText(QStringLiteral("1, 2"));
  QTRY_VERIFY(bench.go()->isEnabled());
  click(bench.go());
  QTRY_COMPARE(bench.wanted.size(), 1);
  bench.dialog.reject();
  QVERIFY(bench.dialog.isVisible());
  QVERIFY(!bench.go()->isEnabled());
  bench.dialog.answer(QStringLiteral("The queue is full."));
  QVERIFY(bench.dialog.isVisible());
  QCOMPARE(bench.error(), QStringLiteral("The queue is full."));
  click(bench.go());
  QTRY_COMPARE(bench.wanted.size(), 2);
  bench.dialog.answer({});
  QVERIFY(!bench.dialog.isVisible());
}

void SweepTest::dataThatAreMissingAreRefused() {
  Bench bench;
  bench.addKey("(data.source)");
  bench.values("data.source")->setText(QStringLiteral("idx"));
  QTRY_VERIFY(bench.go()->isEnabled());
  click(bench.go());
  QTRY_VERIFY(bench.error().contains(QStringLiteral("Choose the folder")));
  QCOMPARE(bench.wanted.size(), 0);
  QVERIFY(bench.go()->isEnabled());
}

void SweepTest::networksThatCannotBeBuiltAreRefused() {
  Bench bench;
  bench.addKey("(discriminator.layers)");
  bench.values("discriminator.layers")->setText(QStringLiteral("flatten; linear 2"));
  QTRY_VERIFY2(bench.error().contains(QStringLiteral("ends in 2")), qPrintable(bench.error()));
  QVERIFY(!bench.go()->isEnabled());
}

void SweepTest::columnsAreTheSweepsOwn() {
  config::Sweep sweep;
  sweep.name = "short";
  sweep.base = "quickstart";
  sweep.seeds = {1, 2};
  sweep.epochs = {2, 3};
  saveSweep(sweep, quick());
  const QTemporaryDir folder;
  const std::filesystem::path runsDir = filePath(folder.path());
  makeRun(runsDir, "a", 1, "short-20261122-150000-4f2a");
  SweepResults results;
  results.setRuns(runs::listRuns(runsDir));
  results.show();
  QTRY_COMPARE(find<QLineEdit>(results, "sweepEpochs")->placeholderText(), QStringLiteral("2, 3"));
}

void SweepTest::tableModel() {
  EpochTableModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  SweptRunsModel swept;
  const QAbstractItemModelTester sweptTester(&swept, QAbstractItemModelTester::FailureReportingMode::QtTest);
  swept.setRuns({{"a", quick()}, {"b", quick()}});
  QCOMPARE(swept.index(1, 1).data().toString(), QStringLiteral("100 steps"));
  swept.setRuns({});
  runs::EpochTable table{{1, 5}, {}};
  table.models.push_back({"m",
                          {"/runs/a"},
                          {{"d_loss", {runs::EpochCell{-0.5, {}, 1}, std::nullopt}, {-3.25, std::nullopt}},
                           {"g_loss", {runs::EpochCell{1, 0.25, 2}, runs::EpochCell{std::nan(""), {}, 1}}, {{}, {}}}},
                          {}});
  model.setTable(table);
  QCOMPARE(model.rowCount(), 3);
  QCOMPARE(model.columnCount(), 4);
  QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("m"));
  QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("D loss"));
  QCOMPARE(model.index(0, 2).data().toString(), QStringLiteral("−0.500000"));
  QCOMPARE(model.index(0, 3).data().toString(), QString());
  QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("reported"));
  QCOMPARE(model.index(1, 2).data().toString(), QStringLiteral("−3.250000"));
  QVERIFY(model.index(1, 2).data(Qt::ForegroundRole).isValid());
  QCOMPARE(model.index(2, 2).data().toString(), QStringLiteral("1.000000 ± 0.250000"));
  QCOMPARE(model.index(2, 3).data().toString(), QStringLiteral("nan"));
  QCOMPARE(model.headerData(3, Qt::Horizontal).toString(), QStringLiteral("5"));
  QCOMPARE(model.runAt(2), std::filesystem::path("/runs/a"));
  QCOMPARE(model.blocks().size(), std::size_t{1});
  QSignalSpy reset(&model, &QAbstractItemModel::modelReset), changed(&model, &QAbstractItemModel::dataChanged);
  table.models[0].rows[0].cells[1] = runs::EpochCell{2, {}, 1};
  model.setTable(table);
  QCOMPARE(reset.size(), 0);
  QCOMPARE(changed.size(), 1);
  QCOMPARE(model.index(0, 3).data().toString(), QStringLiteral("2.000000"));
  model.setTable({});
  QCOMPARE(model.rowCount(), 0);
}

void SweepTest::resultsShowExportAndCopy() {
  const QTemporaryDir folder;
  const std::filesystem::path runsDir = filePath(folder.path());
  const auto first = makeRun(runsDir, "lr 1", 1), second = makeRun(runsDir, "lr 20", 2);
  const auto other = makeRun(runsDir, "else", 3, "older-20260101-000000");
  for (const auto& run : {first, second}) {
    runs::HistoryWriter writer(run.historyPath());
    train(writer, {1, 3, 5, 7});
  }
  SweepResults results;
  results.show();
  QVERIFY(find<QLabel>(results, "sweepResultsEmpty")->isVisible());
  results.setRuns(runs::listRuns(runsDir));
  auto* chooser = find<QComboBox>(results, "sweepResultsChooser");
  QCOMPARE(chooser->count(), 2);
  chooser->setCurrentText(QStringLiteral("wgan-20261122-150000"));
  find<QLineEdit>(results, "sweepEpochs")->setText(QStringLiteral("1, 2, 5"));
  auto* table = find<QTableView>(results, "epochTable");
  const auto* model = table->model();
  QTRY_COMPARE(model->rowCount(), 6);
  QTRY_COMPARE(model->columnCount(), 5);
  QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("lr 1"));
  QCOMPARE(model->index(0, 2).data().toString(), QStringLiteral("2.000000"));
  QCOMPARE(model->index(1, 2).data().toString(), QStringLiteral("−3.244686"));
  QCOMPARE(model->index(2, 3).data().toString(), QStringLiteral("12.000000"));
  QCOMPARE(model->index(0, 4).data().toString(), QString());
  QSignalSpy wanted(&results, &SweepResults::runWanted);
  QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(model->index(4, 2)).center());
  QCOMPARE(wanted.size(), 1);
  QCOMPARE(wanted[0][0].value<std::filesystem::path>(), second.path());
  click(find<QPushButton>(results, "copySweepTable"));
  QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("| Model | Epoch")));
  const auto exported = [&](const char* name) {
    const QString path = folder.filePath(QLatin1String(name));
    results.exportTo(path);
    QFile file(path);
    if (!QTest::qWaitFor([&] { return file.exists(); }) || !file.open(QIODevice::ReadOnly)) return QByteArray();
    return file.readAll();
  };
  QVERIFY(exported("t.csv").contains("lr 1,d_loss,measured,1,2,6,\n"));
  QVERIFY(exported("t.md").contains("| D loss   |"));
  results.exportTo(folder.filePath(QStringLiteral("nowhere/t.csv")));
  QTRY_VERIFY(find<ErrorNote>(results, "sweepResultsError")->text().contains(QStringLiteral("nowhere")));
  find<QLineEdit>(results, "sweepEpochs")->setText(QStringLiteral("5, 1"));
  QVERIFY(find<ErrorNote>(results, "sweepResultsError")->text().contains(QStringLiteral("“1”")));
}

void SweepTest::resultsFollowARunThatTrains() {
  const QTemporaryDir folder;
  const std::filesystem::path runsDir = filePath(folder.path());
  const auto run = makeRun(runsDir, "lr 1", 1);
  runs::HistoryWriter writer(run.historyPath());
  SweepResults results;
  results.show();
  results.setRuns(runs::listRuns(runsDir));
  const auto* model = find<QTableView>(results, "epochTable")->model();
  QTRY_COMPARE(model->rowCount(), 3);
  QCOMPARE(model->index(0, 2).data().toString(), QString());
  train(writer, {1, 3});
  results.setRuns(runs::listRuns(runsDir));
  QTRY_COMPARE(model->index(0, 2).data().toString(), QStringLiteral("2.000000"));
  results.hide();
  train(writer, std::vector<float>(8, 4.0F));
  results.setRuns(runs::listRuns(runsDir));  // hidden: not read
  results.show();
  QTRY_COMPARE(model->index(0, 3).data().toString(), QStringLiteral("4.000000"));
}

// With GANVAS_SCREENSHOT_DIR set only.
void SweepTest::looks() {
  if (!test::wantsScreenshots()) QSKIP("no pictures wanted");
  Bench bench;
  bench.addKey("(schedule.batch_size)");
  bench.addKey("Both networks’ learning rate");
  bench.values("schedule.batch_size")->setText(QStringLiteral("32, 64, 0"));
  bench.values(kRates)->setText(QStringLiteral("0.0001, 0.0002, 0.0005"));
  test::saveScreenshots(bench.dialog, QStringLiteral("sweep-wrong"));
  bench.values("schedule.batch_size")->setText(QStringLiteral("32, 64"));
  test::saveScreenshots(bench.dialog, QStringLiteral("sweep-grid"));
  const int index = bench.chooser()->findData(QStringLiteral("mnist-wgan-sweep"));
  bench.chooser()->setCurrentIndex(index);
  Q_EMIT bench.chooser()->activated(index);
  QTRY_COMPARE(bench.shown().size(), 7);
  test::saveScreenshots(bench.dialog, QStringLiteral("sweep-list"));
  const QTemporaryDir folder;
  const std::filesystem::path runsDir = filePath(folder.path());
  SweepResults results;
  results.show();
  test::saveScreenshots(results, QStringLiteral("sweep-results-empty"));
  const config::Sweep sweep = config::loadSweep("mnist-wgan-sweep");
  int second = 0;
  for (const config::SweepRun& run :
       config::sweepRuns(sweep, config::sweepBase(sweep), "mnist-wgan-sweep-20261122-150000")) {
    runs::Manifest manifest;
    manifest.pictures = 6000;
    manifest.created = "2026-11-22T15:00:0" + std::to_string(second++) + "Z";
    const auto directory = runs::RunDirectory::create(runsDir, run.label, run.experiment, manifest);
    runs::HistoryWriter writer(directory.historyPath());
    train(writer, std::vector<float>(second < 7 ? 3000 : 100, -0.31F * static_cast<float>(second)));
  }
  results.setRuns(runs::listRuns(runsDir));
  QTRY_VERIFY(find<QTableView>(results, "epochTable")->model()->rowCount() == 28);
  results.resize(980, 600);
  test::saveScreenshots(results, QStringLiteral("sweep-results"));
}

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::SweepTest)
#include "sweep_test.moc"
