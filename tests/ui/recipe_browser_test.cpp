// The recipe browser: its lines, search, order, keys, what it measures, and what a choice does.
#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "config/network_plan.h"
#include "panels/recipe_browser.h"
#include "panels/recipe_delegate.h"
#include "runs/run_directory.h"
#include "session/inspector.h"
#include "support.h"
#include "window/main_window.h"
#include "window/theme.h"

namespace ganvas::ui {

using test::find;

/// Measures at once, whatever it is asked.
class QuickSession : public session::Session {
 public:
  void start(session::StartRequest) override {}
  void resume(session::ResumeRequest) override {}
  void pause() override {}
  void unpause() override {}
  void stop() override {}
  void sampleNow() override {}
  void checkpointNow() override {}
  void setLive(const std::string&, const std::string&) override {}
  void measureStep(config::Experiment experiment) override {
    asked = experiment.about.name;
    session::StepMeasurement result;
    result.experiment = experiment;
    result.seconds = 0.5;
    result.torch = torchVersion();
    result.device = "cpu, " + std::to_string(experiment.compute.threads) + " threads";
    if (fails) result.failure = session::Failure{"out of memory", "", "Choose a smaller batch size"};
    status_.measurement = std::make_shared<const session::StepMeasurement>(result);
    ++status_.revision;
    if (wake_) wake_();
  }
  void cancelMeasurement() override {}
  std::string torchVersion() const override { return "1.13.0"; }
  std::unique_ptr<session::Inspector> makeInspector() override { return {}; }
  session::Status status() const override { return status_; }
  void onChange(std::function<void()> wake) override { wake_ = std::move(wake); }
  session::Status waitForChange(std::uint64_t, std::chrono::milliseconds) const override { return status_; }

  bool fails = false;
  std::string asked;

 private:
  session::Status status_;
  std::function<void()> wake_;
};

class RecipeBrowserTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private Q_SLOTS:
  void init() {
    QSettings().clear();
    const QDir config(qEnvironmentVariable("XDG_CONFIG_HOME") + QStringLiteral("/ganvas"));
    QDir(config).removeRecursively();
    QDir(qEnvironmentVariable("XDG_CACHE_HOME")).removeRecursively();
    runs_.clear();
    session_ = nullptr;
    bridge_ = std::make_unique<SessionBridge>([this] {
      auto made = std::make_unique<QuickSession>();
      session_ = made.get();
      return made;
    });
    bridge_->load();
    QTRY_VERIFY(bridge_->loaded());
    feed_ = std::make_unique<RecipeFactsFeed>();
  }
  void cleanup() {
    browser_.reset();
    feed_.reset();
    bridge_.reset();
  }

  void showsAllRecipesAndBrokenOnesWithTheReason() {
    test::writeTinyRecipe(QStringLiteral("mine-all-mine"));
    test::writeRecipe(QStringLiteral("broken"), QStringLiteral("format = 1\n[about\n"));
    open();
    QCOMPARE(list()->model()->rowCount(), static_cast<int>(config::recipes().size()) + 1);
    QVERIFY(rowOf(QStringLiteral("quickstart")) >= 0);
    QVERIFY(rowOf(QStringLiteral("mine-all-mine")) >= 0);
    go(QStringLiteral("broken.toml"));
    QVERIFY(!find<QLabel>(*browser_, "recipeReason")->text().isEmpty());
    QVERIFY(!use()->isEnabled());
    QSignalSpy chosen(browser_.get(), &RecipeBrowser::chosen);
    QTest::keyClick(search(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 0);
    QVERIFY(browser_->isVisible());
  }

  void everyBuiltInRecipeFits() {
    for (const auto& facts : runs::recipeFacts([](const auto& e) { return e; })) {
      QVERIFY2(facts.reason.empty(), facts.reason.c_str());
      QVERIFY(facts.generatorParameters > 0);
      QVERIFY(facts.multiplyAdds > 0);
      const bool adversarial = config::hasDiscriminator(facts.recipe.experiment);
      QCOMPARE(facts.discriminatorParameters > 0, adversarial);
    }
  }

  void groupsByDocument() {
    open();
    auto* documents = find<QComboBox>(*browser_, "recipeDocument");
    QVERIFY(documents->count() > 3);
    const int all = list()->model()->rowCount();
    documents->setCurrentIndex(documents->findText(QStringLiteral("Seed document 002"), Qt::MatchStartsWith));
    QVERIFY(list()->model()->rowCount() >= 2 && list()->model()->rowCount() < all);
    const auto& filter = static_cast<const RecipesFilter&>(*list()->model());
    QVERIFY(filter.beginsGroup(filter.index(0, 0)));
    QVERIFY(!filter.beginsGroup(filter.index(1, 0)));
  }

  void searchesNamesLossesAndLayers() {
    open();
    QVERIFY(list()->model()->rowCount() > 1);
    QTest::keyClicks(search(), QStringLiteral("MINIMAX"));
    QCOMPARE(list()->model()->rowCount() > 0, true);
    QVERIFY(rowOf(QStringLiteral("mlp-gan-minimax")) >= 0);
    QVERIFY(rowOf(QStringLiteral("quickstart")) < 0);
    search()->setText(QStringLiteral("linear 28x28x1 fashion"));
    QVERIFY(rowOf(QStringLiteral("mlp-gan-minimax")) >= 0);
    search()->setText(QStringLiteral("no such thing anywhere"));
    QCOMPARE(list()->model()->rowCount(), 0);
    QVERIFY(find<QLabel>(*browser_, "noRecipeFound")->isVisible());
    QVERIFY(!use()->isEnabled());
    search()->clear();
    QVERIFY(use()->isEnabled());
  }

  void theKeyboardAloneIsEnough() {
    open();
    QSignalSpy chosen(browser_.get(), &RecipeBrowser::chosen);
    QTest::keyClicks(search(), QStringLiteral("mlp-gan"));
    const QString first = browser_->selected();
    QTest::keyClick(search(), Qt::Key_Down);
    const QString second = browser_->selected();
    QVERIFY(first != second);
    QTest::keyClick(search(), Qt::Key_Up);
    QCOMPARE(browser_->selected(), first);
    list()->setFocus();
    QTest::keyClicks(list(), QStringLiteral("-n"));
    QCOMPARE(search()->text(), QStringLiteral("mlp-gan-n"));
    QCOMPARE(browser_->selected(), QStringLiteral("mlp-gan-nonsaturating"));
    QTest::keyClick(search(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), QStringLiteral("mlp-gan-nonsaturating"));
    QVERIFY(!browser_->isVisible());
  }

  void escapeChoosesNothing() {
    open();
    QSignalSpy chosen(browser_.get(), &RecipeBrowser::chosen);
    QTest::keyClick(search(), Qt::Key_Escape);
    QVERIFY(!browser_->isVisible());
    QCOMPARE(chosen.count(), 0);
  }

  void beginsAtTheRecipeInUse() {
    open(QStringLiteral("mlp-gan-minimax"));
    QCOMPARE(browser_->selected(), QStringLiteral("mlp-gan-minimax"));
  }

  void aMeasuredTimeIsShownAndKept() {
    open(QStringLiteral("quickstart"));
    QCOMPARE(time(), QStringLiteral("Not measured on this machine."));
    test::click(find<QPushButton>(*browser_, "measureStep"));
    QTRY_VERIFY(time().contains(QStringLiteral("0.5 s a step")));
    QCOMPARE(session_->asked, std::string("quickstart"));
    QVERIFY(list()->currentIndex().data(RecipesModel::TimeRole).toString().startsWith(QStringLiteral("about ")));
    browser_.reset();
    open(QStringLiteral("quickstart"));
    QVERIFY(time().contains(QStringLiteral("0.5 s a step")));
    find<QComboBox>(*browser_, "recipeOrder")->setCurrentIndex(2);
    QCOMPARE(list()->model()->index(0, 0).data().toString(), QStringLiteral("quickstart"));
  }

  void aMeasurementThatFailsSaysWhy() {
    open(QStringLiteral("quickstart"));
    session_->fails = true;
    test::click(find<QPushButton>(*browser_, "measureStep"));
    auto* problem = find<QLabel>(*browser_, "measureProblem");
    QTRY_VERIFY(problem->isVisible());
    QVERIFY(problem->text().contains(QStringLiteral("smaller batch size")));
    QCOMPARE(time(), QStringLiteral("Not measured on this machine."));
  }

  void aRunOfTheRecipeTellsItsTime() {
    const QTemporaryDir folder;
    runs::Manifest manifest;
    manifest.name = manifest.recipe = "quickstart";
    manifest.device = "cpu, 2 threads";
    manifest.pictures = 60000;
    const config::Experiment experiment = offered(config::loadRecipe("quickstart"));
    const auto run = runs::RunDirectory::create(filePath(folder.path()), "run", experiment, manifest);
    runs::HistoryWriter history(run.historyPath());
    const auto speed = static_cast<float>(experiment.schedule.batchSize) * 4;
    history.append({runs::kSpeedSeries}, std::vector<float>(40, speed));
    history.flush();
    runs_ = runs::listRuns(filePath(folder.path()));
    open(QStringLiteral("quickstart"));
    QTRY_VERIFY(time().contains(QStringLiteral("0.25 s a step in your last run")));
    QVERIFY(!find<QPushButton>(*browser_, "measureStep")->isVisible());
  }

  void theWindowTakesTheChosenRecipeAsTheExperiment() {
    const QTemporaryDir folder;
    MainWindow window({filePath(folder.path())}, [] { return std::make_unique<QuickSession>(); });
    window.show();
    auto* chooser = find<QComboBox>(window, "recipeChooser");
    QTRY_COMPARE(chooser->currentText(), QStringLiteral("quickstart"));
    test::click(find<QPushButton>(window, "browseRecipes"));
    QPointer<RecipeBrowser> browser = find<RecipeBrowser>(window, "recipeBrowser");
    QVERIFY(browser);
    auto* list = find<QListView>(*browser, "recipeList");
    QTRY_COMPARE(list->currentIndex().data().toString(), QStringLiteral("quickstart"));
    QTest::keyClicks(find<QLineEdit>(*browser, "recipeSearch"), QStringLiteral("mlp-gan-minimax"));
    QTest::keyClick(find<QLineEdit>(*browser, "recipeSearch"), Qt::Key_Return);
    QTRY_COMPARE(chooser->currentText(), QStringLiteral("mlp-gan-minimax"));
    QTRY_VERIFY(!browser);
    find<QAction>(window, "recipes")->trigger();
    QVERIFY(find<RecipeBrowser>(window, "recipeBrowser"));  // which goes with the window
  }

  void modelAndFilterAreSound() {
    RecipesModel model;
    RecipesFilter filter(model);
    const QAbstractItemModelTester one(&model), two(&filter);
    const auto facts = runs::recipeFacts([](const auto& e) { return e; });
    model.setFacts(facts);
    filter.setSearch(QStringLiteral("gan"));
    filter.setOrder(RecipesFilter::Order::Time);
    model.setFacts(facts);
    model.setFacts({facts.front()});
    QCOMPARE(model.rowOf(QString::fromStdString(facts.front().recipe.name)), 0);
    model.setFacts({});
    QCOMPARE(filter.rowCount(), 0);
  }

  void picturesAndStandInsDiffer() {
    const QPalette light = Theme::light(), dark = Theme::dark();
    const QImage a = recipePicture({}, QStringLiteral("a"), 64, 1, light).toImage();
    QCOMPARE(a.size(), QSize(64, 64));
    QVERIFY(a != recipePicture({}, QStringLiteral("b"), 64, 1, light).toImage());
    QVERIFY(a != recipePicture({}, QStringLiteral("a"), 64, 1, dark).toImage());
    QCOMPARE(a, recipePicture(QStringLiteral(":/thumbnails/nothing.png"), QStringLiteral("a"), 64, 1, light).toImage());
    QCOMPARE(recipePicture({}, QStringLiteral("a"), 64, 2, light).size(), QSize(128, 128));
  }

  void lengthsReadAsPeopleSayThem() {
    QCOMPARE(lengthText(0.2), QStringLiteral("1 s"));
    QCOMPARE(lengthText(90), QStringLiteral("90 s"));
    QCOMPARE(lengthText(600), QStringLiteral("10 min"));
    QCOMPARE(lengthText(3600 * 3.25), QStringLiteral("3.3 h"));
    QCOMPARE(lengthText(86400 * 20.0), QStringLiteral("20 days"));
    QCOMPARE(stepText(0.012), QStringLiteral("12 ms"));
    QCOMPARE(shortCount(2'100'000), QStringLiteral("2.1\u00A0M"));
  }

  void screenshots() {
    if (!test::wantsScreenshots()) QSKIP("GANVAS_SCREENSHOT_DIR is not set");
    test::writeTinyRecipe(QStringLiteral("mine-all-mine"));
    test::writeRecipe(QStringLiteral("broken"), QStringLiteral("format = 1\n[about\n"));
    open(QStringLiteral("quickstart"));
    test::click(find<QPushButton>(*browser_, "measureStep"));
    QTRY_VERIFY(time().contains(QStringLiteral("0.5 s a step")));
    go(QStringLiteral("cgan-1"));
    const QDir folder(qEnvironmentVariable("GANVAS_SCREENSHOT_DIR"));
    const QPalette before = QApplication::palette();
    for (const bool dark : {false, true}) {
      QApplication::setPalette(dark ? Theme::dark() : before);
      QTest::qWait(50);
      browser_->grab().save(folder.filePath(dark ? QStringLiteral("browser-dark.png") : QStringLiteral("browser.png")));
    }
    QApplication::setPalette(before);
    browser_->resize(640, 420);
    go(QStringLiteral("broken.toml"));
    QTest::qWait(50);
    browser_->grab().save(folder.filePath(QStringLiteral("browser-small.png")));
  }

 private:
  static config::Experiment offered(config::Experiment experiment) {
    experiment.compute.threads = 2;
    return experiment;
  }
  void open(const QString& name = {}) {
    browser_ = std::make_unique<RecipeBrowser>(*feed_, *bridge_, [this]() -> RecipeFactsFeed::Question {
      return {offered, runs_, bridge_->torchVersion()};
    });
    if (!name.isEmpty()) browser_->select(name);
    browser_->show();
    QTRY_VERIFY(list()->model()->rowCount() > 0);
    search()->setFocus();
  }
  QListView* list() { return find<QListView>(*browser_, "recipeList"); }
  QLineEdit* search() { return find<QLineEdit>(*browser_, "recipeSearch"); }
  QPushButton* use() { return find<QPushButton>(*browser_, "useRecipe"); }
  QString time() { return find<QLabel>(*browser_, "recipeTime")->text(); }
  int rowOf(const QString& name) {
    for (int row = 0; row < list()->model()->rowCount(); ++row) {
      if (list()->model()->index(row, 0).data().toString() == name) return row;
    }
    return -1;
  }
  void go(const QString& name) { list()->setCurrentIndex(list()->model()->index(rowOf(name), 0)); }

  std::vector<runs::RunSummary> runs_;
  QuickSession* session_ = nullptr;
  std::unique_ptr<SessionBridge> bridge_;
  std::unique_ptr<RecipeFactsFeed> feed_;
  std::unique_ptr<RecipeBrowser> browser_;
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::RecipeBrowserTest)
#include "recipe_browser_test.moc"
