#include "support.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QPalette>
#include <QStandardPaths>
#include <QStyleFactory>

namespace ganvas::ui::test {

namespace {

QPalette darkPalette() {
  QPalette palette(QColor(0x35, 0x38, 0x3c), QColor(0x2b, 0x2d, 0x30));
  const QColor text(0xe6, 0xe6, 0xe6), faint(0x8a, 0x8d, 0x91);
  palette.setColor(QPalette::Base, QColor(0x1f, 0x21, 0x24));
  palette.setColor(QPalette::AlternateBase, QColor(0x26, 0x28, 0x2b));
  palette.setColor(QPalette::Highlight, QColor(0x2d, 0x7d, 0xc8));
  palette.setColor(QPalette::HighlightedText, Qt::white);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
    palette.setColor(role, text);
    palette.setColor(QPalette::Disabled, role, faint);
  }
  palette.setColor(QPalette::PlaceholderText, faint);
  return palette;
}

}  // namespace

void isolate() {
  static QTemporaryDir home;
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("XDG_CONFIG_HOME", QFile::encodeName(home.filePath(QStringLiteral("config"))));
  qputenv("XDG_DATA_HOME", QFile::encodeName(home.filePath(QStringLiteral("data"))));
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

int screenshotStep() {
  bool given = false;
  const int step = qEnvironmentVariableIntValue("GANVAS_SCREENSHOT_STEP", &given);
  return given ? step : 700;
}

void saveScreenshots(QWidget& window, const QString& name) {
  if (!wantsScreenshots()) return;
  const QDir folder(qEnvironmentVariable("GANVAS_SCREENSHOT_DIR"));
  const QPalette light = QApplication::palette();
  const QSize size = window.size();
  for (const bool dark : {false, true}) {
    QApplication::setPalette(dark ? darkPalette() : light);
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
