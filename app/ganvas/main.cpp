#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "base/files.h"
#include "bridge/text.h"
#include "session/session_loader.h"
#include "window/main_window.h"

namespace {

using Clock = std::chrono::steady_clock;

ganvas::ui::MainWindow::Options readOptions(const QApplication& app) {
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
  parser.process(app);

  ganvas::ui::MainWindow::Options options{ganvas::defaultRunsDirectory(), parser.value(recipe)};
  if (parser.isSet(runsDir)) options.runsDir = ganvas::ui::filePath(QDir(parser.value(runsDir)).absolutePath());
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const auto begin = Clock::now();
  ganvas::session::setThreadWaiting(argv);
  QApplication app(argc, argv);
  QApplication::setApplicationName(QStringLiteral("ganvas"));
  QApplication::setApplicationDisplayName(QStringLiteral("Ganvas"));
  QApplication::setOrganizationName(QStringLiteral("ganvas"));
  QApplication::setApplicationVersion(QStringLiteral(GANVAS_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("ganvas"));

  ganvas::ui::MainWindow window(readOptions(app), ganvas::session::loadSession);
  if (qEnvironmentVariableIntValue("GANVAS_TRACE_STARTUP") == 1) {
    QObject::connect(&window, &ganvas::ui::MainWindow::painted, &window, [begin] {
      const std::chrono::duration<double, std::milli> passed = Clock::now() - begin;
      std::printf("first paint %.0f ms\n", passed.count());
      std::fflush(stdout);
    });
  }
  window.show();
  const int code = QApplication::exec();
  // A run that would not stop in time still trains: destructors must not pull the program away from under it.
  if (window.bridge().abandoned()) std::_Exit(1);
  return code;
}
