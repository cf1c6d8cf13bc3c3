#pragma once

#include <QPushButton>

namespace ganvas::ui {

/// The one button that stands out: filled with the palette's accent colour. Painted by hand, since a style sheet
/// would have to be set anew within each change of the palette.
class PrimaryButton : public QPushButton {
  Q_OBJECT

 public:
  explicit PrimaryButton(QWidget* parent = nullptr);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace ganvas::ui
