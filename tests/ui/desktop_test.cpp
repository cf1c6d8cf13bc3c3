#include <fcntl.h>
#include <unistd.h>
#include <QDBusContext>
#include <QDBusUnixFileDescriptor>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "base/files.h"
#include "bridge/desktop.h"
#include "bridge/heartbeat.h"
#include "bridge/space_watch.h"
#include "support.h"

namespace ganvas::ui {

/// logind's and the notification service's part of the bus: notes what it was asked.
class Services : public QObject {
  Q_OBJECT
  Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

 public:
  int pipes[2] = {-1, -1};
  QStringList asked;

  /// Whether someone still holds the inhibition: nobody does once the last writer of the pipe is gone.
  bool held() const {
    char byte = 0;
    return ::read(pipes[0], &byte, 1) < 0;
  }

 public Q_SLOTS:
  QDBusUnixFileDescriptor Inhibit(const QString& what, const QString& who, const QString& why, const QString& mode) {
    asked = {what, who, why, mode};
    if (::pipe2(pipes, O_NONBLOCK | O_CLOEXEC) != 0) return {};
    QDBusUnixFileDescriptor writer(pipes[1]);
    ::close(pipes[1]);
    return writer;
  }
};

class Notifications : public QObject {
  Q_OBJECT
  Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

 public:
  QStringList shown;

 public Q_SLOTS:
  uint Notify(const QString& program, uint, const QString&, const QString& title, const QString& text,
              const QStringList&, const QVariantMap&, int) {
    shown = {program, title, text};
    return 1;
  }
};

/// The services of the desktop, on a bus of the test's own.
class DesktopTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private:
  QProcess daemon_;
  QString address_;

  QDBusConnection connect(const char* name) { return QDBusConnection::connectToBus(address_, QLatin1String(name)); }

 private Q_SLOTS:
  void initTestCase() {
    if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty()) return;
    daemon_.start(QStringLiteral("dbus-daemon"),
                  {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    QTRY_VERIFY(daemon_.canReadLine());
    address_ = QString::fromLocal8Bit(daemon_.readLine()).trimmed();
  }
  void cleanupTestCase() {
    daemon_.kill();
    daemon_.waitForFinished();
  }

  void sleepIsInhibitedAsLongAsItIsWanted() {
    if (address_.isEmpty()) QSKIP("there is no dbus-daemon");
    Services services;
    QDBusConnection theirs = connect("logind");
    QVERIFY(theirs.registerService(QStringLiteral("org.freedesktop.login1")));
    QVERIFY(
        theirs.registerObject(QStringLiteral("/org/freedesktop/login1"), &services, QDBusConnection::ExportAllSlots));
    SleepInhibitor inhibitor([this] { return connect("ours"); });
    QVERIFY(!inhibitor.holds());
    inhibitor.setActive(true);
    QTRY_VERIFY(inhibitor.holds());
    QCOMPARE(services.asked.value(0), QStringLiteral("sleep:idle"));
    QVERIFY(services.held());
    inhibitor.setActive(false);
    QVERIFY(!inhibitor.holds());
    QTRY_VERIFY(!services.held());
    inhibitor.setActive(true);
    inhibitor.setActive(false);  // before the answer: it must not be kept
    QTest::qWait(200);
    QVERIFY(!inhibitor.holds());
    theirs.unregisterService(QStringLiteral("org.freedesktop.login1"));
    inhibitor.setActive(true);  // nobody there
    QTest::qWait(100);
    QVERIFY(!inhibitor.holds());
  }

  void aNotificationReachesTheDesktop() {
    if (address_.isEmpty()) QSKIP("there is no dbus-daemon");
    Notifications notifications;
    QDBusConnection theirs = connect("notifications");
    QVERIFY(theirs.registerService(QStringLiteral("org.freedesktop.Notifications")));
    QVERIFY(theirs.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &notifications,
                                  QDBusConnection::ExportAllSlots));
    notifyDesktop(QStringLiteral("quickstart finished"), QStringLiteral("a < b"), connect("ours"));
    QTRY_COMPARE(notifications.shown, (QStringList{"Ganvas", "quickstart finished", "a &lt; b"}));
  }

  static void theHeartbeatSeesABlock() {
    Heartbeat heartbeat;
    QTest::qWait(50);
    heartbeat.reset();
    QTest::qSleep(80);
    QTRY_VERIFY(heartbeat.worstMs() >= 70);
  }

  static void spaceIsSaidToBeLowBelowTheBound() {
    const QTemporaryDir folder;
    const std::filesystem::path runs = filePath(folder.path()) / "not" / "made" / "yet";
    SpaceWatch watch;
    QSignalSpy looked(&watch, &SpaceWatch::looked);
    watch.setLeastBytes(1);
    watch.watch(runs, {});
    QTRY_COMPARE(looked.size(), 1);
    QVERIFY(looked[0][0].toLongLong() > 0);
    QCOMPARE(looked[0][1].toBool(), false);
    watch.setLeastBytes(std::int64_t{1} << 62);
    QTRY_COMPARE(looked.size(), 2);
    QCOMPARE(looked[1][1].toBool(), true);

    // Twenty more checkpoints like this sparse one are more than any disk here holds.
    const std::filesystem::path run = filePath(folder.path()) / "run";
    std::filesystem::create_directories(run / "checkpoints" / "000500");
    QFile checkpoint(fileName(run / "checkpoints" / "000500" / "state.safetensors"));
    QVERIFY(checkpoint.open(QIODevice::WriteOnly));
    watch.setLeastBytes(1);
    QTRY_COMPARE(looked.size(), 3);
    QVERIFY(checkpoint.resize(qint64{1} << 42));
    watch.watch(runs, run);
    QTRY_COMPARE(looked.size(), 4);
    QCOMPARE(looked[3][1].toBool(), true);
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::DesktopTest)
#include "desktop_test.moc"
