#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "base/files.h"
#include "bridge/heartbeat.h"
#include "bridge/text.h"
#include "session/session_loader.h"
#include "window/main_window.h"

namespace {

using Clock = std::chrono::steady_clock;

struct Arguments {
  ganvas::ui::MainWindow::Options window;
  std::filesystem::path path;  ///< to open, or empty
};

std::filesystem::path absolute(const QString& path) {
  return ganvas::ui::filePath(QDir::cleanPath(QDir(path).absolutePath()));
}

Arguments readArguments(const QApplication& app) {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QApplication::translate("main", "A desktop workbench for experiments with generative adversarial networks."));
  parser.addHelpOption();
  parser.addVersionOption();
  const QCommandLineOption runsDir(QStringLiteral("runs-dir"),
                                   QApplication::translate("main", "Keep runs in this directory."),
                                   QStringLiteral("directory"));
  const QCommandLineOption recipe(QStringLiteral("recipe"),
                                  QApplication::translate("main", "Start with this recipe chosen."),
                                  QStringLiteral("name"), QStringLiteral("quickstart"));
  parser.addOptions({runsDir, recipe});
  parser.addPositionalArgument(QStringLiteral("path"),
                               QApplication::translate("main", "Open this run, recipe file (.toml) or folder of data."),
                               QStringLiteral("[path]"));
  parser.process(app);

  Arguments arguments;
  arguments.window.recipe = parser.value(recipe);
  // $GANVAS_RUNS_DIR is as deliberate as the option: both outdo the settings.
  if (qEnvironmentVariableIsSet("GANVAS_RUNS_DIR")) arguments.window.runsDir = ganvas::defaultRunsDirectory();
  if (parser.isSet(runsDir)) arguments.window.runsDir = absolute(parser.value(runsDir));
  if (!parser.positionalArguments().isEmpty()) arguments.path = absolute(parser.positionalArguments().constFirst());
  return arguments;
}

/// For benchmarks: when the window was there, and the longest time that its thread did not answer.
void traceStartup(ganvas::ui::MainWindow& window, Clock::time_point begin) {
  QObject::connect(&window, &ganvas::ui::MainWindow::painted, &window, [begin] {
    const std::chrono::duration<double, std::milli> passed = Clock::now() - begin;
    std::printf("first paint %.0f ms\n", passed.count());
    std::fflush(stdout);
  });
}

void traceHeartbeat(ganvas::ui::MainWindow& window) {
  auto* heartbeat = new ganvas::ui::Heartbeat(&window);
  QObject::connect(&window, &ganvas::ui::MainWindow::painted, heartbeat, &ganvas::ui::Heartbeat::reset);
  QObject::connect(qApp, &QCoreApplication::aboutToQuit, heartbeat, [heartbeat] {
    std::printf("longest block of the window %.1f ms\n", heartbeat->worstMs());
    std::fflush(stdout);
  });
}

}  // namespace

int main(int argc, char** argv) {
  const auto begin = Clock::now();
  ganvas::session::tuneLibraries(argv);
  QApplication app(argc, argv);
  QApplication::setApplicationName(QStringLiteral("ganvas"));
  QApplication::setApplicationDisplayName(QStringLiteral("Ganvas"));
  QApplication::setOrganizationName(QStringLiteral("ganvas"));
  QApplication::setApplicationVersion(QStringLiteral(GANVAS_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("ganvas"));

  const Arguments arguments = readArguments(app);
  ganvas::ui::MainWindow window(arguments.window, ganvas::session::loadSession);
  if (qEnvironmentVariableIntValue("GANVAS_TRACE_STARTUP") == 1) traceStartup(window, begin);
  if (qEnvironmentVariableIntValue("GANVAS_TRACE_HEARTBEAT") == 1) traceHeartbeat(window);
  if (!arguments.path.empty()) window.open(arguments.path);
  window.show();
  const int code = QApplication::exec();
  // A run that would not stop in time still trains: destructors must not pull the program away from under it.
  if (window.bridge().abandoned()) std::_Exit(1);
  return code;
}
