#include "bridge/desktop.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>
#include <utility>

namespace ganvas::ui {

SleepInhibitor::SleepInhibitor(std::function<QDBusConnection()> bus, QObject* parent)
    : QObject(parent), bus_(std::move(bus)) {}

void SleepInhibitor::setActive(bool active) {
  if (wanted_ == active) return;
  wanted_ = active;
  if (active) return ask();
  const bool held = holds();
  lock_ = {};
  if (held) Q_EMIT changed();
}

void SleepInhibitor::ask() {
  if (asking_) return;
  const QDBusConnection bus = bus_();
  if (!bus.isConnected()) return;
  auto message = QDBusMessage::createMethodCall(
      QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
      QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
  message << QStringLiteral("sleep:idle") << QStringLiteral("Ganvas") << tr("A run is training")
          << QStringLiteral("block");
  asking_ = true;
  auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(message), this);
  connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
    watcher->deleteLater();
    asking_ = false;
    const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
    if (reply.isError() || !wanted_) return;  // an answer that comes after the run closes itself
    lock_ = reply.value();
    Q_EMIT changed();
  });
}

void notifyDesktop(const QString& title, const QString& text, QDBusConnection bus) {
  if (!bus.isConnected()) return;
  auto message = QDBusMessage::createMethodCall(
      QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("/org/freedesktop/Notifications"),
      QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("Notify"));
  const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("ganvas")}};
  message << QStringLiteral("Ganvas") << 0U << QStringLiteral("ganvas") << title << text.toHtmlEscaped()
          << QStringList() << hints << -1;
  bus.asyncCall(message);
}

}  // namespace ganvas::ui
