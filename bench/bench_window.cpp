// Trains a recipe in the real window, which draws curves, grids and the log meanwhile, and closes when it has finished.
//   bench-window RECIPE RUNS_DIRECTORY
// How long it took is in the run's history: bench/window_cost.py compares it with the same run without a window.
#include <QApplication>
#include <QPushButton>
#include <QTimer>
#include <cstdio>

#include "session/session_loader.h"
#include "window/main_window.h"

int main(int argc, char** argv) {
  ganvas::session::tuneLibraries(argv);
  QApplication app(argc, argv);
  if (argc < 3) {
    std::fprintf(stderr, "usage: bench-window RECIPE RUNS_DIRECTORY\n");
    return 2;
  }
  ganvas::ui::MainWindow window({argv[2], QString::fromLocal8Bit(argv[1])}, ganvas::session::loadSession);
  window.resize(1280, 800);
  window.show();

  auto* train = window.findChild<QPushButton*>(QStringLiteral("trainButton"));
  QTimer start;  // the button is enabled once the module is loaded and the recipe read
  QObject::connect(&start, &QTimer::timeout, &app, [&] {
    if (!train->isEnabled()) return;
    start.stop();
    train->click();
  });
  start.start(50);

  using ganvas::session::State;
  int code = 1;
  QObject::connect(&window.bridge(), &ganvas::ui::SessionBridge::statusChanged, &app, [&] {
    const State state = window.bridge().status().state;
    if (state != State::Finished && state != State::Failed) return;
    code = state == State::Finished ? 0 : 1;
    QTimer::singleShot(0, &app, [&] { app.exit(code); });
  });
  return QApplication::exec();
}
