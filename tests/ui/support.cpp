#include "support.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QPalette>
#include <QStandardPaths>
#include <QStyleFactory>

#include "window/theme.h"

namespace ganvas::ui::test {

void isolate() {
  static QTemporaryDir home;
  // A screen that is larger than any window here; the platform's own is 800×800.
  QFile screens(home.filePath(QStringLiteral("screens.json")));
  if (screens.open(QIODevice::WriteOnly)) {
    screens.write(R"({"screens": [{"name": "one", "x": 0, "y": 0, "width": 2560, "height": 1440,
                    "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})");
    screens.close();
  }
  qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + QFile::encodeName(screens.fileName()));
  qputenv("XDG_CONFIG_HOME", QFile::encodeName(home.filePath(QStringLiteral("config"))));
  qputenv("XDG_DATA_HOME", QFile::encodeName(home.filePath(QStringLiteral("data"))));
  qputenv("XDG_CACHE_HOME", QFile::encodeName(home.filePath(QStringLiteral("cache"))));
  qunsetenv("GANVAS_RUNS_DIR");
  QCoreApplication::setApplicationName(QStringLiteral("ganvas-test"));
  QCoreApplication::setOrganizationName(QStringLiteral("ganvas-test"));
}

void writeRecipe(const QString& name, const QString& text) {
  const QDir folder(qEnvironmentVariable("XDG_CONFIG_HOME") + QStringLiteral("/ganvas/recipes"));
  QVERIFY(folder.mkpath(QStringLiteral(".")));
  QFile file(folder.filePath(name + QStringLiteral(".toml")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  QVERIFY(file.write(text.toUtf8()) > 0);
}

QString tinyRecipe(const QString& name, int steps) {
  return QStringLiteral(R"(format = 1
[about]
name = "%1"
description = "Dense networks on computed pictures."
[data]
source = "synthetic"
width = 8
height = 8
channels = 1
count = 256
[generator]
latent = 8
layers = ["linear 32", "relu", "linear 8x8x1", "tanh"]
[discriminator]
layers = ["flatten", "linear 32", "leaky_relu 0.2", "linear 1"]
[schedule]
batch_size = 8
steps = %2
[evaluation]
sample_every = 1000
sample_rows = 2
sample_columns = 2
[checkpoints]
every = 100000
)")
      .arg(name)
      .arg(steps);
}

void writeTinyRecipe(const QString& name) {
  writeRecipe(name, tinyRecipe(name));
}

config::Data dataAt(const std::string& source, const QString& path) {
  config::Data data;
  data.source = source;
  data.path = path.toStdString();
  return data;
}

bool hasFashionMnist() {
  return QFile::exists(QStringLiteral("/usr/share/datasets/fashion-mnist"));
}

void click(QWidget* widget) {
  QVERIFY(widget);
  QVERIFY(widget->isVisible());
  QTest::mouseClick(widget, Qt::LeftButton);
}

bool wantsScreenshots() {
  return qEnvironmentVariableIsSet("GANVAS_SCREENSHOT_DIR");
}

void saveScreenshots(QWidget& window, const QString& name) {
  if (!wantsScreenshots()) return;
  const QDir folder(qEnvironmentVariable("GANVAS_SCREENSHOT_DIR"));
  const QPalette light = QApplication::palette();
  const QSize size = window.size();
  for (const bool dark : {false, true}) {
    QApplication::setPalette(dark ? Theme::dark() : light);
    for (const bool large : {false, true}) {
      window.resize(large ? QSize(2560, 1440) : QSize(1280, 800));
      QTest::qWait(700);  // the plots read finer curves for the new width
      const QString file = name + (dark ? QStringLiteral("-dark") : QString()) +
                           (large ? QStringLiteral("-large") : QString()) + QStringLiteral(".png");
      QVERIFY(window.grab().save(folder.filePath(file)));
    }
  }
  QApplication::setPalette(light);
  window.resize(size);
}

}  // namespace ganvas::ui::test
