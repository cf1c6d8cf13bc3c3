// How quick the window is with many runs on disk, and whether it ever stands still.
//   bench-workbench [--runs N] [--steps N] [--seconds N]
// Makes N runs of 20,000 steps in a temporary directory, opens the window on them, shows twenty of them one after the
// other, then trains a tiny network (thousands of steps a second) for some seconds. Prints the first paint, the time
// until a run's curves and the list are there, the longest time that the window's thread did not answer, and memory.
#include <unistd.h>
#include <QApplication>
#include <QComboBox>
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <tuple>

#include "bridge/heartbeat.h"
#include "bridge/text.h"
#include "models/runs_model.h"
#include "panels/runs_panel.h"
#include "plots/curve_plot.h"
#include "runs/history.h"
#include "runs/run_directory.h"
#include "session/session_loader.h"
#include "window/main_window.h"

namespace {

using namespace ganvas;

constexpr int kLongest = 120000;  // ms

double memoryMiB() {
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  long all = 0, resident = 0;
  const int read = file ? std::fscanf(file, "%ld %ld", &all, &resident) : 0;
  if (file) std::fclose(file);
  return read == 2 ? static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1048576.0 : 0;
}

void makeRun(const std::filesystem::path& runsDir, int index, int steps) {
  config::Experiment experiment;
  experiment.about.name = "recipe-" + std::to_string(index % 7);
  runs::Manifest manifest;
  manifest.name = "run " + std::to_string(index);
  manifest.recipe = experiment.about.name;
  char time[32];
  std::snprintf(time, sizeof time, "2026-01-%02dT%02d:%02d:00Z", 1 + index / 200 % 28, index / 10 % 20, index % 60);
  manifest.created = time;
  manifest.pictures = 60000;
  const auto run = runs::RunDirectory::create(runsDir, "run", experiment, manifest);
  runs::HistoryWriter history(run.historyPath());
  std::vector<float> rows;
  for (int step = 0; step < steps; ++step) {
    for (int series = 0; series < 8; ++series)
      rows.push_back(std::sin(0.001F * static_cast<float>(step * (series + 1))));
  }
  history.append({"d_loss", "g_loss", "d_real", "d_fake", "d_grad_norm", "g_grad_norm", "d_lr", "g_lr"}, rows);
  QImage grid(274, 274, QImage::Format_Grayscale8);
  grid.fill(index * 37 % 256);
  grid.save(ui::fileName(run.samplePath(steps)));
  history.addSample({steps, 1.0, run.samplePath(steps).lexically_relative(run.path()).string(), 8, 8});
  history.setState({"finished", steps, steps, 10.0, ""});
  history.flush();
}

void writeRecipe(const QString& folder) {
  QDir().mkpath(folder);
  QFile file(folder + QStringLiteral("/bench.toml"));
  if (!file.open(QIODevice::WriteOnly)) return;
  file.write(R"(format = 1
[about]
name = "bench"
[data]
source = "synthetic"
width = 4
height = 4
channels = 1
count = 256
[generator]
latent = 2
layers = ["linear 4x4x1", "tanh"]
[discriminator]
layers = ["flatten", "linear 1"]
[schedule]
batch_size = 2
steps = 100000000
[evaluation]
sample_every = 100000
sample_rows = 2
sample_columns = 2
[checkpoints]
every = 100000
)");
}

double showEach(ui::MainWindow& window, const ui::RunsModel& model) {
  auto* plot = window.findChild<ui::CurvePlot*>(QStringLiteral("lossPlot"));
  auto* panel = window.findChild<ui::RunsPanel*>();
  std::vector<double> times;
  for (int i = 0; i < 20; ++i) {
    const std::filesystem::path run = model.run(i * (model.rowCount() - 1) / 20)->path;
    QElapsedTimer watch;
    watch.start();
    Q_EMIT panel->runSelected(run);
    if (!QTest::qWaitFor([&] { return plot->pointCount() > 100; }, kLongest)) return -1;
    times.push_back(static_cast<double>(watch.nsecsElapsed()) / 1e6);
  }
  std::sort(times.begin(), times.end());
  std::printf("a run's curves: median %.0f ms, worst %.0f ms of %zu\n", times[times.size() / 2], times.back(),
              times.size());
  return times.back();
}

void train(ui::MainWindow& window, ui::Heartbeat& heartbeat, int seconds) {
  auto* button = window.findChild<QPushButton*>(QStringLiteral("trainButton"));
  if (!QTest::qWaitFor([&] { return button->isEnabled(); }, kLongest)) return;
  button->click();
  const auto steps = [&] { return window.bridge().status().progress.step; };
  if (!QTest::qWaitFor([&] { return steps() > 100; }, kLongest)) return;
  std::printf("longest block until training was under way: %.0f ms\n", heartbeat.worstMs());
  heartbeat.reset();
  QElapsedTimer watch;
  watch.start();
  const auto first = steps();
  QTest::qWait(1000 * seconds);
  const double passed = static_cast<double>(watch.elapsed()) / 1e3;
  std::printf("%.0f steps/s for %.0f s: longest block of the window %.1f ms\n",
              static_cast<double>(steps() - first) / passed, passed, heartbeat.worstMs());
  std::printf("memory: %.0f MiB\n", memoryMiB());
  window.bridge().stop();
  std::ignore = QTest::qWaitFor([&] { return !window.bridge().isBusy(); }, kLongest);
}

}  // namespace

int main(int argc, char** argv) {
  session::tuneLibraries(argv);
  QElapsedTimer watch;
  QTemporaryDir folder;
  qputenv("XDG_CONFIG_HOME", QFile::encodeName(folder.filePath(QStringLiteral("config"))));
  writeRecipe(folder.filePath(QStringLiteral("config/ganvas/recipes")));
  QApplication app(argc, argv);
  QCommandLineParser parser;
  parser.addOptions(
      {{QStringLiteral("runs"), QStringLiteral("Runs on disk."), QStringLiteral("n"), QStringLiteral("500")},
       {QStringLiteral("steps"), QStringLiteral("Steps of each."), QStringLiteral("n"), QStringLiteral("20000")},
       {QStringLiteral("seconds"), QStringLiteral("Of training."), QStringLiteral("n"), QStringLiteral("20")}});
  parser.process(app);
  const int count = parser.value(QStringLiteral("runs")).toInt();
  const std::filesystem::path runsDir = ui::filePath(folder.filePath(QStringLiteral("runs")));
  for (int i = 0; i < count; ++i) makeRun(runsDir, i, parser.value(QStringLiteral("steps")).toInt());

  watch.start();
  ui::MainWindow window({runsDir, QStringLiteral("bench")}, session::loadSession);
  ui::Heartbeat heartbeat;
  double paint = -1;
  QObject::connect(&window, &ui::MainWindow::painted, [&] { paint = static_cast<double>(watch.nsecsElapsed()) / 1e6; });
  window.resize(1280, 800);
  window.show();
  const auto& model = *window.findChild<ui::RunsModel*>();
  if (!QTest::qWaitFor([&] { return paint >= 0 && model.rowCount() > 0; }, kLongest)) return 1;
  std::printf("first paint with %d runs: %.0f ms; first runs listed: %.0f ms", count, paint,
              static_cast<double>(watch.nsecsElapsed()) / 1e6);
  if (!QTest::qWaitFor([&] { return model.rowCount() == count; }, kLongest)) return 1;
  std::printf("; all: %.0f ms\n", static_cast<double>(watch.nsecsElapsed()) / 1e6);
  if (!QTest::qWaitFor([&] { return window.bridge().loaded(); }, kLongest)) return 1;
  std::printf("memory with LibTorch loaded: %.0f MiB\n", memoryMiB());
  if (showEach(window, model) < 0) return 1;
  std::printf("longest block so far: %.0f ms\n", heartbeat.worstMs());
  heartbeat.reset();
  train(window, heartbeat, parser.value(QStringLiteral("seconds")).toInt());
  return 0;
}
