#pragma once

#include <QLabel>

namespace ganvas::ui {

/// A line that says what is wrong, on a red ground that keeps the palette's contrast. Hidden while it has no text.
class ErrorNote : public QLabel {
  Q_OBJECT

 public:
  explicit ErrorNote(const QString& objectName, QWidget* parent = nullptr);
  /// Shows the text, or hides the note when it is empty.
  void say(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace ganvas::ui
