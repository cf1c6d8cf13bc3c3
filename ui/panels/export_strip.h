#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;
class QToolButton;

namespace ganvas::ui {

/// Says in place what became of an export: how far it is, where the file lies, or what went wrong.
class ExportStrip : public QFrame {
  Q_OBJECT

 public:
  explicit ExportStrip(QWidget* parent = nullptr);

  void say(const QString& text);
  void showProgress(const QString& text, int percent);

 Q_SIGNALS:
  /// The button: a running export is to stop.
  void stopWanted();

 private:
  QLabel* text_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QToolButton* button_ = nullptr;
};

}  // namespace ganvas::ui
