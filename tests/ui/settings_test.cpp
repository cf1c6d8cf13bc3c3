#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include "panels/settings_dialog.h"
#include "support.h"

namespace ganvas::ui {

namespace {

Settings unusual() {
  Settings settings;
  settings.runsDir = QStringLiteral("/tmp/my runs");
  settings.dataDir = QStringLiteral("/tmp/my data");
  settings.threads = 3;
  settings.appearance = Appearance::Dark;
  settings.fontSize = 13;
  settings.ownCheckpoints = true;
  settings.checkpointEvery = 123;
  settings.keepLast = 4;
  settings.keepEvery = 0;
  return settings;
}

void type(QWidget* input, const char* text) {
  input->setFocus();
  QTest::keyClick(input, Qt::Key_A, Qt::ControlModifier);
  QTest::keyClick(input, Qt::Key_Delete);
  QTest::keyClicks(input, QLatin1String(text));
}

}  // namespace

class SettingsTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private:
  static QLineEdit* line(QWidget& dialog, const char* name) { return test::find<QLineEdit>(dialog, name); }
  static QLabel* error(QWidget& dialog, const char* name) {
    return dialog.findChild<QLabel*>(QStringLiteral("error:") + QLatin1String(name));
  }
  static QPushButton* button(QWidget& dialog, const char* name) { return test::find<QPushButton>(dialog, name); }

 private Q_SLOTS:
  static void init() { QSettings().clear(); }

  void settingsComeBackAsTheyWere() {
    QVERIFY(Settings::load() == Settings());
    unusual().save();
    QVERIFY(Settings::load() == unusual());
  }

  void aHostileFileGivesTheDefaults() {
    unusual().save();
    const char* const keys[] = {"runsDir",        "dataDir",         "threads",  "appearance", "fontSize",
                                "ownCheckpoints", "checkpointEvery", "keepLast", "keepEvery"};
    const QVariant bads[] = {QStringLiteral("99999999999999999999"), QStringLiteral("-1"),  QStringLiteral("x"),
                             QString(10000, QLatin1Char('/')),       QByteArray("\0\1", 2), QVariantList{1, 2},
                             QVariantMap{{QStringLiteral("a"), 1}},  QStringLiteral("nan")};
    for (const QVariant& bad : bads) {
      QSettings file;
      for (const char* key : keys) file.setValue(QStringLiteral("settings/") + QLatin1String(key), bad);
      file.sync();
      QVERIFY2(Settings::load() == Settings(), qPrintable(bad.toString().left(30)));
    }
  }

  void recipesAreOfferedWithThem() {
    config::Experiment recipe;
    recipe.checkpoints = {1, 2, 3};
    Settings settings;
    QVERIFY(settings.applied(recipe) == recipe);
    const config::Experiment offered = unusual().applied(recipe);
    QCOMPARE(offered.compute.threads, 3);
    QVERIFY((offered.checkpoints == config::Checkpoints{123, 4, 0}));
    recipe.compute.threads = 8;  // the recipe says so
    QCOMPARE(unusual().applied(recipe).compute.threads, 8);
  }

  void theDialogShowsAndSavesThem() {
    unusual().save();
    SettingsDialog dialog(Settings::load());
    dialog.show();
    QSignalSpy changed(&dialog, &SettingsDialog::changed);
    QCOMPARE(line(dialog, "settings:runsDir")->text(), "/tmp/my runs");
    QCOMPARE(test::find<QSpinBox>(dialog, "settings:fontSize")->value(), 13);
    QVERIFY(!button(dialog, "settingsApply")->isEnabled());
    type(line(dialog, "settings:compute.threads"), "5");
    auto* palette = test::find<QComboBox>(dialog, "settings:appearance");
    palette->setFocus();
    QTest::keyClick(palette, Qt::Key_Home);
    QTest::keyClick(test::find<QSpinBox>(dialog, "settings:fontSize"), Qt::Key_Up);
    Settings wanted = unusual();
    wanted.threads = 5;
    wanted.appearance = Appearance::System;
    wanted.fontSize = 14;
    test::click(button(dialog, "settingsApply"));
    QCOMPARE(changed.size(), 1);
    QVERIFY(changed.last().first().value<Settings>() == wanted);
    QVERIFY(Settings::load() == wanted);
    QVERIFY(dialog.isVisible());
    QVERIFY(!button(dialog, "settingsApply")->isEnabled());
    QTest::keyClick(line(dialog, "settings:compute.threads"), Qt::Key_Return);  // OK, with nothing to save
    QCOMPARE(changed.size(), 1);
    QVERIFY(!dialog.isVisible());
  }

  void largeLettersLeaveTheButtonsOnTheScreen() {
    const QFont before = QApplication::font();
    const auto putBack = qScopeGuard([&] { QApplication::setFont(before); });
    QFont large = before;
    large.setPointSize(24);
    QApplication::setFont(large);
    SettingsDialog dialog(unusual());
    dialog.show();
    dialog.resize(dialog.width(), 700);  // what a screen of 768 pixels leaves
    QCOMPARE(dialog.height(), 700);
    const QPushButton* ok = button(dialog, "settingsOk");
    QVERIFY(dialog.rect().contains(QRect(ok->mapTo(&dialog, QPoint()), ok->size())));
  }

  void everythingIsShownWhereThereIsRoom() {
    SettingsDialog dialog({});
    dialog.show();
    for (const QScrollBar* bar : dialog.findChildren<QScrollBar*>()) QTRY_VERIFY(!bar->isVisible());
    test::saveScreenshots(dialog, QStringLiteral("settings"));
  }

  void cancelForgets() {
    SettingsDialog dialog({});
    dialog.show();
    QSignalSpy changed(&dialog, &SettingsDialog::changed);
    type(line(dialog, "settings:compute.threads"), "5");
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
    QVERIFY(changed.isEmpty());
    QVERIFY(Settings::load() == Settings());
  }

  void whatIsWrongIsSaidInPlace() {
    SettingsDialog dialog({});
    dialog.show();
    auto* ok = button(dialog, "settingsOk");
    QVERIFY(ok->isEnabled());
    type(line(dialog, "settings:compute.threads"), "5000");
    QVERIFY(error(dialog, "settings:compute.threads")->text().contains("1024"));
    QVERIFY(error(dialog, "settings:compute.threads")->isVisible());
    QVERIFY(!ok->isEnabled());
    type(line(dialog, "settings:compute.threads"), "0");
    QVERIFY(ok->isEnabled());
    QVERIFY(!error(dialog, "settings:compute.threads")->isVisible());
    type(line(dialog, "settings:runsDir"), "here");
    QVERIFY(error(dialog, "settings:runsDir")->text().contains("here"));
    QVERIFY(!ok->isEnabled());
    type(line(dialog, "settings:runsDir"), "/dev/../etc/passwd");
    QVERIFY(ok->isEnabled());  // looked at when its editing ends, not at every letter
    QTest::keyClick(line(dialog, "settings:runsDir"), Qt::Key_Return);
    QVERIFY(dialog.isVisible());
    QVERIFY(error(dialog, "settings:runsDir")->text().contains("is a file"));
    type(line(dialog, "settings:runsDir"), "");
    QVERIFY(ok->isEnabled());
  }

  void theCheckpointPolicyCountsOnlyWhenItIsTaken() {
    SettingsDialog dialog({});
    dialog.show();
    auto* own = test::find<QCheckBox>(dialog, "settings:ownCheckpoints");
    auto* every = line(dialog, "settings:checkpoints.every");
    QVERIFY(!every->isEnabled());
    own->setFocus();
    QTest::keyClick(own, Qt::Key_Space);
    QVERIFY(every->isEnabled());
    type(every, "0");
    QVERIFY(!button(dialog, "settingsOk")->isEnabled());
    QVERIFY(error(dialog, "settings:checkpoints.every")->isVisible());
    if (test::wantsScreenshots()) {
      const QString folder = qEnvironmentVariable("GANVAS_SCREENSHOT_DIR");
      QVERIFY(dialog.grab().save(folder + QStringLiteral("/settings-natural.png")));
    }
    test::saveScreenshots(dialog, QStringLiteral("settings"));
    QTest::keyClick(own, Qt::Key_Space);
    QVERIFY(button(dialog, "settingsOk")->isEnabled());
    QVERIFY(!error(dialog, "settings:checkpoints.every")->isVisible());
    test::click(button(dialog, "settingsOk"));
    QVERIFY(Settings::load() == Settings());
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::SettingsTest)
#include "settings_test.moc"
