#pragma once

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QString>
#include <functional>

namespace ganvas::ui {

/// Keeps the machine from going to sleep while a run trains, where the system has logind. Where it has not, nothing
/// happens: training does not depend on it.
class SleepInhibitor : public QObject {
  Q_OBJECT

 public:
  /// `bus`: the one that logind is on; connected to when it is first needed.
  explicit SleepInhibitor(std::function<QDBusConnection()> bus = &QDBusConnection::systemBus,
                          QObject* parent = nullptr);

  /// Asks or lets go; returns at once.
  void setActive(bool active);
  /// Whether the system has agreed.
  bool holds() const { return lock_.isValid(); }

 Q_SIGNALS:
  void changed();

 private:
  void ask();

  std::function<QDBusConnection()> bus_;
  QDBusUnixFileDescriptor lock_;  ///< the inhibition lasts as long as this is open
  bool wanted_ = false;
  bool asking_ = false;
};

/// Shows a desktop notification (org.freedesktop.Notifications). Without such a service nothing happens; returns at
/// once.
void notifyDesktop(const QString& title, const QString& text, QDBusConnection bus = QDBusConnection::sessionBus());

}  // namespace ganvas::ui
