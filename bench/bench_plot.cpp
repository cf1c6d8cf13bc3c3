// How fast the curves of a long run pan and zoom, reading included.
//   bench-plot [STEPS]     (QT_QPA_PLATFORM=offscreen measures without a display)
// Writes a history of STEPS steps (default 1,000,000) and four series into a temporary directory, opens it in the
// curves panel, and drags and zooms by mouse events; every frame is drawn and shown before the next move, while the
// history is read beside. Prints the time until the first curves, and frames per second.
#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QSettings>
#include <QTemporaryDir>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "bridge/text.h"
#include "panels/curves_panel.h"
#include "window/run_watcher.h"

namespace {

using namespace ganvas;

const std::vector<std::string> kSeries{"d_loss", "g_loss", "d_real", "d_fake", "seconds"};
constexpr int kFrames = 300;

void writeHistory(const std::filesystem::path& run, int steps) {
  std::filesystem::create_directories(run);
  runs::HistoryWriter writer(run / "history.db");
  std::vector<float> rows;
  std::uint32_t random = 1;
  for (int step = 1; step <= steps; ++step) {
    for (std::size_t i = 0; i + 1 < kSeries.size(); ++i) {
      random = random * 1664525U + 1013904223U;
      rows.push_back(static_cast<float>(std::sin(step * 1e-4 + static_cast<double>(i)) + random * 2e-10));
    }
    rows.push_back(static_cast<float>(step) * 0.01F);
    if (step % 100000 == 0 || step == steps) {
      writer.append(kSeries, rows);
      writer.flush();
      rows.clear();
    }
    if (step % 500 == 0) writer.addEvent(step, "checkpoint", "checkpoint");
  }
  writer.setState({"stopped", steps, steps, steps * 0.01, ""});
  writer.flush();
}

struct Times {
  std::vector<double> frames;  ///< milliseconds

  void print(const char* what) {
    std::sort(frames.begin(), frames.end());
    double sum = 0;
    for (const double time : frames) sum += time;
    std::printf("%s: %.0f frames/s, median %.1f ms, 99th percentile %.1f ms, worst %.1f ms\n", what,
                1000 * static_cast<double>(frames.size()) / sum, frames[frames.size() / 2],
                frames[frames.size() * 99 / 100], frames.back());
  }
};

/// One move of the user's: the event, the answers that came meanwhile, and the plot drawn and shown.
template <typename Move>
double frame(QWidget& canvas, Move move) {
  QElapsedTimer timer;
  timer.start();
  move();
  QCoreApplication::processEvents();
  canvas.repaint();
  return static_cast<double>(timer.nsecsElapsed()) * 1e-6;
}

void mouse(QWidget& canvas, QEvent::Type type, const QPoint& at, Qt::MouseButtons held) {
  QMouseEvent event(type, at, canvas.mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, held,
                    Qt::NoModifier);
  QCoreApplication::sendEvent(&canvas, &event);
}

Times pan(QWidget& canvas) {
  Times times;
  const QPoint middle = canvas.rect().center();
  mouse(canvas, QEvent::MouseButtonPress, middle, Qt::LeftButton);
  for (int i = 0; i < kFrames; ++i) {
    const int x = static_cast<int>(400 * std::sin(i * 0.05));
    times.frames.push_back(
        frame(canvas, [&] { mouse(canvas, QEvent::MouseMove, middle + QPoint(x, 0), Qt::LeftButton); }));
  }
  mouse(canvas, QEvent::MouseButtonRelease, middle, Qt::NoButton);
  return times;
}

void wheel(QWidget& canvas, int turn) {
  const QPoint middle = canvas.rect().center();
  QWheelEvent event(middle, canvas.mapToGlobal(middle), {}, {0, turn}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                    false);
  QCoreApplication::sendEvent(&canvas, &event);
}

Times zoom(QWidget& canvas) {
  Times times;
  for (int i = 0; i < kFrames; ++i) {
    const int turn = i % 120 < 60 ? 60 : -60;  // in by half notches, out again
    times.frames.push_back(frame(canvas, [&] { wheel(canvas, turn); }));
  }
  return times;
}

}  // namespace

int main(int argc, char** argv) {
  const QTemporaryDir folder;
  qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit());
  const QApplication app(argc, argv);
  QCoreApplication::setOrganizationName(QStringLiteral("ganvas-bench"));
  const int steps = argc > 1 ? std::atoi(argv[1]) : 1000000;
  QSettings().setValue(QStringLiteral("curves/view"), 2);
  QSettings().setValue(QStringLiteral("curves/left"), QStringList{"d_loss", "g_loss"});
  QSettings().setValue(QStringLiteral("curves/right"), QStringList{"d_real", "d_fake"});
  const std::filesystem::path run = ui::filePath(folder.path()) / "run";
  writeHistory(run, steps);

  ui::CurvesPanel panel;
  ui::RunWatcher watcher;
  QObject::connect(&panel, &ui::CurvesPanel::needsChanged, &watcher,
                   [&](bool urgent) { watcher.setNeeds(panel.needs(), urgent); });
  QObject::connect(&watcher, &ui::RunWatcher::snapshot, &panel,
                   [&](const ui::RunSnapshot& snapshot) { panel.show(snapshot); });
  panel.resize(1200, 700);
  panel.show();
  auto* plot = panel.findChild<ui::CurvePlot*>();
  watcher.setNeeds(panel.needs());

  QElapsedTimer timer;
  timer.start();
  watcher.show(run);
  while (plot->pointCount() == 0) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  panel.repaint();
  std::printf("first curves after %lld ms\n", static_cast<long long>(timer.elapsed()));

  auto* canvas = panel.findChild<QWidget*>(QStringLiteral("canvas"));
  zoom(*canvas).print("zoom");
  plot->fit();
  for (int i = 0; i < 6; ++i) wheel(*canvas, 120);  // a quarter of the run
  pan(*canvas).print("pan");
  return 0;
}
