#pragma once

#include <QPlainTextEdit>

namespace ganvas::ui {

/// Layer lines with their numbers, as messages count them: blank lines have none. Long lines wrap.
class LayerLines : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit LayerLines(QWidget* parent = nullptr);

  /// How many lines high it is.
  void setHeight(int lines);
  /// Lines as they are wrapped now.
  int shownLines() const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  class Numbers;
  void paintNumbers(QPaintEvent& event);
  void placeNumbers();
  int numbersWidth() const;

  QWidget* numbers_;
  int height_ = 8;
};

}  // namespace ganvas::ui
