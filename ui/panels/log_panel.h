#pragma once

#include <QWidget>
#include <vector>

#include "runs/history.h"

class QPlainTextEdit;

namespace ganvas::ui {

/// The shown run's events, in words. Keeps the newest few thousand lines.
class LogPanel : public QWidget {
  Q_OBJECT

 public:
  explicit LogPanel(QWidget* parent = nullptr);
  void append(const std::vector<runs::EventRecord>& events);
  /// Lines that are in no history: a change of state, a command that was refused.
  void appendNote(std::int64_t step, const QString& text);
  void appendWarning(const QString& text);
  void appendFailure(const QString& text);
  void clear();

 private:
  void appendLine(const QString& time, const QString& step, const QString& text, const QString& kind);

  QPlainTextEdit* text_ = nullptr;
};

}  // namespace ganvas::ui
