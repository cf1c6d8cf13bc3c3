// ui-tour FOLDER: works with the real window and core as a user would, and saves a picture of each scene there
// (scripts/screenshots.sh). Takes some minutes, most of them of training.
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSlider>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <memory>

#include "bridge/text.h"
#include "config/parameter.h"
#include "config/recipes.h"
#include "config/sweep.h"
#include "panels/architecture_panel.h"
#include "panels/curves_panel.h"
#include "panels/data_panel.h"
#include "panels/key_chooser.h"
#include "panels/network_page.h"
#include "panels/picture_view.h"
#include "panels/series_chooser.h"
#include "panels/sweep_dialog.h"
#include "panels/sweep_results.h"
#include "panels/tile_grid.h"
#include "runs/notes.h"
#include "runs/run_list.h"
#include "session/session_loader.h"
#include "support.h"
#include "tour_camera.h"
#include "window/main_window.h"

namespace ganvas::ui {

namespace {

using test::find;

/// A short run that begins with the weights of the first one.
struct Variant {
  const char* name;
  std::vector<std::string> settings;
  int steps;
  std::vector<std::string> tags;
  const char* note = "";
};

const std::vector<Variant> kVariants = {
    {"lr 0.0002, seed 3", {"generator_optimiser.learning_rate=0.0002", "seed=3"}, 120, {"baseline"}, ""},
    {"lr 0.0002, seed 4", {"generator_optimiser.learning_rate=0.0002", "seed=4"}, 120, {"baseline"}, ""},
    {"least squares", {"objective.loss=least-squares"}, 150, {"losses"}, "Calmer discriminator, bags lose detail."},
    {"minimax", {"objective.loss=minimax"}, 100, {"losses"}, ""},
    {"reported",
     {"about.reported=d_loss 1.2 epoch 0.2 mark;g_loss 1.1 mark;FID 36.45",
      "about.reported_note=Made up, to show how figures of a document look."},
     150,
     {},
     ""},
    {"label smoothing 0.9", {"objective.real_label=0.9"}, 120, {"losses", "figure 3"}, "Candidate for figure 3."},
    {"sgd, lr 1",
     {"generator_optimiser.kind=sgd", "discriminator_optimiser.kind=sgd", "generator_optimiser.learning_rate=1",
      "discriminator_optimiser.learning_rate=1", "objective.loss=least-squares"},
     300,
     {},
     ""}};

class Tour {
 public:
  explicit Tour(const QDir& folder)
      : runsDir_(filePath(qEnvironmentVariable("XDG_DATA_HOME") + QStringLiteral("/ganvas/runs"))),
        window_(MainWindow::Options{runsDir_}, session::loadSession),
        camera_(window_, folder) {}

  void go() {
    window_.move(0, 0);
    window_.show();
    firstStart();
    recipes();
    experiment();
    architecture();
    dataSet();
    firstRun();
    moreRuns();
    whileItTrains();
    queue();
    reported();
    curves();
    pictures();
    runsList();
    dialogs();
    sweep();
    troubles();
    guide();
    window_.close();
  }

 private:
  void until(const std::function<bool()>& come, const char* what, int ms = 120000) {
    if (!QTest::qWaitFor(come, ms)) qFatal("not in time: %s", what);
  }
  QAction* action(const char* name) { return find<QAction>(window_, name); }
  const session::Status& status() { return window_.bridge().status(); }
  void waitFor(session::State state, const char* what) {
    until([&] { return status().state == state; }, what);
  }
  QDockWidget* dock(const char* name) { return find<QDockWidget>(window_, name); }
  void reveal(const char* name) { dock(name)->raise(); }
  void click(const char* name) { test::click(find<QWidget>(window_, name)); }

  /// Pastes a text into an editor, in place of what is there.
  template <typename Editor>
  void type(const char* name, const QString& text) {
    typeInto(find<Editor>(window_, name), text);
  }
  static void typeInto(QWidget* editor, const QString& text) {
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    if (text.isEmpty()) return QTest::keyClick(editor, Qt::Key_Delete);
    QApplication::clipboard()->setText(text);
    QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
  }
  void bringIntoView(const char* name) {
    auto* widget = find<QWidget>(window_, name);
    for (QWidget* above = widget->parentWidget(); above; above = above->parentWidget()) {
      if (auto* area = qobject_cast<QScrollArea*>(above)) return area->ensureWidgetVisible(widget, 0, 200);
    }
  }
  /// Opens a dialog by an action, takes its picture and closes it.
  void dialog(const char* actionName, const char* dialogName, const QString& name) {
    action(actionName)->trigger();
    auto* shown = find<QDialog>(window_, dialogName);
    until([&] { return (shown = find<QDialog>(window_, dialogName)) && shown->isVisible(); }, dialogName, 10000);
    camera_.take(name, shown);
    shown->reject();
  }
  QListView* list() { return find<QListView>(window_, "runsTable"); }
  void clickRun(const QString& name, Qt::KeyboardModifiers keys = {}) {
    const auto* model = list()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
      const QModelIndex index = model->index(row, 0);
      if (index.data().toString() != name) continue;
      list()->scrollTo(index);
      return QTest::mouseClick(list()->viewport(), Qt::LeftButton, keys, list()->visualRect(index).center());
    }
    qFatal("no run %s", qPrintable(name));
  }

  void firstStart() {
    until([&] { return find<QPushButton>(window_, "trainButton")->isEnabled(); }, "recipes");
    camera_.take(QStringLiteral("start"));
  }

  void recipes() {
    action("recipes")->trigger();
    auto* browser = find<QDialog>(window_, "recipeBrowser");
    auto* list = find<QListView>(*browser, "recipeList");
    until([&] { return list->model()->rowCount() > 0; }, "recipes", 10000);
    auto* search = find<QLineEdit>(*browser, "recipeSearch");
    QTest::keyClicks(search, QStringLiteral("quickstart"));
    auto* measure = find<QPushButton>(*browser, "measureStep");
    until([&] { return measure->isEnabled(); }, "training engine");
    test::click(measure);
    auto* time = find<QLabel>(*browser, "recipeTime");
    until([&] { return time->text().contains(QStringLiteral("a step")); }, "measured step");
    search->clear();
    camera_.take(QStringLiteral("recipes"), browser);
    browser->reject();
  }

  void experiment() {
    type<QLineEdit>("generator_optimiser.learning_rate", QStringLiteral("0.0002"));
    type<QLineEdit>("runName", QStringLiteral("lr 0.0002"));
    camera_.take(QStringLiteral("experiment"), dock("experimentDock"),
                 [&] { bringIntoView("generator_optimiser.learning_rate"); });
    type<QLineEdit>("parameterFilter", QStringLiteral("learning rate"));
    camera_.take(QStringLiteral("experiment-search"));
    type<QLineEdit>("parameterFilter", QString());
    auto* rate = find<QComboBox>(window_, "schedule.rate");
    rate->setCurrentIndex(rate->findText(QStringLiteral("cosine")));
    Q_EMIT rate->activated(rate->currentIndex());
    camera_.take(QStringLiteral("schedule"), dock("experimentDock"), [&] { bringIntoView("ratePreview"); });
    rate->setCurrentIndex(rate->findText(QStringLiteral("constant")));
    Q_EMIT rate->activated(rate->currentIndex());
    click("section:networks");
    camera_.take(QStringLiteral("networks"), dock("experimentDock"), [&] { bringIntoView("generator.layers"); });
    auto* layers = find<QPlainTextEdit>(window_, "generator.layers");
    const QString right = layers->toPlainText();
    type<QPlainTextEdit>("generator.layers", QString(right).replace("conv_transpose 1 k4", "conv_transpose 3 k4"));
    camera_.take(QStringLiteral("experiment-invalid"), dock("experimentDock"),
                 [&] { bringIntoView("error:generator.layers"); });
    click("revertAll");
    click("section:networks");
    type<QLineEdit>("runName", QString());
  }

  void architecture() {
    action("architecture")->trigger();
    auto* panel = find<ArchitecturePanel>(window_, "architecture");
    panel->resize(1240, 740);
    auto* editor = find<QPlainTextEdit>(panel->generator(), "layerEditor");
    const QString right = editor->toPlainText();
    camera_.take(QStringLiteral("architecture"), panel);
    typeInto(editor, QString(right).replace("conv_transpose 1 k4", "conv_transpose 1 q4"));
    camera_.take(QStringLiteral("architecture-invalid"), panel);
    typeInto(editor, right);
    panel->close();
  }

  void dataSet() {
    action("dataSet")->trigger();
    auto* panel = find<DataPanel>(window_, "dataPanel");
    panel->resize(1240, 740);
    const auto& known = panel->feed().inspection();
    until([&] { return known.open && known.activity.empty(); }, "data set");
    find<TileGrid>(*panel, "setGrid")->setCurrent(17);
    camera_.take(QStringLiteral("data-pictures"), panel);
    auto* tabs = find<QTabWidget>(*panel, "setTabs");
    for (const char* name : {"data-classes", "data-pixels", "data-sizes", "data-duplicates", "data-left-out"}) {
      tabs->setCurrentIndex(tabs->currentIndex() + 1);
      camera_.take(QLatin1String(name), panel);
    }
    panel->close();
  }

  void firstRun() {
    click("trainButton");
    until([&] { return status().progress.step >= 900; }, "900 steps", 600000);
    camera_.take(QStringLiteral("first-run"));
    click("stopButton");
    waitFor(session::State::Idle, "stopped");
    first_ = status().run;
  }

  void moreRuns() {
    for (const Variant& variant : kVariants) {
      config::Experiment experiment = config::loadRecipe("quickstart");
      experiment.start.weightsFrom = first_.string();
      experiment.schedule.steps = variant.steps;
      experiment.evaluation.sampleEvery = 20;
      experiment.checkpoints.every = 50;
      for (const std::string& setting : variant.settings) config::setFromText(experiment, setting, "tour");
      window_.bridge().start({experiment, runsDir_, variant.name});
      until([&] { return window_.bridge().isBusy(); }, "begun");
      until([&] { return !window_.bridge().isBusy(); }, variant.name);
      runs::writeNotes(status().run, {"", variant.tags, variant.note});
    }
    interruptedRun();
    runs::writeNotes(first_, {"", {"baseline"}, "Garments from step 500 on."});
    until([&] { return list()->model()->rowCount() == static_cast<int>(kVariants.size()) + 2; }, "list");
    click("dismissFailure");
  }

  /// One that another program trains, which then dies.
  void interruptedRun() {
    QProcess program;
    program.start(
        QCoreApplication::applicationDirPath() + QStringLiteral("/ganvas-cli"),
        {"train", "quickstart", "--set", QStringLiteral("start.weights_from=%1").arg(fileName(first_)), "--set",
         "evaluation.sample_every=20", "--seed", "7", "--name", "overnight, seed 7", "--runs-dir", fileName(runsDir_)});
    const auto come = [&] {
      for (const auto& run : runs::listRuns(runsDir_)) {
        if (run.displayName() == "overnight, seed 7") return run.history.step > 60;
      }
      return false;
    };
    until(come, "run of the other program");
    clickRun(QStringLiteral("overnight, seed 7"));
    camera_.take(QStringLiteral("elsewhere"), dock("runsDock"));
    program.kill();
    program.waitForFinished();
  }

  void whileItTrains() {
    clickRun(QStringLiteral("quickstart"));
    action("resume")->trigger();
    waitFor(session::State::Running, "resumed");
    const std::int64_t from = status().progress.step;
    until([&] { return status().progress.step > from + 60; }, "steps");
    camera_.take(QStringLiteral("training"));
    reveal("liveDock");
    click("half:generator_optimiser.learning_rate");
    until([&] { return status().answer.starts_with("applied"); }, "answer");
    camera_.take(QStringLiteral("live"), dock("liveDock"));
    reveal("logDock");
    camera_.take(QStringLiteral("log"), dock("logDock"));
    reveal("queueDock");
    reveal("experimentDock");
  }

  void queue() {
    const std::pair<const char*, const char*> entries[] = {{"seed 11", "11"}, {"seed 12", "12"}, {"seed 13", "13"}};
    type<QLineEdit>("parameterFilter", QStringLiteral("seed"));
    for (const auto& [name, seed] : entries) {
      type<QLineEdit>("seed", QString::fromLatin1(seed));
      type<QLineEdit>("runName", QString::fromLatin1(name));
      click("enqueueButton");
    }
    auto* queued = find<QListView>(window_, "queueList");
    until([&] { return queued->model()->rowCount() == 3; }, "queue");
    QTest::mouseClick(queued->viewport(), Qt::LeftButton, {},
                      queued->visualRect(queued->model()->index(1, 0)).center());
    camera_.take(QStringLiteral("queue"), dock("queueDock"));
    type<QLineEdit>("parameterFilter", QString());
    type<QLineEdit>("runName", QString());
    click("revertAll");
    window_.close();
    until([&] { return find<QDialog>(window_, "closeQuestion") != nullptr; }, "question");
    camera_.take(QStringLiteral("close"));
    find<QDialog>(window_, "closeQuestion")->reject();
    click("stopButton");
    waitFor(session::State::Idle, "stopped");
  }

  void reported() {
    clickRun(QStringLiteral("reported"));
    auto* plot = find<CurvePlot>(window_, "lossPlot");
    until([&] { return plot->drawnReported() > 0; }, "reported figures");
    camera_.take(QStringLiteral("reported"), plot->parentWidget());
    clickRun(QStringLiteral("quickstart"));
  }

  void curves() {
    auto* chooser = find<SeriesChooser>(window_, "seriesChooser");
    const auto open = [&] {
      chooser->hide();
      click("curvesButton");
    };
    open();
    const auto tick = [&](const char* name) {  // at its box: the name is shorter than the place for it
      auto* box = chooser->findChild<QWidget*>(QLatin1String(name));
      QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    };
    for (const char* name : {"curve:d_loss", "curve:g_grad_norm", "curve:d_real", "right:d_real"}) tick(name);
    camera_.take(QStringLiteral("curves-chooser"), chooser, open);
    chooser->hide();
    action("curveLog")->trigger();
    auto* plot = find<CurvePlot>(window_, "lossPlot");
    QWidget* panel = plot->parentWidget();
    const auto hover = [&](double x) {
      auto* canvas = plot->findChild<QWidget*>(QStringLiteral("canvas"));
      QTest::mouseMove(canvas, QPoint(static_cast<int>(canvas->width() * x), canvas->height() / 2));
    };
    camera_.take(QStringLiteral("curves"), panel, [&] { hover(0.6); });
    action("curveLog")->trigger();
    action("curveByTime")->trigger();
    camera_.take(QStringLiteral("curves-time"), panel, [&] { hover(0.4); });
    action("curveByStep")->trigger();
  }

  void pictures() {
    auto* view = find<PictureView>(window_, "gridView");
    QWidget* panel = view->parentWidget();
    auto* slider = find<QSlider>(window_, "gridSlider");
    const auto hover = [&] { QTest::mouseMove(view, view->rect().center() + QPoint(0, 20)); };
    camera_.take(QStringLiteral("pictures"), panel, hover);
    action("markGrid")->trigger();
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_PageDown);
    QTest::qWait(300);
    camera_.take(QStringLiteral("pictures-back"), panel);
    action("flipGrids")->trigger();
    camera_.take(QStringLiteral("pictures-flip"), panel);
    action("flipGrids")->trigger();
    action("newestGrid")->trigger();
  }

  void runsList() {
    clickRun(QStringLiteral("label smoothing 0.9"));
    camera_.take(QStringLiteral("runs"), dock("runsDock"));
    type<QLineEdit>("runsSearch", QStringLiteral("losses"));
    camera_.take(QStringLiteral("runs-search"), dock("runsDock"));
    type<QLineEdit>("runsSearch", QString());
    clickRun(QStringLiteral("overnight, seed 7"));
    camera_.take(QStringLiteral("runs-interrupted"));
  }

  void dialogs() {
    clickRun(QStringLiteral("quickstart"));
    dialog("runProperties", "runProperties", QStringLiteral("properties"));
    dialog("runNote", "noteDialog", QStringLiteral("note"));
    dialog("runTags", "tagsDialog", QStringLiteral("tags"));
    dialog("runPrune", "pruneDialog", QStringLiteral("prune"));
    clickRun(QStringLiteral("minimax"), Qt::ControlModifier);
    dialog("runDelete", "deleteQuestion", QStringLiteral("delete"));
    clickRun(QStringLiteral("least squares"));
    dialog("runExtend", "extendDialog", QStringLiteral("extend"));
    dialog("settings", "settingsDialog", QStringLiteral("settings"));
    action("runFromWeights")->trigger();
    camera_.take(QStringLiteral("from-weights"), dock("experimentDock"));
    click("saveRecipe");
    until([&] { return find<QDialog>(window_, "saveRecipeDialog") != nullptr; }, "dialog");
    camera_.take(QStringLiteral("save-recipe"));
    find<QDialog>(window_, "saveRecipeDialog")->reject();
    click("revertAll");
  }

  /// The dialog, and the results of a small sweep that is trained for them.
  void sweep() {
    action("sweep")->trigger();
    auto* maker = find<SweepDialog>(window_, "sweepDialog");
    auto* keys = find<KeyChooser>(*maker, "sweepKey");
    for (const char* key : {"(schedule.batch_size)", "Both networks’ learning rate"}) {
      Q_EMIT keys->activated(keys->findText(QString::fromUtf8(key), Qt::MatchContains));
    }
    const auto values = maker->findChildren<QLineEdit*>(QRegularExpression(QStringLiteral("^values:")));
    values[0]->setText(QStringLiteral("32, 64, 128"));
    values[1]->setText(QStringLiteral("0.0001, 0.0002, 0.0005"));
    camera_.take(QStringLiteral("sweep"), maker);
    maker->reject();
    config::Sweep sweep;
    sweep.name = "rates";
    sweep.keys = {"generator_optimiser.learning_rate + discriminator_optimiser.learning_rate"};
    sweep.values = {{1e-4, 2e-4, 5e-4}};
    sweep.seeds = {1, 2};
    config::Experiment base = config::loadRecipe("quickstart");
    base.start.weightsFrom = first_.string();
    base.schedule.steps = 100;
    for (const config::SweepRun& run : config::sweepRuns(sweep, base, config::newSweepId("rates"))) {
      window_.bridge().start({run.experiment, runsDir_, run.label});
      until([&] { return window_.bridge().isBusy(); }, "begun");
      until([&] { return !window_.bridge().isBusy(); }, run.label.c_str());
    }
    action("sweepResults")->trigger();
    auto* results = find<SweepResults>(window_, "sweepResults");
    find<QLineEdit>(*results, "sweepEpochs")->setText(QStringLiteral("0.01, 0.05, 0.1"));
    const auto* table = find<QTableView>(*results, "epochTable")->model();
    until([&] { return table->rowCount() == 6 && !table->index(5, 4).data().toString().isEmpty(); }, "results");
    camera_.take(QStringLiteral("sweep-results"), results);
    results->close();
  }

  void troubles() {
    clickRun(QStringLiteral("sgd, lr 1"));
    action("resume")->trigger();
    until([&] { return find<QWidget>(window_, "failureBanner")->isVisible(); }, "failure");
    camera_.take(QStringLiteral("failure"), find<QWidget>(window_, "failureBanner"));
    click("dismissFailure");
    window_.trainingWatch().space().setLeastBytes(std::int64_t{1} << 60);
    until([&] { return find<QWidget>(window_, "warningBanner")->isVisible(); }, "warning");
    camera_.take(QStringLiteral("low-space"), find<QWidget>(window_, "warningBanner"));
    window_.trainingWatch().space().setLeastBytes(0);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(fileName(runsDir_))});
    QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    camera_.take(QStringLiteral("drop"), nullptr, [&] { QApplication::sendEvent(&window_, &enter); });
    QDragLeaveEvent leave;
    QApplication::sendEvent(&window_, &leave);
  }

  void guide() {
    action("guide")->trigger();
    auto* pages = find<QWidget>(window_, "guideWindow");
    camera_.take(QStringLiteral("guide"), pages);
    pages->close();
  }

  std::filesystem::path runsDir_, first_;
  MainWindow window_;
  test::Camera camera_;
};

}  // namespace

}  // namespace ganvas::ui

int main(int argc, char** argv) {
  ganvas::session::tuneLibraries(argv);
  ganvas::ui::test::isolate();
  const QTemporaryDir home(QDir::tempPath() + QStringLiteral("/ganvas-XXXXXX"));  // its name is seen in pictures
  qputenv("XDG_DATA_HOME", QFile::encodeName(home.path()));
  QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
  if (qEnvironmentVariableIsSet("DISPLAY")) qputenv("QT_QPA_PLATFORM", "xcb");
  QApplication app(argc, argv);
  if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
    std::fprintf(stderr, "Usage: ui-tour FOLDER   (which pictures are saved to)\n");
    return 2;
  }
  ganvas::ui::Tour(QDir(QString::fromLocal8Bit(argv[1]))).go();
  return 0;
}
